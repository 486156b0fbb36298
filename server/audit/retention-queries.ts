import { sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { retentionDays } from '#shared/retention';
import { daysBefore } from '../platform/clock.ts';
import type { Db } from '../platform/database/db.ts';

/**
 * Erases the lines of days that are more than a year past, from the first on, and writes that down as a line. The database does so
 * itself (`trim_audit_log`): it goes by its own clock too, and erases nothing from a log that is not whole. Throws where one is
 * not. A chain cannot be erased in part, so nothing goes from a helpline in which a legal hold is in force.
 */
export async function eraseOldAuditLines(db: Db, now: Date): Promise<null> {
  const before = daysBefore(now, retentionDays.auditLog).toISOString();
  const trimmed = await db.execute<{ isWhole: boolean }>(sql`
    select trim_audit_log(${helplines.id}, ${before}::timestamptz, ${now.toISOString()}::timestamptz) as "isWhole"
    from ${helplines} where not exists (
      select 1 from ${legalHolds} held
      where held.helpline_id = ${helplines.id} and held.until > ${now.toISOString()}::timestamptz
    )`);
  if (trimmed.some(({ isWhole }) => !isWhole))
    throw new Error('An audit log is not whole, so nothing was erased from it. Run "verify-audit".');
  return null;
}
