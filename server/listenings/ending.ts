import { isInInduction } from '#shared/induction';
import type { Person } from '#shared/people';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import type { ByWhom, Change } from '../platform/live/commands/command.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { tellAboutShift } from '../updates/tell.ts';
import { changeListenings, openListeningsOf, staleListenings } from './queries.ts';

/** Ends these, and renews what the ones who listened may see: from the commit on, nothing of the shift. They are told, unless it is over. */
export async function endListenings(
  change: ByWhom,
  ids: string[],
  state: 'ended' | 'refused' = 'ended',
): Promise<void> {
  const { tx, helplineId, version, now, announce, resync, actor } = change;
  if (ids.length === 0) return;
  const ended = await changeListenings(tx, ids, { version, state });
  const shifts = await shiftsByIds(
    tx,
    helplineId,
    ended.map(({ shiftId }) => shiftId),
  );
  for (const listening of ended) {
    announce('listening:changed', listening);
    resync(listening.personId);
    const shift = shifts.find(({ id }) => id === listening.shiftId);
    const isOver = !shift || Date.parse(shift.endsAt) <= now.getTime();
    if (isOver || listening.personId === actor?.id) continue;
    await tellAboutShift(change, { shift, to: [listening.personId], kind: 'listening-ended', by: null });
  }
}

/** Ends those whose shift or pair is not any more the one that was asked. */
export async function endStaleListenings(change: Change): Promise<void> {
  await endListenings(change, await staleListenings(change.tx, change.helplineId));
}

/** The person was suspended, or is no supporter any more. */
export async function endListeningsOf(change: Change, personId: string): Promise<void> {
  const open = await openListeningsOf(change.tx, personId);
  await endListenings(
    change,
    open.map(({ id }) => id),
  );
}

/** The days of this person's induction were changed: ends those that are not in it any more. */
export async function endListeningsOutside(change: ByWhom, person: Person): Promise<void> {
  const { tx, helplineId } = change;
  const { timeZone } = await helplineById(tx, helplineId);
  const isOutside = ({ startsAt }: { startsAt: Date }) =>
    !isInInduction(person, wallClockAt(startsAt, timeZone).day);
  const open = await openListeningsOf(tx, person.id);
  await endListenings(
    change,
    open.filter(isOutside).map(({ id }) => id),
  );
}
