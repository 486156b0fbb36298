// Prepares the project, and then is the given program itself, so that a signal reaches that program:
// `node scripts/prepared.mjs [--build] <module> [words]`. Nothing depends on npm's "pre" scripts, which ignore-scripts turns off.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithNpm } from './end-with-npm.mjs';
import { prepare } from './preparation.mjs';
import { root } from './root.mjs';

const words = process.argv.slice(2);
const withBuild = words[0] === '--build';
const [module, ...rest] = withBuild ? words.slice(1) : words;
const path = join(root, module);

endWithNpm();
if (await prepare(withBuild)) {
  process.argv = [process.execPath, path, ...rest];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(path).href);
}
