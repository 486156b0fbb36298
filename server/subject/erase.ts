import { sql } from 'drizzle-orm';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Erasure } from '../platform/backup/erasures.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { touchShifts } from '../shifts/audience-queries.ts';
import { currentShiftIdsOf } from '../shifts/welcome-queries.ts';
import { erasingStatements } from './erasing-queries.ts';
import { beginNextEpoch, listErasure } from './queries.ts';

/**
 * Erases a person: deletes what is theirs alone, and replaces their name by *Somebody who has left* in what others need. Open pages learn
 * of it with the next look for missed changes. Returns the number of rows deleted or changed, by table; tables without one are left out.
 */
export async function erasePerson(change: Change, erasure: Erasure): Promise<Record<string, number>> {
  const { tx, helplineId, version, now } = change;
  await tx.execute(sql`set local statement_timeout = 0`);
  const theirShifts = await currentShiftIdsOf(tx, erasure.personId, now);
  const rows: Record<string, number> = {};
  for (const { table, statement } of erasingStatements(erasure)) {
    const found = await tx.execute<{ id?: string }>(statement);
    if (found.count > 0) rows[table] = found.count;
    if (table === 'shifts') theirShifts.push(...found.map(({ id }) => id!));
  }
  await touchShifts(tx, helplineId, [...new Set(theirShifts)], version);
  await listErasure(tx, erasure);
  await beginNextEpoch(tx, helplineId);
  await recordAudit({ ...change, actor: null }, 'person-erased', erasure.personId);
  return rows;
}
