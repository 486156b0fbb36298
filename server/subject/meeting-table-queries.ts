import { meetings } from '#drizzle/schema/meetings';
import { series } from '#drizzle/schema/series';
import type { PersonTable } from './person-table.ts';

/** The tables about meetings with callers, and series of them. */
export const meetingTables: PersonTable[] = [
  {
    table: meetings,
    theirs: [meetings.withIds],
    named: [
      ...[meetings.proposedBy, meetings.agreedIds, meetings.decidedBy, meetings.onCallId],
      ...[meetings.steps, meetings.reached, meetings.managerIds],
    ],
    erased: 'those they were to go to, with their keys; the counts per month stay',
    kept: 'those that they looked after belong to the two who go; erased within 9 days',
  },
  {
    table: series,
    theirs: [series.withIds],
    named: [series.offeredBy, series.endedBy, series.toldTeam],
    erased: 'those they were to go to, with their keys; the counts per month stay',
    kept: 'those that they offered or ended belong to the two who go; erased within 21 days of the end',
  },
];
