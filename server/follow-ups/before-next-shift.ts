import type { DueJob } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftById } from '../shifts/queries.ts';
import { helplinesWithCallsToLookAt, takeCallsToLookAt } from './reminder-queries.ts';

/** Notifies, once, the manager on call and the manager who took it on about a call that was not looked at before the next shift. */
export const callsToLookAt: DueJob = {
  what: 'calls to look at before the next shift',
  where: helplinesWithCallsToLookAt,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const due = await takeCallsToLookAt(tx, helplineId, now);
    const next = due[0]?.next ? await shiftById(tx, helplineId, due[0].next) : null;
    const { first: onCall } = await onCallOrderOf(tx, helplineId, next);
    for (const { id, forId } of due)
      await notify(change, {
        to: [...onCall, ...(forId ? [forId] : [])],
        kind: 'look-at-call',
        path: `/desk#${id}`,
        onCall,
      });
  },
};
