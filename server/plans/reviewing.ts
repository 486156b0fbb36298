import type { DueJob } from '../platform/live/commands/command.ts';
import {
  endOverduePlans,
  helplinesWithOverduePlans,
  helplinesWithPlansToReview,
  takePlansToReview,
} from './review-queries.ts';
import { stopAskingIfNothingWaits, tellMakers } from './notifications.ts';

/** Ends plans that nobody has looked at again in time, and says so to those who made them and to the managers. */
export const overduePlans: DueJob = {
  what: 'plans that nobody looked at again',
  where: helplinesWithOverduePlans,
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now, version, announce } = change;
    const ended = await endOverduePlans(tx, helplineId, now, version);
    for (const plan of ended) announce('plan:changed', plan);
    await tellMakers(change, ended, 'plan-ended');
    await stopAskingIfNothingWaits(change);
  },
};

/** Tells the same people, once, two weeks before. */
export const plansToReview: DueJob = {
  what: 'plans to look at again',
  where: helplinesWithPlansToReview,
  atOnce: 20,
  async carryOut(change) {
    const due = await takePlansToReview(change.tx, change.helplineId, change.now);
    await tellMakers(change, due, 'plan-to-review');
  },
};
