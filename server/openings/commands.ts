import { mayReadCall } from '#shared/calls';
import { mayOpenCalls, openingMinutes, type openingCommands } from '#shared/openings';
import { refuseUnless, type Handlers } from '../command.ts';
import { callById, openCallsTo } from '../calls/queries.ts';
import { keepLine } from '../log/queries.ts';
import { insertOpening } from './queries.ts';

export const openingHandlers: Handlers<keyof typeof openingCommands> = {
  async 'call:open'({ openingId, callId, because }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    refuseUnless(mayOpenCalls(actor), 'not-found');
    const call = await callById(tx, helplineId, callId);
    refuseUnless(call, 'not-found');
    refuseUnless(!mayReadCall(actor, call), 'conflict', 'This call is open to you already.');
    refuseUnless(
      call.state !== 'active',
      'conflict',
      'This call is still going on. Its record can be opened when it has ended.',
    );

    const opening = {
      id: openingId,
      helplineId,
      version,
      callId,
      callStartedAt: new Date(call.startedAt),
      openedBy: actor.id,
      openedAt: now,
      until: new Date(now.getTime() + openingMinutes * 60_000),
      because,
      concerns: [...new Set([call.takenBy, call.heldBy])],
    };
    announce('opening:changed', await insertOpening(tx, opening));
    for (const opened of await openCallsTo(tx, helplineId, [callId], actor.id, version))
      announce('call:changed', opened);
    await keepLine(context, 'call-opened', callId);
  },
};
