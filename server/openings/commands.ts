import { mayReadCall } from '#shared/calls';
import { mayOpenCalls, openingMinutes, type openingCommands } from '#shared/openings';
import { refuseUnless, type Handlers } from '../command.ts';
import { callById } from '../calls/queries.ts';
import { openRecord } from './giving.ts';

export const openingHandlers: Handlers<keyof typeof openingCommands> = {
  async 'call:open'({ openingId, callId, because }, context) {
    const { actor, tx, helplineId } = context;
    refuseUnless(mayOpenCalls(actor), 'not-found');
    const call = await callById(tx, helplineId, callId);
    refuseUnless(call, 'not-found');
    refuseUnless(!mayReadCall(actor, call), 'conflict', 'This call is open to you already.');
    refuseUnless(
      call.state !== 'active',
      'conflict',
      'This call is still going on. Its record can be opened when it has ended.',
    );

    await openRecord(context, call, { id: openingId, because, minutes: openingMinutes });
  },
};
