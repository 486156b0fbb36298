import { isOver } from '#shared/debriefs';
import type { Fields, Context } from '../platform/live/commands/command.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { insertFollowUp } from '../follow-ups/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { beginAccess, endAccess } from './access.ts';
import { debriefFor, heldAlready, over, refuseUnlessFree } from './guards.ts';
import { endEscalation, restartEscalation } from './escalation.ts';
import { changeDebrief } from './queries.ts';
import { countSeen } from './seeing.ts';
import { dropAsked, notifyAsker, takeSteps } from './steps.ts';

type Answering = 'seen' | 'accept' | 'handBack' | 'offer' | 'hold' | 'close';

/** Handlers for the people who were asked. */
export const answeringHandlers: Handlers<`debrief:${Answering}`> = {
  async 'debrief:seen'({ debriefId }, context) {
    const { actor, tx, helplineId, version, now, announce } = context;
    const debrief = await debriefFor(context, 'debrief:seen', debriefId);
    if (isOver(debrief) || debrief.seenBy.some(({ by }) => by === actor.id)) return;

    await countSeen(context, debrief);
    await endEscalation(context, debrief, 'unseen');
    const seenBy = [...debrief.seenBy, { by: actor.id, at: now.toISOString() }];
    announce('debrief:changed', await changeDebrief(tx, debriefId, helplineId, { version, seenBy }));
  },

  async 'debrief:accept'({ debriefId }, context) {
    const { actor } = context;
    const debrief = await debriefFor(context, 'debrief:accept', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(debrief.assignedTo !== actor.id, 'conflict', 'You have taken this already.');
    await refuseUnlessFree(context, debrief, 'Another manager has taken this already.');

    await countSeen(context, debrief);
    await endEscalation(context, debrief);
    await dropAsked(context, debrief);
    const taken = { assignedTo: actor.id, offeredFor: null };
    await takeSteps(context, debrief, [{ step: 'accepted', by: actor.id }], taken);
    if (debrief.assignedTo) await endAccess(context, debrief, debrief.assignedTo);
    await beginAccess(context, debrief, actor.id);
    await notifyAsker(context, debrief);
  },

  async 'debrief:handBack'({ debriefId }, context) {
    const { id: by } = context.actor;
    const debrief = await debriefFor(context, 'debrief:handBack', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(debrief.state !== 'held', 'conflict', heldAlready);

    const free = { assignedTo: null, offeredFor: null };
    const waiting = await takeSteps(context, debrief, [{ step: 'handed-back', by }], free);
    await endAccess(context, debrief, by);
    await restartEscalation(context, waiting);
    await notifyAsker(context, debrief);
  },

  async 'debrief:offer'({ debriefId, for: time }, context) {
    const { actor, now } = context;
    const debrief = await debriefFor(context, 'debrief:offer', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(debrief.state !== 'held', 'conflict', heldAlready);
    refuseUnless(Date.parse(time) > now.getTime(), 'conflict', 'That time has passed. Offer a later one.');

    const offeredFor = new Date(time);
    const step = { step: 'offered', by: actor.id, for: offeredFor.toISOString() } as const;
    await takeSteps(context, debrief, [step], { offeredFor });
    await notifyAsker(context, debrief);
  },

  async 'debrief:hold'({ debriefId }, context) {
    const debrief = await debriefFor(context, 'debrief:hold', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    refuseUnless(debrief.state !== 'held', 'conflict', heldAlready);

    await takeSteps(context, debrief, [{ step: 'held', by: context.actor.id }]);
  },

  async 'debrief:close'({ debriefId, whatHelped, bringToSupervision, followUp }, context) {
    const { actor } = context;
    const debrief = await debriefFor(context, 'debrief:close', debriefId);
    refuseUnless(!isOver(debrief), 'conflict', over);
    if (followUp) await refuseIfPast(context, followUp.dueOn);

    const closing = { whatHelped, supervision: bringToSupervision ? ('proposed' as const) : null };
    await takeSteps(context, debrief, [{ step: 'closed', by: actor.id }], { closing });
    if (followUp) await agreeOn(context, followUp, debrief.askedBy);
    await endAccess(context, debrief, actor.id);
    if (bringToSupervision) await notifyAsker(context, debrief);
  },
};

type Agreed = NonNullable<Fields<'debrief:close'>['followUp']>;

async function refuseIfPast({ tx, helplineId, now }: Context, dueOn: string | null) {
  if (dueOn === null) return;
  const { timeZone } = await helplineById(tx, helplineId);
  refuseUnless(
    dueOn >= wallClockAt(now, timeZone).day,
    'conflict',
    'The day for what you agreed has passed. Choose today or a later day.',
  );
}

/** Creates the follow-up of a debrief: visible to both, it reminds the person who held the debrief on its day. */
async function agreeOn(context: Context, { followUpId, words, dueOn }: Agreed, withId: string) {
  const { actor, tx, helplineId, version, now, announce } = context;
  const followUp = await insertFollowUp(tx, {
    id: followUpId,
    helplineId,
    version,
    source: 'debrief',
    words,
    dueOn,
    raisedBy: actor.id,
    raisedAt: now,
    forId: actor.id,
    withId,
  });
  announce('followUp:changed', followUp);
}
