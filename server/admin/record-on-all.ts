import type { HostAction } from '#shared/audit';
import { allHelplines } from '../helpline/queries.ts';
import { recordByHost } from '../platform/audit-log/record-audit.ts';
import { openDatabase, type Db } from '../platform/database/db.ts';

/** Writes what the host did into the audit log of every helpline, where its managers read it. */
export async function recordOnAll(db: Db, now: Date, action: HostAction): Promise<void> {
  await db.transaction(async (tx) => {
    const helplines = await allHelplines(tx);
    const ids = helplines.map(({ id }) => id);
    await recordByHost(tx, now, action, ids);
  });
}

/** The same, by the address of a migrated database. */
export async function recordOnAllAt(databaseUrl: string, now: Date, action: HostAction): Promise<void> {
  const { db, close } = openDatabase(databaseUrl);
  try {
    await recordOnAll(db, now, action);
  } finally {
    await close();
  }
}
