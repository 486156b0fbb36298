import { emptyRecord, type CallRecord } from '#shared/calls';
import { callOf, type TrialCall } from './calls.ts';
import type { Chance } from './chance.ts';
import type { TrialShift } from './shifts.ts';
import { hour, later, latest } from './times.ts';

const anasFirst: CallRecord = {
  ...emptyRecord,
  presentingIssues: ['loneliness'],
  responseNeeded: 'none',
  note: 'Glad of a voice at the end of the day. We talked about the garden and ended warmly.',
  borough: 'lambeth',
  source: 'self',
  outcomes: ['listened'],
};
const anasSecond: CallRecord = {
  ...emptyRecord,
  presentingIssues: ['bereavement', 'sleep'],
  responseNeeded: 'none',
  note: 'Nights are the hardest part. Gave the details of the bereavement group.',
  borough: 'southwark',
  source: 'self',
  outcomes: ['listened', 'signposted'],
};
const bensFirst: CallRecord = { ...emptyRecord, presentingIssues: ['anxiety'] };

/** What the board shows of tonight so far: every call over, and Ben's not written up yet. */
export function callsSoFar(tonight: TrialShift, now: Date, chance: Chance): TrialCall[] {
  const [ana, ben] = tonight.pair as [string, string];
  const since = latest(tonight.startsAt, later(now, -3 * hour));
  const soFar = now.getTime() - since.getTime();
  const at = (part: number) => later(since, Math.floor(soFar * part));
  const between = (from: number, to: number, written: number | null) => ({
    startedAt: at(from),
    endedAt: at(to),
    closedAt: written === null ? null : at(written),
  });
  const calls = [
    callOf(tonight, ana, between(0.1, 0.25, 0.4), anasFirst, chance),
    callOf(tonight, ben, between(0.3, 0.52, null), bensFirst, chance),
  ];
  if (soFar > hour) calls.push(callOf(tonight, ana, between(0.55, 0.68, 0.75), anasSecond, chance));
  return calls;
}
