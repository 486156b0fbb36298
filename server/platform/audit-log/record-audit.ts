import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { auditLog } from '#drizzle/schema/audit-log';
import type { AuditAction, ErasedAction, HostAction } from '#shared/audit';
import type { Actor } from '#shared/viewer';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../database/db.ts';
import { errorFields, type Logger } from '../logger.ts';
import type { Change } from '../live/commands/command.ts';

/** Appends a line in the transaction of the action; the database numbers and chains it. `actor` is null for the host at the admin shell. */
export async function recordAudit(
  {
    actor,
    tx,
    helplineId,
    now,
  }: Pick<Change, 'tx' | 'helplineId' | 'now'> & { actor: Pick<Actor, 'id'> | null },
  action: AuditAction,
  about: string,
): Promise<void> {
  await tx
    .insert(auditLog)
    .values({ id: uuidv7(), helplineId, at: now, by: actor?.id ?? null, action, about });
}

/** Milliseconds that a line about a sign-in waits for a command of its helpline that is under way. */
const signInWaitsMs = 1_000;

/**
 * Writes a line about somebody's own sign-in, outside a command. Nobody is kept out or in for the sake of the line: where the helpline
 * is locked for longer it is logged in place of being written.
 */
export async function recordSignIn(
  { db, clock, log }: { db: Db; clock: Clock; log: Logger },
  { id, helplineId }: { id: string; helplineId: string },
  action: 'signed-in' | 'signed-out' | 'second-step-refused',
): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local lock_timeout = ${signInWaitsMs}`));
      await recordAudit({ actor: { id }, tx, helplineId, now: clock() }, action, id);
    });
  } catch (error) {
    log('error', 'a sign-in is missing from the audit log', { action, ...errorFields(error) });
  }
}

/** Writes down how many rows of a class went, a line for each helpline, in the same order on every server. */
export async function recordErased(
  tx: Tx,
  now: Date,
  action: ErasedAction,
  gone: { helplineId: string }[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { helplineId } of gone) counts.set(helplineId, (counts.get(helplineId) ?? 0) + 1);
  await appendForEach(
    tx,
    [...counts].map(([helplineId, counted]) => ({ helplineId, at: now, action, counted })),
  );
}

/** Appends a line to each of these helplines: what the host did at the admin shell. */
export async function recordByHost(
  tx: Tx,
  now: Date,
  action: HostAction,
  helplineIds: string[],
): Promise<void> {
  await appendForEach(
    tx,
    helplineIds.map((helplineId) => ({ helplineId, at: now, action })),
  );
}

/** In the same order on every server, because a line locks its helpline. */
async function appendForEach(
  tx: Tx,
  lines: { helplineId: string; at: Date; action: AuditAction; counted?: number }[],
): Promise<void> {
  if (lines.length === 0) return;
  const ordered = lines.toSorted((one, other) => (one.helplineId < other.helplineId ? -1 : 1));
  await tx
    .insert(auditLog)
    .values(ordered.map((line) => ({ ...line, id: uuidv7(), about: line.helplineId })));
}
