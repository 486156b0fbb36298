import { access } from '#shared/access';
import { isOfTheirShift } from '#shared/calls';
import { mostLines, type HandoverLine, type handoverCommands } from '#shared/handovers';
import { callById } from '../calls/queries.ts';
import { handCallsTo } from '../calls/reader-queries.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { shiftById } from '../shifts/queries.ts';
import { cancelHandoverNotifications, cancelUnsentNotifications } from './reminders.ts';
import { askingHandlers } from './asking.ts';
import { countLinesOf, dropLine, insertLine, lineById, sendLinesOf, sentLinesOf } from './line-queries.ts';
import { giveToNextPair } from './next-pair.ts';
import { beginHandovers, changeHandover, handoverOfShift } from './queries.ts';

export const handoverHandlers: Handlers<keyof typeof handoverCommands> = {
  ...askingHandlers,

  async 'handover:line'({ lineId, shiftId, kind, words, callId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['handover:line'], { shiftId });
    if (callId !== undefined) await refuseUnlessOfThisShift(context, shiftId, callId);
    refuseUnless(
      (await countLinesOf(tx, shiftId, actor.id)) < mostLines,
      'conflict',
      'That is more than the next two can read. Take something out first.',
    );

    const line = { id: lineId, helplineId, version, shiftId, kind, words, callId, by: actor.id, at: now };
    announce('handoverLine:changed', await insertLine(tx, line));
  },

  async 'handover:drop'({ lineId }, context) {
    const { tx, version, helplineId, now, announce } = context;
    const line = permit(context, access['handover:drop'], await lineById(tx, helplineId, lineId));
    if (line.droppedAt !== null) return;
    const handover = await handoverOfShift(tx, helplineId, line.shiftId);
    refuseUnless(
      line.sentAt === null || !handover?.acceptedBy,
      'conflict',
      'The next two have accepted this, so it stays with them.',
    );

    announce('handoverLine:changed', await dropLine(tx, lineId, version, now));
    if (!handover || line.sentAt === null) return;
    await closeToNextPair(context, line);
    await giveToNextPair(context, handover);
  },

  async 'handover:finish'({ shiftId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['handover:finish'], { shiftId });
    const shift = (await shiftById(tx, helplineId, shiftId))!;
    const before = (await beginHandovers(context, [shift]))[0]!;
    const sent = await sendLinesOf(
      tx,
      { shiftId, by: actor.id },
      { version, sentAt: now, toIds: before.toIds },
    );

    const { finishedBy, finishedAt } = before;
    // Lines that come after it was accepted are waited for anew; before that, more of them put nothing off.
    const isAnew = sent.length > 0 && before.acceptedAt !== null;
    const begins = finishedAt === null || isAnew;
    const handover = await changeHandover(tx, before.id, {
      finishedBy: finishedBy ?? actor.id,
      finishedAt: begins ? now : new Date(finishedAt),
      ...(isAnew && { acceptedBy: null, acceptedAt: null, pairToldAt: null, managerToldAt: null }),
    });
    if (begins) await cancelHandoverNotifications(context, handover);
    if (sent.length > 0) await cancelUnsentNotifications(context, shiftId);
    announce('handover:changed', handover);
    for (const line of sent) announce('handoverLine:changed', line);
    await giveToNextPair(context, handover);
  },

  async 'handover:accept'({ shiftId }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const handover = permit(
      context,
      access['handover:accept'],
      await handoverOfShift(tx, helplineId, shiftId),
    );
    refuseUnless(
      handover.finishedAt !== null,
      'conflict',
      'It has not arrived yet. It comes here by itself when the last two send it.',
    );
    if (handover.acceptedAt !== null) return;

    const accepted = { version, acceptedBy: actor.id, acceptedAt: now };
    announce('handover:changed', await changeHandover(tx, handover.id, accepted));
    await cancelHandoverNotifications(context, handover);
  },
};

async function refuseUnlessOfThisShift(
  { actor, tx, helplineId }: Context,
  shiftId: string,
  callId: string,
): Promise<void> {
  const call = await callById(tx, helplineId, callId);
  refuseUnless(
    call && call.shiftId === shiftId && isOfTheirShift(actor, call),
    'not-found',
    'The call this is about is not in this shift.',
  );
}

/** Closes the record that a line had opened, unless another line of the shift opens it too. */
async function closeToNextPair(
  { tx, helplineId, version, announce }: Context,
  { shiftId, callId }: HandoverLine,
): Promise<void> {
  if (callId === null) return;
  if ((await sentLinesOf(tx, shiftId)).some((line) => line.callId === callId)) return;
  for (const call of await handCallsTo(tx, helplineId, [callId], null, version))
    announce('call:changed', call);
}
