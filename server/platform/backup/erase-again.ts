import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { withPatientConnection, type TransactionSql } from './connection.ts';
import { erasedSince, type Erasure } from './erasures.ts';

/** The people erased according to the newest list, and the statements that erase a person. */
export type ErasingAgain = { known: Erasure[]; statements: (erasure: Erasure) => SQL[] };

/**
 * Erases, in a restored database, the people who were erased since the backup. Returns their number, and the most epochs
 * that have begun since in a helpline: one with each erasure, also of people who are not in the backup.
 */
export async function eraseAgain(tx: TransactionSql, { known, statements }: ErasingAgain) {
  const since = erasedSince(await erasuresIn(tx), known);
  const there = await tx<{ id: string }[]>`
    select id from people where id = any(${since.map(({ personId }) => personId)}::uuid[])`;
  const isThere = new Set(there.map(({ id }) => id));
  // The audit lines of these erasures are new, so the triggers have to number and chain them.
  await tx`set local alongside.restoring = 'off'`;
  for (const erasure of since.filter(({ personId }) => isThere.has(personId))) {
    for (const statement of statements(erasure)) await run(tx, statement);
    await tx`
      insert into audit_log (id, helpline_id, at, action, about)
      values (gen_random_uuid(), ${erasure.helplineId}, now(), 'person-erased', ${erasure.personId})`;
  }
  await tx`
    insert into erasures (helpline_id, person_id, at)
    select "helplineId", "personId", at
    from jsonb_to_recordset(${JSON.stringify(since)}::text::jsonb) as one ("helplineId" uuid, "personId" uuid, at timestamptz)
    on conflict do nothing`;
  await tx`set local alongside.restoring = 'on'`;
  const inTheSame = since.map(
    (one) => since.filter(({ helplineId }) => helplineId === one.helplineId).length,
  );
  return { erasedAgain: there.length, epochs: Math.max(0, ...inTheSame) };
}

function run(tx: TransactionSql, statement: SQL) {
  const { sql, params } = new PgDialect().sqlToQuery(statement);
  return tx.unsafe(sql, params as never[]);
}

const erasuresIn = (tx: TransactionSql) =>
  tx<Erasure[]>`
    select helpline_id as "helplineId", person_id as "personId",
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from erasures order by at, person_id`;

/** Everybody who was erased from this database. */
export const erasuresOf = (databaseUrl: string): Promise<Erasure[]> =>
  withPatientConnection(databaseUrl, (sql) =>
    sql.begin('read only', async (tx) => [...(await erasuresIn(tx))]),
  );
