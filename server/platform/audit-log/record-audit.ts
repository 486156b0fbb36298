import { uuidv7 } from 'uuidv7';
import { auditLog } from '#drizzle/schema/audit-log';
import type { AuditAction } from '#shared/audit';
import type { Actor } from '#shared/viewer';
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
