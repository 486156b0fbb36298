import { KeyProblem } from '../encryption/key-encryption-keys.ts';
import type { KeySource } from '../encryption/key-source.ts';
import { refuseOtherKeys } from '../encryption/wrapping.ts';
import type { TransactionSql } from './connection.ts';
import type { Head } from './contents.ts';
import { BackupProblem } from './problem.ts';
import { valuesIn, type Batch } from './read.ts';

/** The versions of the encryption key with which the data of a backup was sealed, and those that it needs still. */
export type SealedWith = { versions: { keyVersion: number; probe: string }[]; inUse: Set<number> };

export const sealedWithNothing = (): SealedWith => ({ versions: [], inUse: new Set() });

/** Notes what these rows of a backup say of it. */
export function noteSealedWith({ versions, inUse }: SealedWith, batch: Batch, head: Head): void {
  const numbers = () => valuesIn(batch, head, 'key_version').map(Number);
  if (batch.table === 'data_keys') for (const version of numbers()) inUse.add(version);
  if (batch.table !== 'key_versions') return;
  const probes = valuesIn(batch, head, 'probe');
  versions.push(...numbers().map((keyVersion, index) => ({ keyVersion, probe: probes[index]! })));
}

/** The same, of a database that was filled. */
export async function sealedWithIn(tx: TransactionSql): Promise<SealedWith> {
  const versions = await tx<
    SealedWith['versions']
  >`select key_version as "keyVersion", probe from key_versions`;
  const inUse = await tx<{ version: number }[]>`select distinct key_version as version from data_keys`;
  return { versions: [...versions], inUse: new Set(inUse.map(({ version }) => version)) };
}

/** Refuses a restore without the encryption keys with which the data was sealed. */
export function refuseWithoutKeys({ versions, inUse }: SealedWith, keySource: KeySource): void {
  if (versions.length === 0) return;
  try {
    const keys = keySource.read();
    if (!keys) throw new KeyProblem('Its encryption key is missing.');
    refuseOtherKeys(keys, versions, [...inUse]);
  } catch (error) {
    if (!(error instanceof KeyProblem)) throw error;
    throw new BackupProblem(
      `${error.message} Nothing is restored: put the key file of the time of the backup in place first.`,
    );
  }
}
