import { meetings } from '#drizzle/schema/meetings';
import type { PersonTable } from './person-table.ts';

/** The tables about meetings with callers. */
export const meetingTables: PersonTable[] = [
  {
    table: meetings,
    theirs: [meetings.withIds],
    named: [
      ...[meetings.proposedBy, meetings.agreedIds, meetings.decidedBy, meetings.onCallId],
      ...[meetings.steps, meetings.reached, meetings.managerIds],
    ],
    erased: 'those they were to go to, with their keys',
    kept: 'those that they looked after belong to the two who go; erased within 9 days',
  },
];
