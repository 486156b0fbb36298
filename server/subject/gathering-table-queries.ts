import { gatheringLines, gatherings } from '#drizzle/schema/gatherings';
import { steps } from '#drizzle/schema/steps';
import { toBring } from '#drizzle/schema/to-bring';
import { trainings } from '#drizzle/schema/trainings';
import type { PersonTable } from './person-table.ts';

/** The tables about one-to-ones and meetings, what people bring to them, next steps, and courses. */
export const gatheringTables: PersonTable[] = [
  {
    table: gatherings,
    theirs: [gatherings.withId, gatherings.ledBy],
    named: [gatherings.comingIds, gatherings.cannotIds, gatherings.confirmedIds, gatherings.caughtUpIds],
    erased:
      'their one-to-ones, with everything written in them and their keys; what they answered to invitations',
    kept: 'a meeting belongs to the team, and a one-to-one that they led to the other; deleted after a year',
  },
  {
    table: gatheringLines,
    theirs: [gatheringLines.by],
    named: [gatheringLines.between],
    erased:
      'what they brought to a meeting or put down to be talked about; their name at what they brought to a one-to-one',
    kept: 'what a team agreed belongs to the team, and the record of a one-to-one that they led to the other',
  },
  { table: toBring, theirs: [toBring.personId], erased: 'all rows, with their key' },
  {
    table: steps,
    theirs: [steps.personId],
    named: [steps.withId],
    erased: 'all rows, with their key',
    kept: 'what was shared with them belongs to whoever shared it',
  },
  {
    table: trainings,
    theirs: [trainings.personId],
    named: [trainings.seenBy],
    erased: 'all rows; how many in a month stays',
    kept: 'that a manager has seen a certificate belongs to whoever has it',
  },
];
