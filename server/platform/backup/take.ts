import { createGzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { ageOf, migrationsIn } from '../database/migrations.ts';
import { ourVersion } from '../version.ts';
import { withPatientConnection, type TransactionSql } from './connection.ts';
import { summaryOf, Tally, type Head, type Summary, type TallyFigures } from './contents.ts';
import type { KeysFor } from './file-header.ts';
import { BackupProblem } from './problem.ts';
import { selectLines } from './rows.ts';
import { seal } from './seal.ts';
import { tablesToKeep, type Table } from './tables.ts';
import { writeSafely } from './write-safely.ts';

/** `dryRun`: everything is read and sealed, and the file is not kept. */
type Options = {
  databaseUrl: string;
  file: string;
  keysFor: KeysFor;
  trial: boolean;
  force?: boolean;
  dryRun?: boolean;
};

/** Writes a snapshot of the whole database, while the server goes on working. */
export async function takeBackup({
  databaseUrl,
  file,
  keysFor,
  trial,
  force,
  dryRun,
}: Options): Promise<Summary> {
  const tables = await tablesToKeep();
  return writeSafely(file, { force, keep: !dryRun }, (append) =>
    withPatientConnection(databaseUrl, (sql) =>
      sql.begin('isolation level repeatable read read only', async (tx) => {
        const head = await headOf(tx, tables, trial);
        const tallies: Record<string, TallyFigures> = {};
        await pipeline(
          () => contentsOf(tx, head, tables, tallies),
          createGzip(),
          (packed) => seal(packed, keysFor),
          async (sealed: AsyncIterable<Buffer>) => {
            for await (const bytes of sealed) await append(bytes);
          },
        );
        return summaryOf(head, tallies);
      }),
    ),
  );
}

async function headOf(tx: TransactionSql, tables: Table[], trial: boolean): Promise<Head> {
  const migrations = await migrationsIn(tx);
  if (ageOf(migrations) !== 'same')
    throw new BackupProblem(
      'The database is not the one this version of Alongside uses: start Alongside once, or use its own version.',
    );
  const [taken] = await tx<[{ at: Date }]>`select now() as at`;
  const helplines = await tx<
    Head['helplines']
  >`select id, name, change::float8 as change from helplines order by name, id`;
  return {
    alongside: ourVersion,
    takenAt: taken.at.toISOString(),
    trial,
    migrations,
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    helplines: [...helplines],
  };
}

/** Fills in `tallies` as it goes. */
async function* contentsOf(
  tx: TransactionSql,
  head: Head,
  tables: Table[],
  tallies: Record<string, TallyFigures>,
): AsyncGenerator<string> {
  yield asLine(head);
  for (const table of tables) {
    yield asLine({ table: table.name });
    const tally = new Tally();
    for await (const rows of tx.unsafe<{ line: string }[]>(selectLines(table)).cursor(200)) {
      for (const { line } of rows) tally.add(line);
      yield rows.map(({ line }) => `${line}\n`).join('');
    }
    tallies[table.name] = tally.figures;
  }
  yield asLine({ end: tallies });
}

const asLine = (value: unknown) => `${JSON.stringify(value)}\n`;
