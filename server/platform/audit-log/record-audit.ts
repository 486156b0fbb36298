import { uuidv7 } from 'uuidv7';
import { auditLog } from '#drizzle/schema/audit-log';
import type { AuditAction, ErasedAction } from '#shared/audit';
import type { Actor } from '#shared/viewer';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../database/db.ts';
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

/** Writes a line about somebody's own sign-in, outside a command: nothing else waits for it. */
export const recordSignIn = (
  { db, clock }: { db: Db; clock: Clock },
  { id, helplineId }: { id: string; helplineId: string },
  action: 'signed-in' | 'signed-out' | 'second-step-refused',
): Promise<void> =>
  db.transaction((tx) => recordAudit({ actor: { id }, tx, helplineId, now: clock() }, action, id));

/** Writes down how many rows of a class went, a line for each helpline, in the same order on every server. */
export async function recordErased(
  tx: Tx,
  now: Date,
  action: ErasedAction,
  gone: { helplineId: string }[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { helplineId } of gone) counts.set(helplineId, (counts.get(helplineId) ?? 0) + 1);
  if (counts.size === 0) return;
  const lines = [...counts].map(([helplineId, counted]) => {
    return { id: uuidv7(), helplineId, at: now, action, about: helplineId, counted };
  });
  lines.sort((one, other) => (one.helplineId < other.helplineId ? -1 : 1));
  await tx.insert(auditLog).values(lines);
}
