import { changesPerEpoch } from '../database/epochs.ts';
import { migrate } from '../database/migrate.ts';
import { ageOf, ourMigrations } from '../database/migrations.ts';
import type { KeySource } from '../encryption/key-source.ts';
import { ourVersion } from '../version.ts';
import { withPatientConnection, type TransactionSql } from './connection.ts';
import { summaryOf, type Head, type Summary, type TallyFigures } from './contents.ts';
import { eraseAgain, type ErasingAgain } from './erase-again.ts';
import type { KeysFor } from './file-header.ts';
import { BackupProblem } from './problem.ts';
import { readBackup, type Contents } from './read.ts';
import { insertLines, selectTally } from './rows.ts';
import { noteSealedWith, refuseWithoutKeys, sealedWithIn, sealedWithNothing } from './sealed-with.ts';
import { tablesToKeep, type Table } from './tables.ts';

/**
 * `keySource`: the encryption keys of what is sealed in the backup; `keysFor`: those of the file itself; `erasing`: the people
 * erased since; `restoredBefore`: how many restores there were since the backup was taken.
 */
type Options = {
  databaseUrl: string;
  file: string;
  keysFor: KeysFor;
  keySource: KeySource;
  erasing: ErasingAgain;
  restoredBefore?: number;
  trial: boolean;
  /** Reads the backup to its end, and looks whether the database is empty and the keys are there; fills nothing. */
  dryRun?: boolean;
};
/** `erasedAgain`: how many people of the backup had been erased since; null where a dry run does not know. */
export type Restored = Summary & { erasedAgain: number | null };

/**
 * Fills an empty database from a backup: everything, or nothing at all. Nobody is signed in afterwards, and those who were erased
 * since are erased again.
 */
export async function restoreBackup({
  databaseUrl,
  file,
  keysFor,
  keySource,
  erasing,
  restoredBefore,
  trial,
  dryRun,
}: Options): Promise<Restored> {
  const tables = await tablesToKeep();
  return readBackup(file, keysFor, async (contents) => {
    refuseOtherHistory(contents.head, tables);
    refuseAsTrial(contents.head, trial);
    await withPatientConnection(databaseUrl, (sql) =>
      sql.begin('read only', (tx) => refuseFilled(tx, tables)),
    );
    if (dryRun) return { ...(await readToEnd(contents, keySource)), erasedAgain: null };
    await migrate(databaseUrl);
    const erasedAgain = await withPatientConnection(databaseUrl, (sql) =>
      sql.begin((tx) => fill(tx, tables, contents, { keySource, erasing, restoredBefore })),
    );
    return { ...summaryOf(contents.head, contents.tallies), erasedAgain };
  });
}

async function readToEnd({ head, batches, tallies }: Contents, keySource: KeySource): Promise<Summary> {
  const sealedWith = sealedWithNothing();
  for await (const batch of batches) noteSealedWith(sealedWith, batch, head);
  refuseWithoutKeys(sealedWith, keySource);
  return summaryOf(head, tallies);
}

async function fill(
  tx: TransactionSql,
  tables: Table[],
  { batches, tallies }: Contents,
  { keySource, erasing, restoredBefore = 0 }: Pick<Options, 'keySource' | 'erasing' | 'restoredBefore'>,
): Promise<number> {
  const names = tables.map(({ name }) => `"${name}"`).join(', ');
  await tx.unsafe(`lock table ${names} in share row exclusive mode`);
  await refuseFilled(tx, tables);
  // The rows contain their scope; what the triggers would add is not in the backup's checksums.
  await tx`set local alongside.restoring = 'on'`;
  const named = new Map(tables.map((table) => [table.name, table]));
  for await (const { table, lines } of batches) {
    await tx.unsafe(insertLines(named.get(table)!), [`[${lines.join(',')}]`]);
  }
  for (const table of tables) await compare(tx, table, tallies[table.name]);
  refuseWithoutKeys(await sealedWithIn(tx), keySource);
  const { erasedAgain, epochs } = await eraseAgain(tx, erasing);
  await beginNextEpoch(tx, tables, epochs + restoredBefore);
  return erasedAgain;
}

async function compare(tx: TransactionSql, table: Table, expected: TallyFigures | undefined): Promise<void> {
  const [found] = await tx.unsafe<[TallyFigures]>(selectTally(table));
  if (found.rows === expected?.rows && found.sum === expected.sum) return;
  throw new BackupProblem(
    `The table ${table.name} did not come out as it was written, so nothing is restored.`,
  );
}

/**
 * Begins an epoch that no browser knows: the next one after all that have begun since the backup. The versions stored per audience of a
 * shift belong to an earlier one: resets them, so that everybody gets the shift again.
 */
async function beginNextEpoch(tx: TransactionSql, tables: Table[], begunSince: number): Promise<void> {
  const ahead = (begunSince + 1) * changesPerEpoch;
  await tx`update shifts set told_to = '{}'`;
  await tx`update helplines set change = change + ${ahead}`;
  for (const { name, columns } of tables) {
    if (!columns.some((column) => column.name === 'version')) continue;
    await tx`update ${tx(name)} set version = version + ${ahead}`;
  }
}

async function refuseFilled(tx: TransactionSql, tables: Table[]): Promise<void> {
  for (const { name } of tables) {
    const [table] = await tx<[{ made: boolean }]>`select to_regclass(${`"${name}"`}) is not null as made`;
    if (!table.made) continue;
    const [row] = await tx`select 1 from ${tx(name)} limit 1`;
    if (row)
      throw new BackupProblem(
        `The database is not empty (there is something in ${name}), so nothing is restored. Restore into a new database.`,
      );
  }
}

function refuseOtherHistory(head: Head, tables: Table[]): void {
  const age = ageOf(head.migrations);
  const theirs = `Alongside ${head.alongside}, with ${counted(head.migrations)}`;
  const ours = `this one (${ourVersion}, with ${counted(ourMigrations)})`;
  if (age === 'newer')
    throw new BackupProblem(
      `The backup was made by ${theirs}, newer than ${ours}: restore it with that one.`,
    );
  if (age === 'older')
    throw new BackupProblem(
      `The backup was made by ${theirs}, older than ${ours}: restore it with that one, then start this one, which brings it up to date.`,
    );
  const named = tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));
  if (age === 'other' || JSON.stringify(named) !== JSON.stringify(head.tables))
    throw new BackupProblem(`The backup was made by ${theirs}, whose tables are not those of ${ours}.`);
}

const counted = ({ length }: string[]) => `${length} ${length === 1 ? 'migration' : 'migrations'}`;

/** A trial signs everybody in without a password, so real records must never be restored into one. */
function refuseAsTrial(head: Head, trial: boolean): void {
  if (!trial || head.trial) return;
  throw new BackupProblem(
    'This is the backup of a real helpline, and with these settings Alongside is a trial that needs no password. Set DATABASE_URL, or ORIGIN to the address people type.',
  );
}
