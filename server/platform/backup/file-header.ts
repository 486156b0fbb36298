import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BackupProblem } from './problem.ts';

/** The key that encrypts the chunks, and the one that authenticates the header. */
export type Keys = { chunks: Buffer; header: Buffer };
export type KeysFor = (salt: Buffer) => Promise<Keys>;

/**
 * The header of a file: magic, format version, salt, a checksum that needs no passphrase and so distinguishes damage
 * from a wrong passphrase, and an HMAC that needs it. Version 1 means the scrypt costs below and AES-256-GCM chunks of 64 KiB.
 */
const magic = Buffer.from('alongside-backup');
const formatVersion = 1;
const at = { version: 16, salt: 17, checksum: 49, proof: 65, end: 97 };
export const fileHeaderLength = at.end;

const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 2 ** 20 };

export async function newFileHeader(keysFor: KeysFor): Promise<{ header: Buffer; keys: Keys }> {
  const salt = randomBytes(at.checksum - at.salt);
  const keys = await keysFor(salt);
  const plain = Buffer.concat([magic, Buffer.of(formatVersion), salt]);
  const checked = Buffer.concat([plain, checksumOf(plain)]);
  return { header: Buffer.concat([checked, proofOf(checked, keys)]), keys };
}

/** Verifies the header and returns the keys for the chunks after it. */
export async function keysFromHeader(header: Buffer, keysFor: KeysFor): Promise<Keys> {
  const starts = header.subarray(0, at.version);
  if (header.length === 0) throw new BackupProblem('The file is empty.');
  if (!starts.equals(magic.subarray(0, starts.length)))
    throw new BackupProblem('This file is not a backup of Alongside, or its first bytes are damaged.');
  if (header.length < fileHeaderLength)
    throw new BackupProblem('The backup ends too early, in its first bytes.');
  const version = header[at.version]!;
  if (!checksumOf(header.subarray(0, at.checksum)).equals(header.subarray(at.checksum, at.proof)))
    throw new BackupProblem('The backup is damaged in its first bytes.');
  if (version !== formatVersion)
    throw new BackupProblem(
      `The backup is in format ${version}, and this version of Alongside reads format ${formatVersion}: use the version that made it.`,
    );
  const keys = await keysFor(header.subarray(at.salt, at.checksum));
  if (!timingSafeEqual(proofOf(header.subarray(0, at.proof), keys), header.subarray(at.proof)))
    throw new BackupProblem('The passphrase is not the one this backup was made with.');
  return keys;
}

/** Costs about half a second and 128 MB per passphrase. */
export function keysFromPassphrase(passphrase: string): KeysFor {
  return (salt) =>
    new Promise((resolve, reject) => {
      scrypt(passphrase.normalize('NFC'), salt, 64, cost, (error, bytes) => {
        if (error) reject(error);
        else resolve({ chunks: bytes.subarray(0, 32), header: bytes.subarray(32) });
      });
    });
}

const checksumOf = (bytes: Buffer) =>
  createHash('sha256')
    .update(bytes)
    .digest()
    .subarray(0, at.proof - at.checksum);

const proofOf = (bytes: Buffer, keys: Keys) => createHmac('sha256', keys.header).update(bytes).digest();
