import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { transformWithOxc } from 'vite';
import { projectRoot } from '#server/platform/root';

const folder = join(projectRoot, '.cache', 'compiled');
const sources = ['server', 'shared', 'drizzle', join('tests', 'support')];
/** Files that programs read from the project's folder. */
const read = [
  'node_modules',
  'dist',
  join('drizzle', 'migrations'),
  join('server', 'platform', 'auth', 'known-passwords.bin'),
];

let done: Promise<void> | null = null;

/**
 * The path of one of the project's programs, such as `server/main.ts`, as JavaScript. To load TypeScript would cost every process
 * that a test starts a second or two.
 */
export async function compiled(program: string): Promise<string> {
  await (done ??= compile());
  return scriptOf(program);
}

const scriptOf = (source: string) => join(folder, source.replace(/\.ts$/, '.js'));

/** Translates what has changed since the last time. Safe beside another process that does the same. */
async function compile(): Promise<void> {
  const files = (await Promise.all(sources.map(filesIn))).flat();
  await Promise.all(files.map(translate));
  await removeOrphans(new Set(files.map(scriptOf)));
  await writeWhole(join(folder, 'package.json'), await manifest());
  for (const path of read) await link(path);
}

async function filesIn(part: string): Promise<string[]> {
  const entries = await readdir(join(projectRoot, part), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)));
}

async function translate(file: string): Promise<void> {
  const source = join(projectRoot, file);
  const script = scriptOf(file);
  if ((await changedAt(script)) > (await changedAt(source))) return;
  const { code } = await transformWithOxc(await readFile(source, 'utf8'), source, {
    typescript: { rewriteImportExtensions: 'rewrite' },
    sourcemap: false,
  });
  await writeWhole(script, code);
}

const changedAt = async (path: string) => (await stat(path).catch(() => null))?.mtimeMs ?? 0;

/** The schema's folder is read as a whole, so what has no source any more must not stay. */
async function removeOrphans(scripts: ReadonlySet<string>): Promise<void> {
  const found = (
    await Promise.all(
      sources.map((part) =>
        readdir(join(folder, part), { recursive: true }).then((names) =>
          names.map((name) => join(folder, part, name)),
        ),
      ),
    )
  ).flat();
  await Promise.all(
    found
      .filter((path) => path.endsWith('.js') && !scripts.has(path))
      .map((path) => rm(path, { force: true })),
  );
}

async function manifest(): Promise<string> {
  const { version, type } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const imports = Object.fromEntries(
    ['shared', 'server', 'drizzle'].map((part) => [`#${part}/*`, `./${part}/*.js`]),
  );
  return JSON.stringify({ version, type, imports });
}

async function link(path: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await symlink(join(projectRoot, path), join(folder, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** In one step, so that no other process loads half a file. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}
