import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './cipher.ts';
import { KeyProblem, type KeyEncryptionKeys } from './key-encryption-keys.ts';

/**
 * Whose values a data key seals. `helplineId` is null for the installation's own keys. `remade`: the key may be destroyed and made anew,
 * so one in memory may be gone.
 */
export type KeyScope = { helplineId: string | null; purpose: string; subjectId: string; remade?: boolean };
/** `name` is its id as sealed values carry it. */
export type DataKey = { id: string; name: string; key: KeyObject };
export type WrappedKey = KeyScope & { id: string; wrapped: string; keyVersion: number };

const probeText = Buffer.from('alongside');

/** A new random data key, and the row that stores it. */
export function newDataKey(keys: KeyEncryptionKeys, keyVersion: number, scope: KeyScope) {
  const row = { ...scope, id: randomUUID(), keyVersion };
  const bytes = randomBytes(32);
  return { row: { ...row, wrapped: wrap(keys, row, bytes) }, key: dataKeyOf(row.id, bytes) };
}

export function unwrap(keys: KeyEncryptionKeys, row: WrappedKey): DataKey {
  return dataKeyOf(row.id, bytesOf(keys, row));
}

/** The same data key, wrapped by another version. */
export function rewrap(keys: KeyEncryptionKeys, row: WrappedKey, keyVersion: number): string {
  return wrap(keys, { ...row, keyVersion }, bytesOf(keys, row));
}

/** A known text, sealed with the key of this version. */
export const newProbe = (keys: KeyEncryptionKeys, version: number): string =>
  encrypt(keyOf(keys, version), probeText, probeOf(version)).toString('base64url');

export const isProbeOf = (keys: KeyEncryptionKeys, version: number, probe: string): boolean =>
  decrypt(keyOf(keys, version), Buffer.from(probe, 'base64url'), probeOf(version))?.equals(probeText) ??
  false;

/** Refuses keys that differ from those the database was sealed with, and keys that lack a version it needs. */
export function refuseOtherKeys(
  keys: KeyEncryptionKeys,
  versions: { keyVersion: number; probe: string }[],
  inUse: number[],
): void {
  for (const { keyVersion, probe } of versions)
    if (keys.has(keyVersion) && !isProbeOf(keys, keyVersion, probe))
      throw new KeyProblem('The encryption key is not the one this database was sealed with.');
  const newest = Math.max(...versions.map(({ keyVersion }) => keyVersion));
  const missing = [...new Set([newest, ...inUse])].filter((version) => !keys.has(version));
  if (missing.length > 0)
    throw new KeyProblem(
      `The database is sealed with version ${missing.join(' and ')} of the encryption key, which is missing.`,
    );
}

/** The id of a data key as sealed values carry it. */
export const nameOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

export function idOf(name: string): string {
  const hex = Buffer.from(name, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function wrap(keys: KeyEncryptionKeys, row: Omit<WrappedKey, 'wrapped'>, bytes: Buffer): string {
  return encrypt(keyOf(keys, row.keyVersion), bytes, boundTo(row)).toString('base64url');
}

function bytesOf(keys: KeyEncryptionKeys, row: WrappedKey): Buffer {
  const bytes = decrypt(keyOf(keys, row.keyVersion), Buffer.from(row.wrapped, 'base64url'), boundTo(row));
  if (!bytes)
    throw new KeyProblem(
      'A data key of the database is damaged, or was wrapped with another encryption key.',
    );
  return bytes;
}

function keyOf(keys: KeyEncryptionKeys, version: number): KeyObject {
  const key = keys.get(version);
  if (!key) throw new KeyProblem(`The encryption key of version ${version} is missing.`);
  return key;
}

const dataKeyOf = (id: string, bytes: Buffer): DataKey => ({
  id,
  name: nameOf(id),
  key: createSecretKey(bytes),
});

const boundTo = ({ id, purpose, subjectId, keyVersion }: Omit<WrappedKey, 'wrapped'>) =>
  ['data_keys', id, purpose, subjectId, keyVersion].join('\0');

const probeOf = (version: number) => `key_versions\0${version}`;
