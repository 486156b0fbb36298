import { and, count, eq, gt, max } from 'drizzle-orm';
import { auditLog } from '#drizzle/schema/audit-log';
import { personalUpdates } from '#drizzle/schema/updates';
import type { SignInPerson } from '../people/sign-in-queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';

const hourMs = 3_600_000;

/** The codes refused within an hour, since their owner was last told. */
export async function countUntold(db: Db | Tx, { id, helplineId }: SignInPerson, now: Date): Promise<number> {
  const { personId, kind, at } = personalUpdates;
  const [told] = await db
    .select({ at: max(at) })
    .from(personalUpdates)
    .where(and(eq(personId, id), eq(kind, 'codes-refused')));
  const since = new Date(Math.max(now.getTime() - hourMs, told?.at?.getTime() ?? 0));
  const [row] = await db
    .select({ many: count() })
    .from(auditLog)
    .where(
      and(
        ...[eq(auditLog.helplineId, helplineId), eq(auditLog.by, id), gt(auditLog.at, since)],
        eq(auditLog.action, 'second-step-refused'),
      ),
    );
  return row!.many;
}
