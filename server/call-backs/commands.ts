import { access } from '#shared/access';
import { mostTries, type CallBack, type callBackCommands } from '#shared/call-backs';
import { refuseUnless, type Context, type Fields, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { agreedTime, callToPromiseFor } from './guards.ts';
import { eraseNumbers, keepNumber } from './number-queries.ts';
import { callBackById, changeCallBack, insertCallBack, openCallBackOfCall } from './queries.ts';
import { hideFrom, settle } from './settling.ts';

export const callBackHandlers: Handlers<keyof typeof callBackCommands> = {
  async 'callBack:promise'(fields, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const { callBackId, callId, words, forMe, reachOn } = fields;
    const call = await callToPromiseFor(context, callId);
    const before = await promisedBefore(context, fields);
    const time = await agreedTime(context, fields, before);

    const agreed = { version, ...time, words, forId: forMe ? actor.id : null, toldAt: null, scopeSeen: null };
    const promised = { id: callBackId, helplineId, callId, shiftId: call.shiftId };
    const first = { ...promised, ...agreed, promisedBy: actor.id, promisedAt: now };
    const callBack = before
      ? await changeCallBack(tx, helplineId, callBackId, agreed)
      : await insertCallBack(tx, first);
    if (reachOn !== undefined) await keepNumber(tx, { id: callBackId, helplineId, reachOn });
    else if (time.numberUntil === null) await eraseNumbers(tx, [callBackId]);
    if (before && before.toShiftId !== time.toShiftId) await hideFrom(context, before.toShiftId);
    announce('callBack:changed', callBack);
  },

  async 'callBack:tried'({ callBackId, result }, context) {
    const { actor, tx, version, helplineId, happenedAt, announce } = context;
    const callBack = await callBackFor(context, 'callBack:tried', callBackId);
    refuseUnless(
      callBack.tries.length < mostTries,
      'conflict',
      'It was tried three times. Let it go, with a word on why.',
    );

    const tries = [...callBack.tries, { by: actor.id, at: happenedAt.toISOString(), result }];
    if (result !== 'no-answer') await settle(context, callBack, result, { tries });
    else announce('callBack:changed', await changeCallBack(tx, helplineId, callBackId, { version, tries }));
  },

  async 'callBack:letGo'({ callBackId, words }, context) {
    const callBack = await callBackFor(context, 'callBack:letGo', callBackId);

    await settle(context, callBack, 'let-go', { reason: words });
  },
};

/** The call back under this id, whose promise is changed; null for a new one. */
async function promisedBefore(
  { tx, helplineId }: Context,
  { callBackId, callId }: Fields<'callBack:promise'>,
): Promise<CallBack | null> {
  const before = await callBackById(tx, helplineId, callBackId);
  if (before) {
    refuseUnless(before.callId === callId, 'not-found');
    refuseUnless(before.settledAt === null, 'conflict', settledAlready);
    refuseUnless(
      before.tries.length === 0,
      'conflict',
      'Somebody has tried to ring back already, so the time stays as it was.',
    );
    return before;
  }
  const other = await openCallBackOfCall(tx, callId);
  refuseUnless(
    other === null,
    'conflict',
    'A call back was promised for this call already. Look at it first.',
  );
  return null;
}

const settledAlready = 'This has been settled already.';

async function callBackFor(
  context: Context,
  command: 'callBack:tried' | 'callBack:letGo',
  callBackId: string,
): Promise<CallBack> {
  const { tx, helplineId } = context;
  const callBack = permit(context, access[command], await callBackById(tx, helplineId, callBackId));
  refuseUnless(callBack.settledAt === null, 'conflict', settledAlready);
  return callBack;
}
