import { access } from '#shared/access';
import type { listeningCommands } from '#shared/listening-commands';
import { isOpenListening } from '#shared/listenings';
import { isPlanned, placeNumbers, type Shift } from '#shared/shifts';
import { isA } from '#shared/viewer';
import { personById } from '../people/queries.ts';
import {
  refuseIfTaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { isLearningThen } from '../shifts/induction.ts';
import { overlappingShiftIds, shiftById } from '../shifts/queries.ts';
import { tellAboutShift, tellOfListener } from '../updates/tell.ts';
import { endListenings } from './ending.ts';
import { changeListenings, insertListening, listeningById } from './queries.ts';

export const listeningHandlers: Handlers<keyof typeof listeningCommands> = {
  async 'listening:ask'({ listeningId, shiftId, personId }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    permit(context, access['listening:ask'], { personId });
    const shift = await shiftById(tx, helplineId, shiftId);
    refuseUnless(shift, 'not-found', 'This shift is not in the rota any more.');
    await refuseUnlessLearning(context, shift, personId);
    await refuseUnlessOfUse(context, shift, personId);

    const row = { id: listeningId, helplineId, version, shiftId, personId };
    const asked = await refuseIfTaken(
      insertListening(tx, { ...row, shiftStartsAt: new Date(shift.startsAt) }),
      'one_listening_in_shift',
      'Somebody has asked to listen along in this shift already. Choose another one.',
    );
    announce('listening:changed', asked);
    const two = asked.audience!.pairIds.filter((id) => id !== actor.id);
    await tellOfListener(context, two, actor.id);
  },

  async 'listening:say'({ listeningId, yes }, context) {
    const { actor, tx, version, helplineId, now, announce, resync } = context;
    const listening = permit(
      context,
      access['listening:say'],
      await listeningById(tx, helplineId, listeningId),
    );
    refuseUnless(isOpenListening(listening), 'conflict', 'This has ended meanwhile. Nothing has changed.');
    if (!yes) return endListenings(context, [listeningId], 'refused');
    const shift = await shiftById(tx, helplineId, listening.shiftId);
    refuseUnless(shift && !isOver(shift, now), 'conflict', 'This shift is over. Nothing has changed.');

    const yesIds = [...new Set([...listening.yesIds, actor.id])];
    const isAgreed = listening.audience!.pairIds.every((id) => yesIds.includes(id));
    const change = { version, yesIds, state: isAgreed ? ('agreed' as const) : ('asked' as const) };
    for (const changed of await changeListenings(tx, [listeningId], change))
      announce('listening:changed', changed);
    if (!isAgreed) return;
    resync(listening.personId);
    await tellAboutShift(context, { shift, to: [listening.personId], kind: 'listening-agreed', by: null });
  },

  async 'listening:end'({ listeningId }, context) {
    const { tx, helplineId } = context;
    const listening = permit(
      context,
      access['listening:end'],
      await listeningById(tx, helplineId, listeningId),
    );
    if (isOpenListening(listening)) await endListenings(context, [listeningId]);
  },
};

const isOver = ({ endsAt }: Shift, now: Date) => Date.parse(endsAt) <= now.getTime();

/** A supporter who is in the induction on the day of the shift. */
async function refuseUnlessLearning(context: Context, shift: Shift, personId: string): Promise<void> {
  const { tx, helplineId } = context;
  const person = await personById(tx, helplineId, personId);
  refuseUnless(person, 'not-found', 'This person is not here any more. Choose somebody else.');
  const isLearning = isA(person, 'supporter') && person.suspendedAt === null;
  refuseUnless(
    isLearning && (await isLearningThen(context, shift, person)),
    'conflict',
    'Listening along is for the time of an induction. Nothing has changed.',
  );
}

/** A shift with its two, which is not over, and in which the person is free. */
async function refuseUnlessOfUse({ tx, now }: Context, shift: Shift, personId: string): Promise<void> {
  refuseUnless(isPlanned(shift) && !isOver(shift, now), 'conflict', 'This shift is not to come any more.');
  refuseUnless(
    shift.places.length === placeNumbers.length,
    'conflict',
    'This shift has an empty place. Choose one with two people in it.',
  );
  const isIn = shift.places.some((place) => place.personId === personId);
  const clashing = await overlappingShiftIds(tx, personId, shift);
  refuseUnless(
    !isIn && clashing.length === 0,
    'conflict',
    'There is another shift at that time. Nothing has changed.',
  );
}
