import { createSecretKey, type KeyObject } from 'node:crypto';

/** The keys that wrap data keys, by their version. They are never in the database. */
export type KeyEncryptionKeys = ReadonlyMap<number, KeyObject>;

/** The keys are missing, weak, or not those of this database. The message is one sentence for the person at the terminal. */
export class KeyProblem extends Error {}

const keyLength = 32;
/** The fewest different bytes in a key; of 32 random bytes about 30 differ. */
const leastDifferent = 16;

/**
 * One key, in base64, or several with a version number before each, as in `2:…`; separated by new lines or commas. Lines that
 * begin with # are comments.
 */
export function readKeys(text: string, source: string): KeyEncryptionKeys {
  const entries = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) throw new KeyProblem(`${source} holds no encryption key.`);
  const keys = new Map<number, KeyObject>();
  for (const entry of entries) {
    const { version, key } = readKey(entry, source, entries.length > 1);
    if (keys.has(version)) throw new KeyProblem(`${source} holds two encryption keys of version ${version}.`);
    if ([...keys.values()].some((other) => other.equals(key)))
      throw new KeyProblem(`${source} holds the same encryption key under two versions.`);
    keys.set(version, key);
  }
  return keys;
}

function readKey(entry: string, source: string, needsVersion: boolean) {
  const [, number, encoded] = /^(?:(\d{1,6}):)?([A-Za-z0-9+/_-]*={0,2})$/.exec(entry) ?? [];
  if (encoded === undefined)
    throw new KeyProblem(
      `${source} is not understood: a key is 32 bytes in base64, such as from "openssl rand -base64 32".`,
    );
  if (number === undefined && needsVersion)
    throw new KeyProblem(
      `${source} holds several encryption keys: each needs its version before it, as in 2:KEY.`,
    );
  const version = Number(number ?? 1);
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== keyLength)
    throw new KeyProblem(
      `The encryption key ${version} in ${source} has ${bytes.length} bytes, and should have ${keyLength}.`,
    );
  if (isWeak(bytes))
    throw new KeyProblem(
      `The encryption key ${version} in ${source} can be guessed. Make one with "openssl rand -base64 32".`,
    );
  return { version, key: createSecretKey(bytes) };
}

/** Too few different bytes, or only printable text. */
const isWeak = (bytes: Buffer) =>
  new Set(bytes).size < leastDifferent || bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
