// What a browser has to fetch before the pair’s screen stands, compressed as it is served.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './root.mjs';

const limits = { scripts: 80_000, all: 200_000 };
/** The pages in English, or in the language whose folder is given. */
const pages = join(root, 'dist', process.argv[2] ?? 'client');
const read = (file) => readFileSync(join(pages, file));
const compressedSize = (file) =>
  /\.(woff2|png)$/.test(file) ? read(file).length : gzipSync(read(file)).length;
const sum = (files) => files.reduce((total, file) => total + compressedSize(file), 0);

const named = [
  ...read('index.html')
    .toString()
    .matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|woff2))"/g),
];
const files = withWhatTheyImport(named.map(([, file]) => file));
const scripts = sum(files.filter((file) => file.endsWith('.js')));
const all = sum([...files, 'index.html']);

const inWords = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`First load: ${inWords(scripts)} of scripts (at most ${inWords(limits.scripts)}), `);
console.log(`${inWords(all)} in all with the typeface (at most ${inWords(limits.all)}).`);
// The server validates; a validator that a page pulls in brings the whole library (valibot’s mark) into every first load.
const validators = files.filter((file) => file.endsWith('.js') && read(file).includes('~run'));
if (validators.length > 0) console.log(`Validators are in the first load: ${validators.join(', ')}.`);
if (validators.length > 0 || scripts > limits.scripts || all > limits.all) process.exitCode = 1;

/** Scripts fetch those they import at their beginning; what they import later does not count. */
function withWhatTheyImport(files) {
  const found = new Set(files);
  for (const file of found)
    if (file.endsWith('.js'))
      for (const [, name] of read(file)
        .toString()
        .matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
        found.add(`assets/${name}`);
  return [...found];
}
