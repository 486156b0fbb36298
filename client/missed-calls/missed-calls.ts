import type { MissedCall } from '#shared/missed-calls';
import type { Collection } from '../live/collection.svelte.ts';
import type { Live } from '../live/live.svelte.ts';

/** The missed calls of a shift, latest first: the stored ones and those in the outbox. `at` is in milliseconds since 1970. */
export function missedCallsOf(
  stored: Collection<MissedCall>,
  live: Live,
  shiftId: string,
): { id: string; at: number }[] {
  const isUndone = (id: string) =>
    live.waiting('missedCall:undo').some(({ fields }) => fields.missedCallId === id);
  const waiting = live
    .waiting('missedCall:note')
    .filter(({ fields, refusal }) => !refusal && !stored.get(fields.missedCallId))
    .map(({ fields, at }) => ({ id: fields.missedCallId, at }));
  const known = stored.all
    .filter((one) => one.shiftId === shiftId && one.undoneAt === null)
    .map(({ id, rangAt }) => ({ id, at: Date.parse(rangAt) }));
  return [...waiting, ...known].filter(({ id }) => !isUndone(id)).sort((a, b) => b.at - a.at);
}
