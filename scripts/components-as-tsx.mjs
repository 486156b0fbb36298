import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { svelte2tsx } from 'svelte2tsx';
import { root } from './root.mjs';

const folder = join('.cache', 'components');

/** `./Name.svelte` in a component leads to what was written here, and every other import to what stands in `client/`. */
const tsconfig = {
  extends: '../../client/tsconfig.json',
  compilerOptions: {
    rootDir: '../..',
    rootDirs: ['../../client', 'client'],
    jsx: 'preserve',
    verbatimModuleSyntax: false,
  },
  include: [
    ...['client', '../../client/**/*.d.ts'],
    ...['../../node_modules/svelte2tsx/svelte-shims-v4.d.ts', '../../node_modules/svelte/svelte-html.d.ts'],
  ],
};

/** Writes each component as TypeScript, its markup included, for a linter that reads types and knows no components. Returns the paths. */
export function writeComponents() {
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  return readdirSync(join(root, 'client'), { recursive: true })
    .filter((path) => path.endsWith('.svelte'))
    .map(write);
}

function write(path) {
  const filename = join(root, 'client', path);
  const { code } = svelte2tsx(readFileSync(filename, 'utf8'), { filename, isTsFile: true, version: '5' });
  const written = join(folder, 'client', `${path}.tsx`);
  mkdirSync(dirname(join(root, written)), { recursive: true });
  writeFileSync(join(root, written), code);
  return written;
}
