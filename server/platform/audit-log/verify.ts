import { createHash } from 'node:crypto';
import { and, asc, eq, gt } from 'drizzle-orm';
import { auditCheckpoints, auditHeads, auditLog } from '#drizzle/schema/audit-log';
import type { Db, Tx } from '../database/db.ts';

/** The number and the hash of the last line. 0 and the first hash for a log without lines. */
export type AuditHead = { number: number; hash: string };
/** `wrong` is a sentence saying what does not match; null if the log is intact. */
export type AuditVerdict = AuditHead & {
  wrong: string | null;
  /** The lines up to this number were erased for their age; 0 for none. */
  erasedUpTo: number;
  /** When the first line that is left was written; null where none is. */
  since: Date | null;
};

type Line = typeof auditLog.$inferSelect;
const firstHash = '0'.repeat(64);
const atOnce = 1000;

/**
 * Reads a helpline's audit log from its first line to its last and recomputes every hash, beginning with that of the last line erased
 * for its age. `earlier` is a head that was stored outside the database earlier, to detect a log that was rewritten since; one of an
 * erased line shows nothing.
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
  const [checkpoint] = await tx
    .select()
    .from(auditCheckpoints)
    .where(eq(auditCheckpoints.helplineId, helplineId));
  const start: AuditHead = checkpoint ?? { number: 0, hash: firstHash };
  let last = start;
  let since: Date | null = null;
  let saidErased = 0;
  let isEarlierFound = !earlier || earlier.number < start.number || isSame(earlier, start);
  const verdict = (wrong: string | null) => ({
    ...{ number: last.number, hash: last.hash, wrong },
    ...{ since, erasedUpTo: start.number },
  });

  for (
    let lines: Line[];
    (lines = await linesAfter(tx, helplineId, last === start ? null : last.number)).length > 0;
  ) {
    for (const line of lines) {
      if (line.number !== last.number + 1) return verdict(`Line ${last.number + 1} is missing.`);
      if (line.hash !== hashOfLine(last.hash, line))
        return verdict(`Line ${line.number} is not as it was written.`);
      last = line;
      since ??= line.at;
      if (line.action === 'erased-auditLog') saidErased = line.counted ?? 0;
      if (earlier?.number === line.number) isEarlierFound = isSame(earlier, line);
    }
  }
  if (head.number > last.number) return verdict(`Line ${last.number + 1} is missing.`);
  if (!isSame(head, last)) return verdict('The last line is not the one that was noted as the last.');
  if (saidErased !== start.number)
    return verdict(
      `The lines up to ${start.number} are gone, and no line says that they were erased for their age.`,
    );
  if (!isEarlierFound) return verdict(`Line ${earlier!.number} is not the one that you kept.`);
  return verdict(null);
}

const isSame = (one: AuditHead, other: AuditHead) => one.number === other.number && one.hash === other.hash;

/** With null from the first line there is, so that none is overlooked whatever its number. */
const linesAfter = (tx: Tx, helplineId: string, number: number | null) =>
  tx
    .select()
    .from(auditLog)
    .where(
      and(eq(auditLog.helplineId, helplineId), number === null ? undefined : gt(auditLog.number, number)),
    )
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
