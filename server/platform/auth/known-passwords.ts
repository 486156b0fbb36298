import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';
import { xorFilterOver } from './xor-filter.ts';

const file = join(projectRoot, 'server', 'platform', 'auth', 'known-passwords.bin');
let filter: Promise<(key: Uint8Array) => boolean> | undefined;

/**
 * Whether a password, in lower case, is in the bundled list of known ones: `scripts/known-passwords.mjs` says
 * which list. The false positive rate is 1 in 65,536. Reads a file and sends no request.
 */
export async function isKnownPassword(password: string): Promise<boolean> {
  filter ??= readFile(file).then(xorFilterOver);
  return (await filter)(keyOf(password.toLowerCase()));
}

const keyOf = (text: string) => createHash('sha256').update(text).digest();
