import type { PgTable } from 'drizzle-orm/pg-core';
import { sealedLogExports } from './call-log/export-queries.ts';
import { sealedAssumptions, sealedCostCopies } from './costs/queries.ts';
import { sealedAuthenticatorApps } from './credentials/app-queries.ts';
import { sealedLegalHolds } from './legal-holds/queries.ts';
import { sealedFeedback } from './feedback/queries.ts';
import { nouns } from './nouns.ts';
import type { Db, Tx } from './platform/database/db.ts';
import type { SealedTable } from './platform/encryption/sealed-table.ts';
import { sealedReceipts } from './platform/live/commands/idempotency.ts';

/** Every table with sealed columns. */
export const sealedTables: SealedTable[] = [
  ...Object.values(nouns).flatMap(({ sealed }) => sealed ?? []),
  sealedAssumptions,
  sealedCostCopies,
  sealedFeedback,
  sealedAuthenticatorApps,
  sealedLegalHolds,
  sealedLogExports,
  sealedReceipts,
];

/** The rows for an insertion into this table, with its sealed columns encrypted. */
export async function sealRows<Values extends object>(
  tx: Db | Tx,
  table: PgTable,
  rows: Values[],
): Promise<Values[]> {
  const sealed = sealedTables.find((one) => one.table === table);
  return sealed ? sealed.sealAll(tx, rows) : rows;
}
