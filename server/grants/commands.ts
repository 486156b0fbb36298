import { access } from '#shared/access';
import { mayReadCall } from '#shared/calls';
import { grantMinutes, type grantCommands } from '#shared/grants';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { callNamed } from './naming.ts';
import { openRecord } from './giving.ts';

export const grantHandlers: Handlers<keyof typeof grantCommands> = {
  async 'grant:open'({ grantId, reason, ...named }, context) {
    const { actor } = context;
    const call = permit(context, access['grant:open'], await callNamed(context, named));
    refuseUnless(!mayReadCall(actor, call), 'conflict', 'This call is open to you already.');
    refuseUnless(
      call.state !== 'active',
      'conflict',
      'This call is still going on. Its record can be opened when it has ended.',
    );

    await openRecord(context, call, { id: grantId, reason, minutes: grantMinutes });
  },
};
