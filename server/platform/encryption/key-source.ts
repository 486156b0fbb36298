import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Settings } from '../settings.ts';
import { KeyProblem, readKeys, type KeyEncryptionKeys } from './key-encryption-keys.ts';

export type KeySettings = Pick<Settings, 'databaseUrl' | 'dataDir' | 'keyFile' | 'encryptionKeys'>;

/** Where the key-encryption keys come from. `make` creates them; null if they must already exist. */
export type KeySource = {
  read: () => KeyEncryptionKeys | null;
  make: (() => Promise<KeyEncryptionKeys>) | null;
};

/** The file or the variable that the settings name; without either, a file beside the folder of the data. */
export function keySourceOf({ databaseUrl, dataDir, keyFile, encryptionKeys }: KeySettings): KeySource {
  if (encryptionKeys !== undefined) return given(() => readKeys(encryptionKeys, 'ENCRYPTION_KEYS'));
  if (keyFile !== undefined) return given(() => readKeyFile(keyFile));
  if (databaseUrl !== undefined)
    return given(() => {
      throw new KeyProblem(
        'KEY_FILE is missing: with DATABASE_URL set, it names the file with the encryption key.',
      );
    });
  const own = `${dataDir}.key`;
  return {
    read: () => (existsSync(own) ? readKeyFile(own) : null),
    make: () => makeKeyFile(own),
  };
}

const given = (read: () => KeyEncryptionKeys): KeySource => ({ read, make: null });

/** Refuses a file that other accounts of this computer can read. */
function readKeyFile(path: string): KeyEncryptionKeys {
  const source = `The key file ${path}`;
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw new KeyProblem(`${source} can be read by other accounts. Run "chmod 600" on it.`);
    return readKeys(readFileSync(path, 'utf8'), source);
  } catch (error) {
    if (error instanceof KeyProblem) throw error;
    throw new KeyProblem(`${source} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Syncs the new key to disk before the first value is sealed with it. */
async function makeKeyFile(path: string): Promise<KeyEncryptionKeys> {
  await mkdir(dirname(path), { recursive: true });
  const text = `# The encryption key of the data folder beside this file. Without it, the data cannot be read.\n1:${randomBytes(32).toString('base64')}\n`;
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  return readKeyFile(path);
}
