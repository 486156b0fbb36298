// Runs before anything is installed, so it uses nothing but Node itself.
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { alone } from './alone.mjs';

/** The lines of Node that the suites pass on, each with its oldest version; what is newer than all of them is let through. */
const nodes = ['20.19', '22.13', '24.0'];

/** Installs and, if asked to, builds what is missing or out of date. On failure: false, the reason on stderr, and the exit code 1. */
export async function prepare(withBuild) {
  try {
    refuseOldNode();
    await makeUpToDate(withBuild);
    return true;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
    return false;
  }
}

async function makeUpToDate(withBuild) {
  if (isInstalled() && (!withBuild || isBuilt())) return;
  await alone(async () => {
    if (!isInstalled()) await install();
    if (withBuild && !isBuilt()) await build();
  });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const lines = nodes.map((version) => version.split('.').map(Number));
  if (major > lines.at(-1)[0] || lines.some(([line, oldest]) => major === line && minor >= oldest)) return;
  throw new Error(
    `Alongside needs Node ${nodes.join(', ')} or later, and this is Node ${process.versions.node}: see https://nodejs.org.`,
  );
}
