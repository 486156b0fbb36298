import { isPlanned, shiftAsSeenBy } from '#shared/shifts';
import { isA } from '#shared/viewer';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { shiftsChangedSince } from './welcome-queries.ts';

/** Refuses `not-found` whomever the rota does not name to the actor, so that nothing is learned of them. Managers know everybody. */
export async function refuseUnlessNamed({ actor, tx, now }: Context, personIds: string[]): Promise<void> {
  if (isA(actor, 'manager')) return;
  const shifts = (await shiftsChangedSince(tx, actor, 0, now)).filter(isPlanned);
  const places = shifts.flatMap((shift) => shiftAsSeenBy(actor, shift)?.places ?? []);
  const known = new Set([actor.id, ...places.map(({ personId }) => personId)]);
  refuseUnless(
    personIds.every((id) => known.has(id)),
    'not-found',
    'This person is not on the rota that you see. Choose somebody else.',
  );
}
