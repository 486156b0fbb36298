import type { Tx } from '../platform/database/db.ts';
import { comingInOf } from './sign-in-queries.ts';

/**
 * Whether a person has not signed in yet, or first did less than so many hours ago, by a link of `makerId`. Whoever made the link could have
 * used it, and be both.
 */
export async function mayBePuppetOf(
  tx: Tx,
  { personId, makerId }: { personId: string; makerId: string },
  { now, forHours }: { now: Date; forHours: number },
): Promise<boolean> {
  const { invitedBy, cameInAt } = await comingInOf(tx, personId);
  const isNew = cameInAt === null || now.getTime() - cameInAt.getTime() < forHours * 3_600_000;
  return invitedBy === makerId && isNew;
}
