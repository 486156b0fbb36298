import { mayReadCall } from '#shared/calls';
import {
  debriefAsSeenBy,
  isOver,
  mayAnswerDebrief,
  mayHoldDebrief,
  mayWithdraw,
  type Debrief,
  type debriefCommands,
} from '#shared/debrief';
import { isA } from '#shared/people';
import { refuseUnless, type Context, type Handlers } from '../command.ts';
import { callsByIds, closeCallsTo, openCallsTo } from '../calls/queries.ts';
import { personById } from '../people/queries.ts';
import { debriefById, insertDebrief, openDebriefsHeldBy, takeDebriefStep } from './queries.ts';

const over = 'This request is over.';

export const debriefHandlers: Handlers<keyof typeof debriefCommands> = {
  async 'debrief:ask'({ debriefId, urgency, note, callIds, managerId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    refuseUnless(isA(actor, 'supporter'), 'not-yours', 'A debrief is for supporters to ask for.');
    const about = [...new Set(callIds)];
    const readable = (await callsByIds(tx, helplineId, about)).filter((call) => mayReadCall(actor, call));
    refuseUnless(
      readable.length === about.length,
      'not-found',
      'A call this is about is not open to you. Leave it out and ask again.',
    );
    if (managerId !== null) {
      const manager = await personById(tx, helplineId, managerId);
      const answers =
        manager &&
        manager.suspendedAt === null &&
        manager.id !== actor.id &&
        (isA(manager, 'manager') || isA(manager, 'supervisor'));
      refuseUnless(answers, 'not-found', 'The person you named is not here any more. Choose somebody else.');
    }

    announce(
      'debrief:changed',
      await insertDebrief(tx, {
        id: debriefId,
        helplineId,
        version,
        urgency,
        note,
        callIds: about,
        managerId,
        askedBy: actor.id,
        askedAt: now,
      }),
    );
  },

  async 'debrief:withdraw'({ debriefId }, context) {
    const debrief = await debriefInSight(context, debriefId);
    refuseUnless(
      debrief.askedBy === context.actor.id,
      'not-yours',
      'Only the one who asked can take this back.',
    );
    refuseUnless(mayWithdraw(context.actor, debrief), 'conflict', over);

    await announceStep(context, debrief, 'withdrawn');
    if (debrief.heldBy) await endAccess(context, debrief, debrief.heldBy);
  },

  async 'debrief:accept'({ debriefId }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const debrief = await debriefToAnswer(context, debriefId);
    refuseUnless(debrief.heldBy === null, 'conflict', 'Another manager has taken this already.');

    await announceStep(context, debrief, 'accepted', { heldBy: actor.id });
    for (const call of await openCallsTo(tx, helplineId, debrief.callIds, actor.id, version))
      announce('call:changed', call);
  },

  async 'debrief:offer'({ debriefId, for: time }, context) {
    const debrief = await debriefHeld(context, debriefId);
    refuseUnless(debrief.state !== 'held', 'conflict', 'This debrief has been held already.');
    refuseUnless(
      Date.parse(time) > context.now.getTime(),
      'conflict',
      'That time has passed. Offer a later one.',
    );

    await announceStep(context, debrief, 'offered', { offeredFor: new Date(time) });
  },

  async 'debrief:agree'({ debriefId }, context) {
    const debrief = await debriefInSight(context, debriefId);
    refuseUnless(
      debrief.askedBy === context.actor.id,
      'not-yours',
      'Only the one who asked can agree to a time.',
    );
    refuseUnless(debrief.state === 'offered', 'conflict', 'No time is on offer now.');

    await announceStep(context, debrief, 'agreed');
  },

  async 'debrief:hold'({ debriefId }, context) {
    const debrief = await debriefHeld(context, debriefId);
    refuseUnless(debrief.state !== 'held', 'conflict', 'This debrief has been held already.');

    await announceStep(context, debrief, 'held');
  },

  async 'debrief:close'({ debriefId }, context) {
    const debrief = await debriefHeld(context, debriefId);
    await announceStep(context, debrief, 'closed');
    await endAccess(context, debrief, context.actor.id);
  },
};

async function announceStep(
  { actor, tx, version, now, announce }: Context,
  debrief: Debrief,
  step: Debrief['state'],
  change: { heldBy?: string; offeredFor?: Date } = {},
) {
  const named = step === 'agreed' ? debrief.offeredFor : change.offeredFor?.toISOString();
  const line = { step, by: actor.id, at: now.toISOString(), ...(named && { for: named }) };
  announce('debrief:changed', await takeDebriefStep(tx, debrief.id, line, version, change));
}

/** The calls of a request that is over close again to whoever held it, unless another open request needs them. */
async function endAccess(
  { tx, version, helplineId, announce, rescope }: Context,
  debrief: Debrief,
  holder: string,
) {
  const stillNeeded = (await openDebriefsHeldBy(tx, holder)).flatMap((other) => other.callIds);
  const done = debrief.callIds.filter((id) => !stillNeeded.includes(id));
  for (const call of await closeCallsTo(tx, helplineId, done, holder, version))
    announce('call:changed', call);
  rescope(holder);
}

async function debriefInSight({ actor, tx, helplineId }: Context, debriefId: string): Promise<Debrief> {
  const debrief = await debriefById(tx, helplineId, debriefId);
  refuseUnless(debrief && debriefAsSeenBy(actor, debrief), 'not-found');
  return debrief;
}

async function debriefToAnswer(context: Context, debriefId: string): Promise<Debrief> {
  const debrief = await debriefInSight(context, debriefId);
  refuseUnless(mayAnswerDebrief(context.actor, debrief) && debrief.askedBy !== context.actor.id, 'not-yours');
  refuseUnless(!isOver(debrief), 'conflict', over);
  return debrief;
}

async function debriefHeld(context: Context, debriefId: string): Promise<Debrief> {
  const debrief = await debriefToAnswer(context, debriefId);
  refuseUnless(
    mayHoldDebrief(context.actor, debrief),
    'not-yours',
    'Say first that you will take this request.',
  );
  return debrief;
}
