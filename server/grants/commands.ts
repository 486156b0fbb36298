import { access } from '#shared/access';
import { mayReadCall } from '#shared/calls';
import { grantMinutes, type grantCommands } from '#shared/grants';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { callById } from '../calls/queries.ts';
import { openRecord } from './giving.ts';

export const grantHandlers: Handlers<keyof typeof grantCommands> = {
  async 'grant:open'({ grantId, callId, reason }, context) {
    const { actor, tx, helplineId } = context;
    const call = permit(context, access['grant:open'], await callById(tx, helplineId, callId));
    refuseUnless(!mayReadCall(actor, call), 'conflict', 'This call is open to you already.');
    refuseUnless(
      call.state !== 'active',
      'conflict',
      'This call is still going on. Its record can be opened when it has ended.',
    );

    await openRecord(context, call, { id: grantId, reason, minutes: grantMinutes });
  },
};
