import { access } from '#shared/access';
import { wrongTimes, type Call, type callCommands, type CallRecord, type RecordField } from '#shared/calls';
import {
  refuseIfTaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { permitWhileOn } from '../shifts/guards.ts';
import { isResting, offerBreak } from '../presence/state-queries.ts';
import { shiftById } from '../shifts/queries.ts';
import { insertCall, insertCallAfterwards } from './start-queries.ts';
import { callToWrite, refuseUnknownIn } from './guards.ts';
import { wasEndedByTime } from './left-open-queries.ts';
import { sayOwnState } from './own-state.ts';
import {
  activeCallOf,
  callById,
  closeCall,
  endCall,
  fieldsChangedByOthers,
  handCallTo,
  setRecord,
} from './queries.ts';

const oneCallAtATime = 'You are on a call already. End it before you start another.';

/** Effects of a changed call record on other nouns, in the same transaction. */
export type CallReactions = {
  /** The changes with what follows from them, before they are written. */
  recordChanging: (
    context: Context,
    before: Call,
    changes: Partial<CallRecord>,
  ) => Promise<Partial<CallRecord>>;
  recordChanged: (context: Context, before: Call, after: Call) => Promise<void>;
};

export const callHandlers = ({
  recordChanging,
  recordChanged,
}: CallReactions): Handlers<keyof typeof callCommands> => ({
  async 'call:start'({ callId }, context) {
    const { actor, tx, version, helplineId, now, happenedAt, announce } = context;
    const shift = permitWhileOn(context, access['call:start'], happenedAt);

    const [call] = await Promise.all([
      refuseIfTaken(
        insertCall(tx, {
          id: callId,
          helplineId,
          version,
          shiftId: shift.id,
          assignedTo: actor.id,
          startedAt: happenedAt,
          receivedAt: now,
        }),
        'one_active_call_per_supporter',
        oneCallAtATime,
      ),
      sayOwnState(context, shift.id, 'on-a-call', actor.id),
    ]);
    announce('call:changed', call);
  },

  async 'call:log'({ callId, shiftId, startedAt, endedAt }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['call:log'], { shiftId });
    const shift = await shiftById(tx, helplineId, shiftId);
    refuseUnless(shift, 'not-found');
    const call = { startedAt: new Date(startedAt), endedAt: new Date(endedAt) };
    const wrong = wrongTimes(
      { startsAt: Date.parse(shift.startsAt), endsAt: Date.parse(shift.endsAt) },
      { startedAt: Date.parse(startedAt), endedAt: Date.parse(endedAt) },
      now.getTime(),
    );
    refuseUnless(wrong === null, 'conflict', wrong ?? undefined);

    const logged = {
      id: callId,
      helplineId,
      version,
      shiftId,
      assignedTo: actor.id,
      receivedAt: now,
      ...call,
    };
    announce('call:changed', await insertCallAfterwards(tx, logged));
  },

  async 'call:note'({ callId, changes, basedOn }, context) {
    const { actor, tx, helplineId, version, announce } = context;
    const call = await callToWrite(context, 'call:note', callId);
    const changed = namedIn(changes);
    refuseUnless(Object.keys(changed).length > 0, 'malformed');
    await refuseUnknownIn(context, changed);
    if (basedOn !== undefined) {
      const clashing = await fieldsChangedByOthers(
        tx,
        callId,
        Object.keys(changed) as RecordField[],
        actor.id,
        basedOn,
      );
      refuseUnless(
        clashing.length === 0,
        'conflict',
        'Your partner changed this too. Both versions are here: choose which to keep.',
      );
    }

    const whole = await recordChanging(context, call, changed);
    const written = await setRecord(tx, call, helplineId, whole, actor.id, version);
    announce('call:changed', written);
    if (wasEmergency(written) && !wasEmergency(call)) await offerABreak(context, written);
    await recordChanged(context, call, written);
  },

  /** Also for whoever has lost their place meanwhile, or is late. A call that was ended because its shift was over takes the true time. */
  async 'call:end'({ callId }, context) {
    const { actor, tx, version, helplineId, now, happenedAt, announce } = context;
    const call = permit(context, access['call:end'], await callById(tx, helplineId, callId));
    const isActive = call.state === 'active';
    refuseUnless(
      isActive || (call.state === 'writing-up' && (await wasEndedByTime(tx, call.id))),
      'conflict',
      'This call has ended already.',
    );
    const atMost = isActive ? Infinity : Date.parse(call.endedAt!);
    const said = new Date(Math.min(happenedAt.getTime(), atMost));
    const endedAt = latestOf(said, call.startedAt, call.takenOverAt);

    const [ended] = await Promise.all([
      endCall(tx, call.id, version, endedAt, now),
      isActive && sayOwnState(context, call.shiftId, 'writing-up', actor.id),
    ]);
    announce('call:changed', ended);
  },

  async 'call:close'({ callId }, context) {
    const { actor, tx, version, now, announce } = context;
    const call = await callToWrite(context, 'call:close', callId);
    refuseUnless(call.state !== 'active', 'conflict', 'This call is still going on. End it first.');
    refuseUnless(call.state === 'writing-up', 'conflict', 'This call is finished already.');

    // The time of receipt, because it decides whether a partner placed meanwhile, who has seen the open call, still sees it.
    announce('call:changed', await closeCall(tx, call.id, version, now));
    const [active, resting] = await Promise.all([
      activeCallOf(tx, actor.id),
      isResting(tx, call.shiftId, actor.id),
    ]);
    if (!active && !resting) await sayOwnState(context, call.shiftId, 'ready', actor.id);
  },

  async 'call:takeOver'({ callId }, context) {
    const { actor, tx, version, helplineId, now, announce, resync } = context;
    const call = permit(context, access['call:takeOver'], await callById(tx, helplineId, callId));
    refuseUnless(call.assignedTo !== actor.id, 'conflict', 'You have this call already.');
    refuseUnless(call.state !== 'closed', 'conflict', 'This call is finished already.');

    const passedOn = call.assignedTo;
    const taken = await refuseIfTaken(
      handCallTo(tx, call.id, version, actor.id, now),
      'one_active_call_per_supporter',
      oneCallAtATime,
    );
    announce('call:changed', taken);
    // A person who has lost their place meanwhile saw this call only because it was assigned to them.
    if (passedOn !== call.takenBy) resync(passedOn);
    if (call.state === 'active') {
      await sayOwnState(context, call.shiftId, 'on-a-call', actor.id);
      await sayOwnState(context, call.shiftId, 'taking-a-break', passedOn);
    }
  },
});

/** The latest of these times, so that a wrong device clock cannot end something before its start. */
const latestOf = (at: Date, ...known: (string | null)[]) =>
  new Date(Math.max(at.getTime(), ...known.map((time) => (time === null ? 0 : Date.parse(time)))));

/** A key with the value undefined is not a change. */
const namedIn = (changes: { [Field in RecordField]?: CallRecord[Field] | undefined }): Partial<CallRecord> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

const wasEmergency = ({ record }: Call) => record.outcomes.includes('emergency-services');

async function offerABreak({ tx, version, announce }: Context, { shiftId, assignedTo }: Call) {
  const offered = await offerBreak(tx, { shiftId, personId: assignedTo }, version);
  if (offered) announce('presence:changed', offered);
}
