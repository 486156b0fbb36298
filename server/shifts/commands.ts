import { access } from '#shared/access';
import type { Person } from '#shared/people';
import { isA, type Role } from '#shared/viewer';
import { isPlanned, type shiftCommands, type Shift } from '#shared/shifts';
import {
  refuseIfOvertaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { personById } from '../people/queries.ts';
import { mayBePuppetOf } from '../people/puppet.ts';
import { tellAboutShift } from '../updates/tell.ts';
import { overlappingShiftIds, setManagersOnCall, shiftById } from './queries.ts';
import { touchShift } from './audience-queries.ts';
import { meetingsWithin } from './meetings-then.ts';
import { putInPlace, type ShiftReactions } from './placing.ts';
import { refuseIfInInduction } from './induction.ts';
import { refuseUnlessRested } from './rest-rule.ts';

export const shiftHandlers = (reactions: ShiftReactions): Handlers<keyof typeof shiftCommands> => ({
  async 'shift:place'({ shiftId, place, personId, basedOn, despite, words }, context) {
    const { tx } = context;
    const shift = await shiftToChange(context, 'shift:place', shiftId);
    const before = shift.places.find((taken) => taken.place === place);
    const has = { basedOn: before?.personId ?? null };
    refuseIfOvertaken(has, { basedOn }, overtakenPlace(before?.firstName));
    if (personId !== null) {
      const person = await refuseUnlessA('supporter', personId, context);
      await refuseIfPuppet(shift, person, context);
      await refuseIfInInduction(context, shift, person);
      const clashing = await overlappingShiftIds(tx, personId, shift);
      refuseUnless(
        clashing.length === 0,
        'conflict',
        'They are already on a shift at that time. Choose somebody else.',
      );
      const isNew = personId !== before?.personId;
      if (isNew) await refuseIfMeeting(context, shift, person, reactions);
      const rest = isNew && (await refuseUnlessRested(context, shift, person, { despite, words }));
      if (rest && rest.isBroken) await recordAudit(context, 'placed-despite-rest', personId);
    }

    await putInPlace(context, { shift, place, personId }, reactions);
    const from = before?.personId ?? null;
    if (from !== personId) await noteMove(context, shift, { from, to: personId, words: words ?? null });
  },

  async 'shift:onCall'({ shiftId, managerId, nextManagerId, basedOn }, context) {
    const { tx, version, helplineId, announce } = context;
    const shift = await shiftToChange(context, 'shift:onCall', shiftId);
    refuseIfOvertaken(
      shift,
      basedOn,
      'Another manager has changed who is on call meanwhile. Look at it, then choose again.',
    );
    refuseUnless(
      managerId === null || managerId !== nextManagerId,
      'conflict',
      'The next manager is asked when the first does not answer, so they are two people.',
    );
    const already = [shift.managerId, shift.nextManagerId];
    for (const id of [managerId, nextManagerId])
      if (id !== null && !already.includes(id)) await refuseUnlessReachable(id, context);

    await setManagersOnCall(tx, shiftId, managerId, nextManagerId);
    await recordAudit(context, 'on-call-changed', shiftId);
    announce('shift:changed', await touchShift(tx, helplineId, shiftId, version, shift));
  },
});

async function shiftToChange(context: Context, command: keyof typeof shiftCommands, shiftId: string) {
  const { tx, helplineId, now } = context;
  const shift = permit(context, access[command], await shiftById(tx, helplineId, shiftId));
  refuseUnless(isPlanned(shift), 'conflict', 'This shift has been cancelled.');
  refuseUnless(
    Date.parse(shift.endsAt) > now.getTime(),
    'conflict',
    'This shift is over, so its places stay as they were.',
  );
  return shift;
}

/** Refuses somebody who goes to a meeting with a caller during the shift. */
async function refuseIfMeeting(
  { tx }: Context,
  shift: Shift,
  { id, firstName }: Person,
  reactions: ShiftReactions,
): Promise<void> {
  const meets = await meetingsWithin(reactions, tx, [id], shift);
  refuseUnless(
    !meets(id, shift),
    'conflict',
    `${firstName} goes to a meeting with a caller at that time, or is on the way. Choose somebody else.`,
  );
}

const overtakenPlace = (firstName: string | undefined) =>
  firstName === undefined
    ? 'Another manager has emptied this place meanwhile.'
    : `Another manager has put ${firstName} in this place meanwhile.`;

/** Hours for which the person who created a first link cannot put its recipient into a shift that has begun. */
const newForHours = 24;

/** Prevents joining the pair of a running shift unseen: managers can place neither themselves nor a person whose link they just created. */
async function refuseIfPuppet(shift: Shift, { id, firstName }: Person, { actor, tx, now }: Context) {
  if (Date.parse(shift.startsAt) > now.getTime()) return;
  refuseUnless(id !== actor.id, 'not-yours', 'This shift has begun. Another manager has to put you into it.');
  const pair = { personId: id, makerId: actor.id };
  refuseUnless(
    !(await mayBePuppetOf(tx, pair, { now, forHours: newForHours })),
    'not-yours',
    `You made the link with which ${firstName} came in today. Another manager has to put them into a shift that has begun.`,
  );
}

/** Records in the audit log who was put on and taken off, and notifies them unless they did it themselves. */
async function noteMove(
  context: Context,
  shift: Shift,
  { from, to, words }: { from: string | null; to: string | null; words: string | null },
) {
  if (from) await recordAudit(context, 'taken-off-shift', from);
  if (to) await recordAudit(context, 'placed-in-shift', to);
  const update = { by: context.actor.id, shift };
  const others = (id: string | null) => (id === null || id === context.actor.id ? [] : [id]);
  await tellAboutShift(context, { ...update, kind: 'shift-removed', to: others(from) });
  await tellAboutShift(context, { ...update, kind: 'shift-added', to: others(to), words });
}

/** Refuses `conflict` for a manager who has never signed in: nobody could reach them at night. */
async function refuseUnlessReachable(managerId: string, context: Context): Promise<void> {
  const { firstName, isIn } = await refuseUnlessA('manager', managerId, context);
  refuseUnless(
    isIn,
    'conflict',
    `${firstName} has not come in yet, and could not be reached. Choose somebody else.`,
  );
}

async function refuseUnlessA(role: Role, personId: string, { tx, helplineId }: Context): Promise<Person> {
  const person = await personById(tx, helplineId, personId);
  refuseUnless(person, 'not-found', 'This person is not here any more. Choose somebody else.');
  refuseUnless(
    isA(person, role) && person.suspendedAt === null,
    'conflict',
    `${person.firstName} cannot be named here. Choose somebody else.`,
  );
  return person;
}
