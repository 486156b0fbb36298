import { and, eq, inArray } from 'drizzle-orm';
import { notices } from '#drizzle/schema/reach';
import type { NoticeKind } from '#shared/reach';
import type { Tx } from '../db.ts';

const waitingOf = (personIds: string[], kind: NoticeKind) =>
  and(inArray(notices.personId, personIds), eq(notices.kind, kind), eq(notices.state, 'waiting'));

/** Which of these people have one of this kind waiting that no server has tried yet. */
export async function peopleWithWaiting(tx: Tx, personIds: string[], kind: NoticeKind): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ personId: notices.personId })
    .from(notices)
    .where(and(waitingOf(personIds, kind), eq(notices.tries, 0)));
  return rows.map(({ personId }) => personId);
}

/** What of this kind still waits for this person is not sent any more. */
export async function dropWaiting(tx: Tx, personId: string, kind: NoticeKind, now: Date): Promise<void> {
  await tx
    .update(notices)
    .set({ state: 'dropped', settledAt: now })
    .where(waitingOf([personId], kind));
}
