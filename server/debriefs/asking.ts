import { access } from '#shared/access';
import { mayReadCall } from '#shared/calls';
import {
  debriefAsSeenBy,
  isOver,
  mayShareDebrief,
  mayWithdraw,
  type Debrief,
  type DebriefStep,
} from '#shared/debriefs';
import { isHere } from '#shared/people';
import { isA } from '#shared/viewer';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { callsByIds } from '../calls/queries.ts';
import { personById, viewersByIds } from '../people/queries.ts';
import { shiftById } from '../shifts/queries.ts';
import { endAccess } from './access.ts';
import { debriefFor, over, refuseUnlessFree } from './guards.ts';
import { beginEscalation, endEscalation } from './escalation.ts';
import { changeDebrief, insertDebrief } from './queries.ts';
import { countTakenBack } from './seeing.ts';
import { dropAsked, notifyHolder, takeSteps } from './steps.ts';

type Asking = 'ask' | 'withdraw' | 'widen' | 'share' | 'agree' | 'askOtherTime' | 'supervision';

/** Handlers for the person who asks. */
export const askingHandlers: Handlers<`debrief:${Asking}`> = {
  async 'debrief:ask'(
    { debriefId, urgency, note, way, callIds, managerId, mayEscalate, responseNeeded },
    context,
  ) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['debrief:ask']);
    const about = [...new Set(callIds)];
    const readable = (await callsByIds(tx, helplineId, about)).filter((call) => mayReadCall(actor, call));
    refuseUnless(
      readable.length === about.length,
      'not-found',
      'A call this is about is not open to you. Leave it out and ask again.',
    );
    refuseUnless(
      responseNeeded === null || (urgency === 'now' && about.length > 0),
      'malformed',
      'Only a call that needs a response now can be told of like this.',
    );
    if (managerId !== null) await refuseUnlessAnswers(context, managerId);

    const asked = await insertDebrief(tx, {
      id: debriefId,
      helplineId,
      version,
      urgency,
      note,
      way,
      callIds: about,
      managerId,
      mayEscalate,
      responseNeeded,
      askedBy: actor.id,
      askedAt: now,
      shiftId: actor.joined?.id ?? null,
    });
    announce('debrief:changed', asked);
    await beginEscalation(context, asked);
  },

  async 'debrief:withdraw'({ debriefId }, context) {
    const { actor } = context;
    const debrief = await debriefFor(context, 'debrief:withdraw', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(
      mayWithdraw(actor, debrief),
      'conflict',
      'You have had this debrief, so it cannot be taken back.',
    );

    await countTakenBack(context, debrief);
    await endEscalation(context, debrief);
    await dropAsked(context, debrief);
    const silent = { ...debrief, steps: debrief.steps.map(withoutWords) };
    await takeSteps(context, silent, [{ step: 'withdrawn', by: actor.id }], { note: '', closing: null });
    await notifyHolder(context, debrief);
    if (debrief.assignedTo) await endAccess(context, debrief, debrief.assignedTo);
  },

  async 'debrief:widen'({ debriefId }, context) {
    const { actor, tx, now, resync } = context;
    const debrief = await debriefFor(context, 'debrief:widen', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    await refuseUnlessFree(context, debrief, 'Somebody has taken this already.');
    const { managerId, assignedTo } = debrief;
    refuseUnless(managerId !== null, 'conflict', 'Every manager can answer this already.');

    const free = { managerId: null, assignedTo: null, offeredFor: null };
    const wide = await takeSteps(context, debrief, [{ step: 'widened', by: actor.id }], free);
    if (assignedTo) await endAccess(context, debrief, assignedTo);
    await beginEscalation(context, wide);
    const [named] = await viewersByIds(tx, [managerId], now);
    if (named && !debriefAsSeenBy(named, wide)) resync(named.id);
  },

  async 'debrief:share'({ debriefId, shared }, context) {
    const { actor, tx, version, helplineId, now, announce, resync } = context;
    const debrief = await debriefFor(context, 'debrief:share', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(
      mayShareDebrief(actor, debrief),
      'conflict',
      'You asked for this outside a shift, so there is no shift partner to share it with.',
    );

    announce(
      'debrief:changed',
      await changeDebrief(tx, debriefId, helplineId, { version, sharedWithPartner: shared, sharedAt: now }),
    );
    if (shared || !debrief.sharedWithPartner) return;
    const shift = await shiftById(tx, helplineId, debrief.shiftId!);
    for (const { personId } of shift?.places ?? []) if (personId !== actor.id) resync(personId);
  },

  async 'debrief:agree'({ debriefId, for: read }, context) {
    const debrief = await debriefFor(context, 'debrief:agree', debriefId);
    refuseUnless(debrief.state === 'offered', 'conflict', 'No time is on offer now.');
    refuseUnless(
      read === undefined || Date.parse(read) === Date.parse(debrief.offeredFor!),
      'conflict',
      'Another time is on offer by now. Look whether it suits you too.',
    );

    const agreed = { step: 'agreed', by: context.actor.id, ...namedTime(debrief) } as const;
    await takeSteps(context, debrief, [agreed]);
    await notifyHolder(context, debrief);
  },

  async 'debrief:askOtherTime'({ debriefId, words }, context) {
    const debrief = await debriefFor(context, 'debrief:askOtherTime', debriefId);
    refuseUnless(
      debrief.state === 'offered' || debrief.state === 'agreed',
      'conflict',
      'No time is on offer now.',
    );

    const said = words.trim() === '' ? {} : { words };
    const step = { step: 'other-time-asked', by: context.actor.id, ...namedTime(debrief), ...said } as const;
    await takeSteps(context, debrief, [step]);
    await notifyHolder(context, debrief);
  },

  async 'debrief:supervision'({ debriefId, agreed }, context) {
    const { tx, helplineId, version, now, announce } = context;
    const debrief = await debriefFor(context, 'debrief:supervision', debriefId);
    const { closing } = debrief;
    refuseUnless(
      closing?.supervision === 'proposed',
      'conflict',
      closing?.supervision ? 'You have answered this already.' : 'Nobody has asked you this.',
    );

    const supervision = agreed ? ('agreed' as const) : ('declined' as const);
    const answered = { ...closing, supervision, answeredAt: now.toISOString() };
    announce(
      'debrief:changed',
      await changeDebrief(tx, debriefId, helplineId, { version, closing: answered }),
    );
    await notifyHolder(context, debrief);
  },
};

const withoutWords = ({ step, by, at, for: time }: DebriefStep) => ({
  step,
  by,
  at,
  ...(time && { for: time }),
});

const namedTime = ({ offeredFor }: Debrief) => (offeredFor ? { for: offeredFor } : {});

async function refuseUnlessAnswers({ actor, tx, helplineId }: Context, managerId: string) {
  const named = await personById(tx, helplineId, managerId);
  const answers =
    named && isHere(named) && named.id !== actor.id && (isA(named, 'manager') || isA(named, 'supervisor'));
  refuseUnless(answers, 'not-found', 'The person you named is not here any more. Choose somebody else.');
}
