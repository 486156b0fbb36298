import { access } from '#shared/access';
import { answerHours, isOwnConversation, readMinutes, reviewHours } from '#shared/break-glass';
import type { breakGlassCommands } from '#shared/break-glass-commands';
import { notify } from '../notifications/notify.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { conversationOf } from './conversation-queries.ts';
import { breakGlassFor, refuseIfPuppet, refuseUnlessLeft, refuseUnlessWaiting } from './guards.ts';
import { changeBreakGlass, insertBreakGlass, isUnderWay } from './queries.ts';
import { reviewHandlers } from './reviewing.ts';
import { staffOf, thirdPeople } from './reviewers.ts';
import { shut } from './shutting.ts';
import { cancelAsked, pageOf } from './notifications.ts';

const later = (from: Date, hours: number) => new Date(from.getTime() + hours * 3_600_000);

export const breakGlassHandlers: Handlers<keyof typeof breakGlassCommands> = {
  ...reviewHandlers,

  async 'breakGlass:ask'({ breakGlassId: id, shiftId, reason }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const found = await conversationOf(tx, helplineId, shiftId);
    const { startsAt, affectedPersonIds, ...left } = permit(context, access['breakGlass:ask'], found);
    refuseUnlessLeft({ startsAt, ...left }, now);
    refuseUnless(
      !(await isUnderWay(tx, shiftId)),
      'conflict',
      'Somebody has asked for this already, or it is open now. It is in the list below.',
    );

    const asked = await insertBreakGlass(tx, {
      ...{ id, helplineId, version, shiftId, reason, affectedPersonIds },
      shiftStartsAt: startsAt,
      state: 'asked',
      askedBy: actor.id,
      askedAt: now,
      lapsesAt: later(now, answerHours),
    });
    announce('breakGlass:changed', asked);
    const to = thirdPeople(await staffOf(context), asked);
    await notify(context, { to, kind: 'break-glass', path: pageOf(asked) });
    await recordAudit(context, 'words-asked', id);
  },

  async 'breakGlass:confirm'({ breakGlassId: id }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const asked = await breakGlassFor(context, 'breakGlass:confirm', id);
    refuseUnlessWaiting(asked, now);
    await refuseIfPuppet(context, asked);
    const conversation = (await conversationOf(tx, helplineId, asked.shiftId))!;
    refuseUnlessLeft(conversation, now);
    const { affectedPersonIds } = conversation;
    refuseUnless(
      !isOwnConversation(actor, conversation) && !affectedPersonIds.includes(asked.askedBy),
      'conflict',
      'One of you two has been on this shift since this was asked. Nothing was opened. Two others have to do it.',
    );

    const third = thirdPeople(await staffOf(context), { ...asked, affectedPersonIds, answeredBy: actor.id });
    const opened = await changeBreakGlass(tx, helplineId, id, {
      ...{ version, affectedPersonIds, state: 'open', answeredBy: actor.id, answeredAt: now },
      until: later(now, readMinutes / 60),
      reviewDueAt: later(now, reviewHours),
      reviewedBySupporters: third.length === 0,
    });
    announce('breakGlass:changed', opened);
    await cancelAsked(context, opened);
    await notify(context, { to: affectedPersonIds, kind: 'words-opened', path: pageOf(opened) });
    await notify(context, { to: [opened.askedBy], kind: 'break-glass', path: pageOf(opened) });
    await recordAudit(context, 'words-opened', id);
  },

  async 'breakGlass:decline'({ breakGlassId: id }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const asked = await breakGlassFor(context, 'breakGlass:decline', id);
    refuseUnlessWaiting(asked, now);

    const change = { version, state: 'declined', answeredBy: actor.id, answeredAt: now } as const;
    const declined = await changeBreakGlass(tx, helplineId, id, change);
    announce('breakGlass:changed', declined);
    await cancelAsked(context, declined);
    await notify(context, { to: [declined.askedBy], kind: 'break-glass', path: pageOf(declined) });
    await recordAudit(context, 'words-declined', id);
  },

  async 'breakGlass:end'({ breakGlassId: id }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const row = await breakGlassFor(context, 'breakGlass:end', id);
    if (row.state === 'open') return shut(context, [id], 'ended', actor.id);
    refuseUnlessWaiting(row, now);

    const withdrawn = await changeBreakGlass(tx, helplineId, id, { version, state: 'withdrawn' });
    announce('breakGlass:changed', withdrawn);
    await cancelAsked(context, withdrawn);
    await recordAudit(context, 'words-withdrawn', id);
  },
};
