import { createHash } from 'node:crypto';
import { and, asc, eq, gt } from 'drizzle-orm';
import { auditHeads, auditLog } from '#drizzle/schema/audit-log';
import type { Db, Tx } from '../database/db.ts';

/** The number and the hash of the last line. 0 and the first hash for a log without lines. */
export type AuditHead = { number: number; hash: string };
/** `wrong` is a sentence saying what does not match; null if the log is intact. */
export type AuditVerdict = AuditHead & { wrong: string | null };

type Line = typeof auditLog.$inferSelect;
const firstHash = '0'.repeat(64);
const atOnce = 1000;

/**
 * Reads a helpline's audit log from its first line to its last and recomputes every hash. `earlier` is a head that was stored
 * outside the database earlier, to detect a log that was rewritten since.
 */
export async function verifyAuditLog(db: Db, helplineId: string, earlier?: AuditHead): Promise<AuditVerdict> {
  return db.transaction(async (tx) => verifyIn(tx, helplineId, earlier), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

async function verifyIn(tx: Tx, helplineId: string, earlier: AuditHead | undefined): Promise<AuditVerdict> {
  const [stored] = await tx.select().from(auditHeads).where(eq(auditHeads.helplineId, helplineId));
  const head: AuditHead = stored ?? { number: 0, hash: firstHash };
  let last: AuditHead = { number: 0, hash: firstHash };
  let isEarlierFound = !earlier || earlier.number === 0;
  const verdict = (wrong: string | null) => ({ number: last.number, hash: last.hash, wrong });

  for (let lines: Line[]; (lines = await linesAfter(tx, helplineId, last.number)).length > 0;) {
    for (const line of lines) {
      if (line.number !== last.number + 1) return verdict(`Line ${last.number + 1} is missing.`);
      if (line.hash !== hashOfLine(last.hash, line))
        return verdict(`Line ${line.number} is not as it was written.`);
      last = line;
      if (earlier?.number === line.number) isEarlierFound = earlier.hash === line.hash;
    }
  }
  if (head.number > last.number) return verdict(`Line ${last.number + 1} is missing.`);
  if (head.number !== last.number || head.hash !== last.hash)
    return verdict('The last line is not the one that was noted as the last.');
  if (!isEarlierFound) return verdict(`Line ${earlier!.number} is not the one that you kept.`);
  return verdict(null);
}

/** Also reads negative numbers, so that no line is overlooked. */
const linesAfter = (tx: Tx, helplineId: string, number: number) =>
  tx
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.helplineId, helplineId), number === 0 ? undefined : gt(auditLog.number, number)))
    .orderBy(asc(auditLog.number))
    .limit(atOnce);

/** The same hash as the database trigger (`audit_line_hash`) computes, independent of the connection's settings. */
const hashOfLine = (before: string, { number, id, helplineId, at, by, action, about, counted }: Line) =>
  createHash('sha256')
    .update(
      [
        before,
        number,
        id,
        helplineId,
        at.getTime(),
        by ?? '',
        action,
        about,
        ...(counted === null ? [] : [counted]),
      ].join('|'),
    )
    .digest('hex');
