import type { DueJob } from '../platform/live/commands/command.ts';
import { changeCallBack } from './queries.ts';
import {
  callBacksToFollow,
  helplinesWithCallBacksToFollow,
  setLookedUp,
  shiftsAhead,
  shiftThatRings,
} from './shift-queries.ts';
import { hideFrom } from './settling.ts';

/** Follows the rota, and goes on to the next two where the agreed time has passed: a promise is not forgotten with a shift. */
export const callBacksFollow: DueJob = {
  what: 'call backs to the two who ring',
  where: helplinesWithCallBacksToFollow,
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, version, now, announce } = change;
    const { found, scope } = await callBacksToFollow(tx, helplineId, now);
    const shifts = await shiftsAhead(tx, helplineId, now);
    const ringing = found.map((callBack) => ({
      callBack,
      ...shiftThatRings(callBack, shifts, now.getTime()),
    }));
    const staying = ringing.filter(({ callBack, toShiftId }) => toShiftId === callBack.toShiftId);
    await setLookedUp(
      tx,
      scope,
      staying.map(({ callBack: { id }, lookAgainAt }) => ({ id, lookAgainAt })),
    );
    for (const { callBack, ...next } of ringing.filter((one) => !staying.includes(one))) {
      const passedOn = { ...next, version, scopeSeen: scope };
      announce('callBack:changed', await changeCallBack(tx, helplineId, callBack.id, passedOn));
      await hideFrom(change, callBack.toShiftId);
    }
  },
};
