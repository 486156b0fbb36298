import { rotaUndoMinutes, type RotaBefore, type ShiftBefore } from '#shared/rota-changes';
import { hasBegun, whoCannotKeep, whyNotThen } from '#shared/shift-times';
import type { Shift } from '#shared/shifts';
import { canBePlaced } from '#shared/week-copy';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { changeById, shiftsBetween } from './change-queries.ts';
import { changeShifts, shiftDigest } from './changes.ts';
import { meetingsWithin, spanOf } from './meetings-then.ts';
import type { ShiftReactions } from './placing.ts';
import { shiftsByIds } from './queries.ts';

/** The change, if it can still be undone. Refuses `not-found` and `conflict`. */
export async function undoable({ tx, helplineId, now }: Context, changeId: string) {
  const change = await changeById(tx, helplineId, changeId);
  refuseUnless(change, 'not-found', 'This change is not here any more. Change the rota by hand.');
  refuseUnless(change.undoneAt === null, 'conflict', 'This has been undone already.');
  refuseUnless(
    now.getTime() - change.at.getTime() <= rotaUndoMinutes * 60_000,
    'conflict',
    'It was more than fifteen minutes ago. Change the rota by hand.',
  );
  return change;
}

/** Gives the shifts back their times, words and people. Refuses `conflict` if somebody has changed one since, or a rule would break. */
export async function undoShifts(
  context: Context,
  reactions: ShiftReactions,
  { shifts }: RotaBefore,
): Promise<void> {
  if (shifts.length === 0) return;
  const { tx, helplineId, now } = context;
  const current = await shiftsByIds(
    tx,
    helplineId,
    shifts.map(({ id }) => id),
  );
  const pairs = shifts.map((before) => ({ before, shift: current.find(({ id }) => id === before.id) }));
  for (const { before, shift } of pairs)
    refuseUnless(
      shift && shiftDigest(shift) === before.after && !hasBegun(shift, now.getTime()),
      'conflict',
      'Somebody has changed this since. Look at the rota, then change it by hand.',
    );
  const around = await shiftsAround(context, shifts);
  const others = around.filter(({ id }) => !shifts.some((one) => one.id === id));
  const { timeZone } = await helplineById(tx, helplineId);
  const supporters = await peopleWhoAre(tx, helplineId, 'supporter');
  const mayTake = (personId: string, startsAt: string) =>
    supporters.some(
      (person) =>
        person.id === personId && canBePlaced(person, wallClockAt(new Date(startsAt), timeZone).day),
    );
  const returning = shifts.flatMap(({ places }) => places.map(({ personId }) => personId));
  const meets = await meetingsWithin(reactions, tx, returning, spanOf(shifts));
  const wentFirst = (one: (typeof pairs)[number]) => (one.before.state === 'replaced' ? 0 : 1);
  const inOrder = pairs.toSorted((one, other) => wentFirst(one) - wentFirst(other));
  const changes = inOrder.map(({ before, shift }) => {
    refuseUnlessFits(before, shift!, others, now);
    const { startsAt, endsAt, state, words } = before;
    const places = before.places.filter(({ personId }) => mayTake(personId, startsAt));
    refuseUnless(
      !places.some(({ personId }) => meets(personId, before)),
      'conflict',
      'Somebody goes to a meeting with a caller then by now. Change the rota by hand.',
    );
    return { shift: shift!, becomes: { startsAt, endsAt, state, words, places } };
  });
  await changeShifts(context, reactions, changes);
}

function refuseUnlessFits(before: ShiftBefore, shift: Shift, others: Shift[], now: Date): void {
  if (before.state !== 'planned') return;
  const why = whyNotThen({ ...before, secondLine: shift.secondLine }, others, now.getTime());
  refuseUnless(why === null, 'conflict', why ?? '');
  const named = before.places.map((place) => ({ ...place, firstName: '', here: null, phone: null }));
  const busy = whoCannotKeep({ ...shift, places: named }, before, others);
  refuseUnless(
    busy.length === 0,
    'conflict',
    'Somebody has another shift then by now. Change the rota by hand.',
  );
}

/** The shifts at the times that come back. */
function shiftsAround({ tx, helplineId }: Context, shifts: ShiftBefore[]) {
  const { startsAt, endsAt } = spanOf(shifts);
  return shiftsBetween(tx, helplineId, new Date(startsAt), new Date(endsAt));
}
