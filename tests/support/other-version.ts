import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/root';
import { protocol } from '#shared/protocol';

/** A text of what was built, how often it has to stand there, and what stands in its place. */
type Edit = { from: string; times: number; to: string };

/**
 * Copies the build and edits it so that page and server speak protocol 1, and the page stores a state by its name in protocol 1.
 * Only that differs from the current version. Every file gets a name of its own, as after any build, so that no browser takes one for the
 * other. Returns the folder of the copy.
 */
export async function buildVersion1(): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'alongside-version-1-'));
  // Without what is compressed, which holds the words of today.
  const filter = (file: string) => !/\.(br|gz)$/.test(file);
  await cp(join(projectRoot, 'dist'), join(root, 'dist'), { recursive: true, filter });
  await cp(join(projectRoot, 'package.json'), join(root, 'package.json'));
  for (const folder of ['node_modules', 'drizzle'])
    await symlink(join(projectRoot, folder), join(root, folder));
  await change(join(root, 'dist', 'shared', 'protocol.js'), [
    { from: `export const protocol = ${protocol};`, times: 1, to: 'export const protocol = 1;' },
    { from: 'oldestProtocol = 2;', times: 1, to: 'oldestProtocol = 1;' },
  ]);
  await changePages(join(root, 'dist', 'client'));
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

async function changePages(folder: string) {
  const assets = await readdir(join(folder, 'assets'));
  const scripts = assets.filter((name) => name.endsWith('.js'));
  // In the handshake, in what is written down, and where the pair’s screen sends it.
  const first = await holding(folder, `protocol:${protocol}`, scripts);
  await change(join(folder, 'assets', first), [
    { from: `protocol:${protocol}`, times: 2, to: 'protocol:1' },
    { from: 'presence:set', times: 3, to: 'state:set' },
  ]);
  const others = [
    'index.html',
    'sw.js',
    ...assets.filter((name) => /\.(js|css)$/.test(name)).map((name) => `assets/${name}`),
  ];
  for (const file of others) await callOtherwise(join(folder, file), assets);
  // By these numbers a browser tells whether its copy is of this version.
  const worker = join(folder, 'sw.js');
  await writeFile(worker, (await readFile(worker, 'utf8')).replaceAll('revision:"', 'revision:"then-'));
  for (const name of assets)
    await rename(join(folder, 'assets', name), join(folder, 'assets', nameThen(name)));
}

const nameThen = (name: string) => name.replace(/(?=\.\w+$)/, '-then');

async function callOtherwise(file: string, assets: string[]) {
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    assets.reduce((said, name) => said.replaceAll(name, nameThen(name)), text),
  );
}

/** The one of these files in which a text stands. */
async function holding(folder: string, text: string, names: string[]): Promise<string> {
  for (const name of names)
    if ((await readFile(join(folder, 'assets', name), 'utf8')).includes(text)) return name;
  throw new Error(`"${text}" stands in none of ${names.join(', ')}.`);
}

async function change(file: string, edits: Edit[]) {
  let text = await readFile(file, 'utf8');
  for (const { from, times, to } of edits) {
    const found = text.split(from).length - 1;
    if (found !== times) throw new Error(`"${from}" stands ${found} times in ${file}, not ${times}.`);
    text = text.replaceAll(from, to);
  }
  await writeFile(file, text);
}
