import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';
import { xorFilterOver } from './xor-filter.ts';

const file = join(projectRoot, 'server', 'platform', 'auth', 'known-passwords.bin');
let filter: Promise<(key: Uint8Array) => boolean> | undefined;

/**
 * Whether a password, in small letters, stands in the list of known ones that comes along: `scripts/known-passwords.mjs` says
 * which list. One password in 65,536 that does not is taken for one that does. Asks nobody: the list is a file.
 */
export async function isKnownPassword(password: string): Promise<boolean> {
  filter ??= readFile(file).then(xorFilterOver);
  return (await filter)(keyOf(password.toLowerCase()));
}

const keyOf = (text: string) => createHash('sha256').update(text).digest();
