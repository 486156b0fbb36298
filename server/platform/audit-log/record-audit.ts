import { uuidv7 } from 'uuidv7';
import { log, type AuditAction } from '#drizzle/schema/audit-log';
import type { Actor } from '#shared/viewer';
import type { Change } from '../live/commands/command.ts';

/** Writes the line in the transaction of what it tells of. `actor` is null for the host at the shell. */
export async function recordAudit(
  {
    actor,
    tx,
    helplineId,
    now,
  }: Pick<Change, 'tx' | 'helplineId' | 'now'> & { actor: Pick<Actor, 'id'> | null },
  deed: AuditAction,
  about: string,
): Promise<void> {
  await tx.insert(log).values({ id: uuidv7(), helplineId, at: now, by: actor?.id ?? null, deed, about });
}
