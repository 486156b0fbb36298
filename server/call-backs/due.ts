import { notify } from '../notifications/notify.ts';
import type { DueJob } from '../platform/live/commands/command.ts';
import { shiftsByIds } from '../shifts/queries.ts';
import { callersOf } from './on-a-call-queries.ts';
import { eraseNumbers, forgetNumbers, helplinesWithOldNumbers, idsWithOldNumbers } from './number-queries.ts';
import { toCallBacks } from './queries.ts';
import { helplinesWithCallBacksDue, takeCallBacksDue } from './shift-queries.ts';

/** Tells the two on shift, once, that the agreed time has come: nobody who is on a call, whose screen says it beside the call. */
export const callBacksDue: DueJob = {
  what: 'call backs whose time has come',
  where: helplinesWithCallBacksDue,
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const due = await takeCallBacksDue(tx, helplineId, now);
    const shiftIds = [...new Set(due.flatMap(({ toShiftId }) => toShiftId ?? []))];
    const shifts = await shiftsByIds(tx, helplineId, shiftIds);
    const busy = await callersOf(tx, shiftIds);
    for (const { id, toShiftId, until } of due) {
      const places = shifts.find((shift) => shift.id === toShiftId)?.places ?? [];
      const to = places.map(({ personId }) => personId).filter((personId) => !busy.has(personId));
      await notify(change, { to, kind: 'call-back', path: `/tonight#${id}`, until });
    }
  },
};

/** Erases numbers that were kept for as long as they may be, whatever has become of the call back. */
export const oldNumbers: DueJob = {
  what: 'numbers of callers that are kept too long',
  where: helplinesWithOldNumbers,
  atOnce: 20,
  async carryOut({ tx, helplineId, version, now, announce }) {
    const ids = await idsWithOldNumbers(tx, helplineId, now);
    await eraseNumbers(tx, ids);
    const rows = await forgetNumbers(tx, ids, version);
    for (const callBack of await toCallBacks(tx, rows)) announce('callBack:changed', callBack);
  },
};
