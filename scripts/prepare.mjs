// Runs before `npm start` and `npm test`, so it uses nothing but Node itself.
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { alone } from './alone.mjs';

const oldestNode = [20, 19];

refuseOldNode();
try {
  await prepare(process.argv.includes('--build'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function prepare(withBuild) {
  if (isInstalled() && (!withBuild || isBuilt())) return;
  await alone(async () => {
    if (!isInstalled()) await install();
    if (withBuild && !isBuilt()) await build();
  });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(
    `Alongside needs Node ${oldestNode.join('.')} or later, and this is Node ${process.versions.node}: see https://nodejs.org.`,
  );
  process.exit(1);
}
