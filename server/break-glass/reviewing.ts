import { isOwnConversation } from '#shared/break-glass';
import type { breakGlassCommands } from '#shared/break-glass-commands';
import { notify } from '../notifications/notify.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { breakGlassFor } from './guards.ts';
import { changeBreakGlass } from './queries.ts';
import { staffOf, thirdPeople } from './reviewers.ts';
import { cancelAsked, pageOf } from './notifications.ts';

type Afterwards = Extract<keyof typeof breakGlassCommands, `breakGlass:${'seen' | 'review'}`>;

export const reviewHandlers: Handlers<Afterwards> = {
  async 'breakGlass:seen'({ breakGlassId: id }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const { seenBy } = await breakGlassFor(context, 'breakGlass:seen', id);
    if (seenBy.includes(actor.id)) return;

    const change = { version, seenBy: [...seenBy, actor.id] };
    announce('breakGlass:changed', await changeBreakGlass(tx, helplineId, id, change));
  },

  async 'breakGlass:review'({ breakGlassId: id, verdict, words }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const row = await breakGlassFor(context, 'breakGlass:review', id);
    refuseUnless(row.state === 'shut', 'conflict', 'It is still open. Look at it once it is shut.');
    refuseUnless(row.review === null, 'conflict', 'Somebody has looked at this already.');
    refuseUnless(
      !isOwnConversation(actor, row) || thirdPeople(await staffOf(context), row).length === 0,
      'conflict',
      'There is a manager or a supervisor who can look at this now. What you wrote is still here.',
    );

    const review = { verdict, reviewWords: words, reviewedBy: actor.id, reviewedAt: now };
    const reviewed = await changeBreakGlass(tx, helplineId, id, { version, seenBy: [], ...review });
    announce('breakGlass:changed', reviewed);
    await cancelAsked(context, reviewed);
    const to = row.affectedPersonIds.filter((personId) => personId !== actor.id);
    await notify(context, { to, kind: 'words-opened', path: pageOf(row) });
    await recordAudit(context, 'words-reviewed', id);
  },
};
