import { and, eq, inArray } from 'drizzle-orm';
import { notices } from '#drizzle/schema/reach';
import type { NoticeKind } from '#shared/reach';
import type { Change } from '../command.ts';

type Dropping = Pick<Change, 'tx' | 'helplineId' | 'now'>;

/**
 * Whatever still waits to open this page is not sent any more, to nobody: what it tells of has been settled. One that a
 * server is sending at this moment still arrives, and is not tried again.
 */
export async function dropNotices(
  { tx, helplineId, now }: Dropping,
  path: string,
  kinds?: NoticeKind[],
): Promise<void> {
  const waiting = and(
    eq(notices.state, 'waiting'),
    eq(notices.helplineId, helplineId),
    eq(notices.path, path),
    kinds && inArray(notices.kind, kinds),
  );
  await tx.update(notices).set({ state: 'dropped', settledAt: now }).where(waiting);
}
