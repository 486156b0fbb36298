import { access } from '#shared/access';
import { uuidv7 } from 'uuidv7';
import { awayStates, type presenceCommands } from '#shared/presence';
import { holdsPlaceIn } from '#shared/viewer';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { shiftById } from '../shifts/queries.ts';
import { permitOnShift } from '../shifts/guards.ts';
import { touchShiftForPair } from '../shifts/audience-queries.ts';
import { setOwnState } from './state-queries.ts';
import { isOnACall, joinShift, leaveShift } from './queries.ts';

const stillOnACall = 'You are still on a call. End it first, or let your partner take it over.';

export const presenceHandlers: Handlers<keyof typeof presenceCommands> = {
  async 'presence:join'({ shiftId }, context) {
    const { actor, tx, version, helplineId, now, announce, resync } = context;
    permit(context, access['presence:join'], await shiftById(tx, helplineId, shiftId));
    refuseUnless(
      holdsPlaceIn(actor, shiftId),
      'conflict',
      'This shift is not open now. It opens half an hour before it starts.',
    );
    refuseUnless(actor.joined?.id !== shiftId, 'conflict', 'You have joined this shift already.');
    refuseUnless(!(actor.joined && (await isOnACall(tx, actor.id))), 'conflict', stillOnACall);

    if (actor.joined) {
      const left = await leaveShift(tx, actor.joined.id, actor.id, version, now);
      if (left) announce('presence:changed', left);
      announce('shift:changed', await touchShiftForPair(tx, helplineId, actor.joined.id, version));
    }
    announce(
      'presence:changed',
      await joinShift(tx, { id: uuidv7(), helplineId, version, shiftId, personId: actor.id, now }),
    );
    announce('shift:changed', await touchShiftForPair(tx, helplineId, shiftId, version));
    resync(actor.id);
  },

  async 'presence:leave'({ shiftId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['presence:leave'], { shiftId });
    refuseUnless(!(await isOnACall(tx, actor.id)), 'conflict', stillOnACall);
    const presence = await leaveShift(tx, shiftId, actor.id, version, now);
    refuseUnless(presence, 'conflict', 'You are not in this shift now.');

    announce('presence:changed', presence);
    announce('shift:changed', await touchShiftForPair(tx, helplineId, shiftId, version));
  },

  async 'presence:set'({ state, feeling = null, backAt = null }, context) {
    const { actor, tx, version, now, happenedAt, announce } = context;
    const shift = permitOnShift(context, access['presence:set']);
    refuseUnless(
      state === 'on-a-call' || !(await isOnACall(tx, actor.id)),
      'conflict',
      'You are on a call. End it first.',
    );
    const until = awayStates.includes(state) ? laterThan(now, backAt) : null;
    // It waited for a connection until its time was over: without an end it would go on for ever.
    const isOver = state === 'taking-a-break' && backAt !== null && until === null;
    const presence = await setOwnState(
      tx,
      { shiftId: shift.id, personId: actor.id },
      {
        version,
        state: isOver ? 'ready' : state,
        feeling,
        backAt: until,
        offer: state !== 'on-a-call' ? 'drop' : feeling === 'finding-it-hard' ? 'raise' : 'keep',
        at: happenedAt,
        now,
      },
    );
    refuseUnless(presence, 'conflict', 'You have left this shift.');

    announce('presence:changed', presence);
  },
};

const laterThan = (now: Date, instant: string | null) =>
  instant !== null && Date.parse(instant) > now.getTime() ? new Date(instant) : null;
