import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['client', 'shared', 'server'];

/** Read by nobody who uses the pages, or words of a helpline's own, which are rows from then on and changed there. */
const leftOut = [
  // Operators read these in a terminal or a log.
  /^server\/(admin|platform|trial|subject)\//,
  /^server\/(main|admin|app|nouns|maintenance|prepare-database|identity)\.ts$/,
  /^server\/.*(retention-[a-z-]+|metrics)\.ts$/,
  /(^|\/)queries\.ts$|-queries\.ts$/,
  // The words that a new helpline begins with, and how they are told apart.
  /^shared\/(starter-lists|starter-pages|bank-holidays)\.ts$/,
  /^client\/pages\/starter\//,
  // Names that people may have, to tell what looks like one.
  /^client\/identifying-details\/names\.ts$/,
  // Markup and a sheet of styles; the sentences are in public-words.ts.
  /^server\/feedback\/public-(page|style)\.ts$/,
  // What is kept in the browser, and the link: no sentences.
  /^client\/(live|worker)\/.*(store|idb|queue|persistence|register|reloads)/,
];

/** Whether the words of this file are in the catalogue; by its path from the project's root. */
export const hasWords = (path: string) =>
  /^(client|shared|server)\/.*\.(svelte|ts)$/.test(path) && !leftOut.some((one) => one.test(path));

/** Every source file with words in it, by its path, in the order of the paths. */
export function wordSources(): { path: string; code: string }[] {
  return folders
    .flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .filter(hasWords)
    .sort()
    .map((path) => ({ path, code: readFileSync(`${root}${path}`, 'utf8') }));
}
