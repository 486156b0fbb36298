import { isInInduction } from '#shared/induction';
import type { Person } from '#shared/people';
import type { Shift } from '#shared/shifts';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { personById } from '../people/queries.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';

/** What somebody in their induction reads who would take a place. */
export const placeAfterInduction =
  'You can have a place in a shift once your induction is over. Until then you can listen along: see Training.';

/** Refuses `conflict` where the person is to learn the work first. */
export async function refuseIfInInduction(context: Context, shift: Shift, person: Person): Promise<void> {
  refuseUnless(
    !(await isLearningThen(context, shift, person)),
    'conflict',
    `${person.firstName} is in the induction then. Choose somebody else, let them listen along (under Training), or end the induction under People.`,
  );
}

/** The same for the sender. */
export async function refuseIfSelfInInduction(context: Context, shift: Shift): Promise<void> {
  const { actor, tx, helplineId } = context;
  const me = await personById(tx, helplineId, actor.id);
  refuseUnless(!(await isLearningThen(context, shift, me!)), 'conflict', placeAfterInduction);
}

/** Whether the person is in their induction on the day on which the shift begins. */
export async function isLearningThen(
  { tx, helplineId }: Context,
  { startsAt }: Shift,
  person: Pick<Person, 'induction'>,
): Promise<boolean> {
  if (person.induction === null) return false;
  const { timeZone } = await helplineById(tx, helplineId);
  return isInInduction(person, wallClockAt(new Date(startsAt), timeZone).day);
}
