import { isA, type Role } from '#shared/people';
import { mayChangeRota, type rotaCommands } from '#shared/rota';
import { refuseIfTaken, refuseUnless, type Context, type Handlers } from '../command.ts';
import { personById } from '../people/queries.ts';
import { leaveShift } from '../presence/queries.ts';
import { overlappingShiftIds, setManagersOnCall, setPlace, shiftById, touchShift } from './queries.ts';

export const rotaHandlers: Handlers<keyof typeof rotaCommands> = {
  async 'shift:place'({ shiftId, place, personId }, context) {
    const { tx, version, helplineId, now, announce, rescope } = context;
    const shift = await shiftToChange(context, shiftId);
    const before = shift.places.find((taken) => taken.place === place);
    refuseUnless(
      !before?.here || before.personId === personId,
      'conflict',
      `${before?.firstName} is in this shift now. Ask them to leave it first.`,
    );
    if (personId !== null) {
      await refuseUnlessA('supporter', personId, context);
      const clashing = await overlappingShiftIds(tx, personId, shift);
      refuseUnless(
        clashing.length === 0,
        'conflict',
        'They are already on a shift at that time. Choose somebody else.',
      );
    }

    await refuseIfTaken(
      setPlace(tx, { helplineId, shiftId, place, personId }),
      'one_place_per_person',
      'They already have the other place in this shift. A pair is two people.',
    );
    if (before && before.personId !== personId) {
      const left = await leaveShift(tx, shiftId, before.personId, version, now);
      if (left) announce('presence:changed', left);
    }
    announce('shift:changed', await touchShift(tx, helplineId, shiftId, version));
    if (before) rescope(before.personId);
    if (personId !== null) rescope(personId);
  },

  async 'shift:onCall'({ shiftId, managerId, nextManagerId }, context) {
    const { tx, version, helplineId, announce } = context;
    await shiftToChange(context, shiftId);
    refuseUnless(
      managerId === null || managerId !== nextManagerId,
      'conflict',
      'The next manager is asked when the first does not answer, so they are two people.',
    );
    for (const id of [managerId, nextManagerId]) if (id !== null) await refuseUnlessA('manager', id, context);

    await setManagersOnCall(tx, shiftId, managerId, nextManagerId);
    announce('shift:changed', await touchShift(tx, helplineId, shiftId, version));
  },
};

async function shiftToChange({ actor, tx, helplineId, now }: Context, shiftId: string) {
  refuseUnless(mayChangeRota(actor), 'not-yours');
  const shift = await shiftById(tx, helplineId, shiftId);
  refuseUnless(shift, 'not-found');
  refuseUnless(
    Date.parse(shift.endsAt) > now.getTime(),
    'conflict',
    'This shift is over, so its places stay as they were.',
  );
  return shift;
}

async function refuseUnlessA(role: Role, personId: string, { tx, helplineId }: Context) {
  const person = await personById(tx, helplineId, personId);
  refuseUnless(person, 'not-found', 'This person is not here any more. Choose somebody else.');
  refuseUnless(
    isA(person, role) && person.suspendedAt === null,
    'conflict',
    `${person.firstName} cannot be named here. Choose somebody else.`,
  );
}
