import { access } from '#shared/access';
import type { Shift } from '#shared/shifts';
import { partnerDays, soonHours, type swapCommands } from '#shared/swaps';
import { whyNot } from '#shared/who-could';
import { daysBefore } from '../platform/clock.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { shiftById, shiftsByIds } from '../shifts/queries.ts';
import { tellManagers } from '../shifts/tell-managers.ts';
import { startHasCome } from './guards.ts';
import { hasAsked, insertSwaps, swapById } from './queries.ts';
import { rosterFor } from './roster.ts';
import { partnersOf } from './roster-queries.ts';
import { askNext } from './rounds.ts';

export const askingHandlers: Handlers<Extract<keyof typeof swapCommands, 'swap:ask'>> = {
  async 'swap:ask'({ swapId: id, shiftId, kind, toId = null, forShiftIds = [] }, context) {
    const { actor, tx, version, helplineId, now } = context;
    const shift = permit(context, access['swap:ask'], await shiftById(tx, helplineId, shiftId));
    refuseUnless(!startHasCome(shift, now), 'conflict', 'This shift has begun. Ring the manager on call.');
    refuseUnless(
      !(await hasAsked(tx, shiftId, actor.id)),
      'conflict',
      'You have asked already. What has become of it stands at the shift.',
    );
    if (toId !== null) await refuseUnlessPartner(context, shift, toId);
    refuseUnless(
      (kind === 'swap') === forShiftIds.length > 0,
      'conflict',
      'Choose at least one shift that you could take.',
    );
    if (kind === 'swap') await refuseUnlessTakeable(context, shift, forShiftIds);

    const times = { shiftStartsAt: new Date(shift.startsAt), askedBy: actor.id, askedAt: now };
    await insertSwaps(tx, [{ id, helplineId, version, shiftId, kind, toId, forShiftIds, ...times }]);
    await askNext(context, [{ swap: (await swapById(tx, helplineId, id))!, toId, dueAt: null }]);
    const isSoon = Date.parse(shift.startsAt) - now.getTime() < soonHours * 3_600_000;
    if (isSoon) await tellManagers(context, [{ shift, except: [actor.id] }], 'managers-needed');
  },
};

/** By name only whom the sender has shared a shift with lately, and who can come. Says no more than that of anybody. */
async function refuseUnlessPartner(context: Context, shift: Shift, toId: string): Promise<void> {
  const { actor, tx, now } = context;
  const partner = (await partnersOf(tx, actor.id, daysBefore(now, partnerDays))).find(
    ({ id }) => id === toId,
  );
  refuseUnless(partner, 'not-found', 'This person is not here. Ask everyone who could.');
  const { candidates, restHours, toFill } = await rosterFor(context, [shift]);
  const found = candidates.find(({ id }) => id === toId);
  const why = found ? whyNot(toFill(shift), found, restHours) : 'not-supporter';
  refuseUnless(
    why === null || why === 'rest',
    'conflict',
    `${partner.firstName} cannot be asked for this shift. Ask everyone who could.`,
  );
}

/** Shifts of others, still to come, at which the sender is free once they do not have the shift in question. */
async function refuseUnlessTakeable(context: Context, shift: Shift, ids: string[]): Promise<void> {
  const { actor, tx, helplineId, now } = context;
  const offered = await shiftsByIds(tx, helplineId, ids);
  refuseUnless(
    offered.length === new Set(ids).size,
    'not-found',
    'One of these shifts is not here any more.',
  );
  const { candidates, restHours, toFill } = await rosterFor(context, [shift, ...offered]);
  const me = candidates.find(({ id }) => id === actor.id);
  const shifts = (me?.shifts ?? []).filter(({ id }) => id !== shift.id);
  const could = (other: Shift) => {
    const why = me && whyNot(toFill(other), { ...me, shifts, absences: [] }, restHours);
    return !startHasCome(other, now) && other.id !== shift.id && (why === null || why === 'rest');
  };
  refuseUnless(
    offered.every(could),
    'conflict',
    'You cannot take one of these shifts: you are on it, or on another one then, or at a meeting with a caller.',
  );
}
