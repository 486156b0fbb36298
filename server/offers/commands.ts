import { access } from '#shared/access';
import type { offerCommands } from '#shared/offers';
import { isPlanned, placeNumbers, type Shift } from '#shared/shifts';
import {
  refuseIfTaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { meetsDuring, meetsThenToo } from '../meetings/beside-shifts.ts';
import { refuseIfSelfInInduction } from '../shifts/induction.ts';
import { overlappingShiftIds, shiftById } from '../shifts/queries.ts';
import { insertOffer, offerById, takeOfferBack } from './queries.ts';

export const offerHandlers: Handlers<keyof typeof offerCommands> = {
  async 'offer:make'({ offerId, shiftId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['offer:make']);
    const shift = await shiftById(tx, helplineId, shiftId);
    refuseUnless(shift, 'not-found', 'This shift is not in the rota any more.');
    await refuseUnlessOfUse(context, shift);
    await refuseIfSelfInInduction(context, shift);

    const row = { id: offerId, helplineId, version, shiftId, personId: actor.id, offeredAt: now };
    const made = await refuseIfTaken(
      insertOffer(tx, row),
      'one_offer_of_person',
      'You have said so already. Managers see it at the shift.',
    );
    announce('offer:changed', made);
  },

  async 'offer:takeBack'({ offerId }, context) {
    const { tx, version, helplineId, now, announce } = context;
    const offer = permit(context, access['offer:takeBack'], await offerById(tx, helplineId, offerId));
    if (offer.takenBack) return;

    announce('offer:changed', await takeOfferBack(tx, offerId, { version, takenBackAt: now }));
  },
};

/** The shift is still to come, somebody is missing in it, and the sender is free. */
async function refuseUnlessOfUse({ actor, tx, now }: Context, shift: Shift): Promise<void> {
  refuseUnless(
    isPlanned(shift) && Date.parse(shift.startsAt) > now.getTime(),
    'conflict',
    'This shift is not to come any more. Nothing has changed.',
  );
  const isIn = shift.places.some(({ personId }) => personId === actor.id);
  refuseUnless(!isIn, 'conflict', 'You have a place in this shift already.');
  const isFull = shift.places.length >= placeNumbers.length;
  refuseUnless(!isFull, 'conflict', 'Both places of this shift have been taken meanwhile. Thank you.');
  const clashing = await overlappingShiftIds(tx, actor.id, shift);
  refuseUnless(
    clashing.length === 0,
    'conflict',
    'You have a place in a shift at that time. Nothing has changed.',
  );
  refuseUnless(!(await meetsDuring(tx, actor.id, shift)), 'conflict', meetsThenToo);
}
