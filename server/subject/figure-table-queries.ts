import { assumptions, costCopies } from '#drizzle/schema/costs';
import { feedback, feedbackQuestions, feedbackReplies, feedbackSettings } from '#drizzle/schema/feedback';
import { logExports } from '#drizzle/schema/log-exports';
import { reports } from '#drizzle/schema/reports';
import type { PersonTable } from './person-table.ts';

/** The tables of reports and costs, which name whoever made or set something, and nobody they are about. */
export const figureTables: PersonTable[] = [
  { table: reports, theirs: [reports.madeBy], kept: 'the figures are the helpline’s, and name nobody' },
  { table: assumptions, theirs: [assumptions.setBy], kept: 'what is assumed is the helpline’s' },
  { table: costCopies, theirs: [costCopies.madeBy], kept: 'the figures are the helpline’s, and name nobody' },
  {
    table: logExports,
    theirs: [logExports.takenBy],
    kept: 'everybody in the helpline can ask for a year who took out figures',
  },
  {
    table: feedbackSettings,
    theirs: [feedbackSettings.readerId],
    kept: 'the managers name somebody else',
  },
  {
    table: feedbackQuestions,
    theirs: [feedbackQuestions.proposedBy],
    named: [feedbackQuestions.settledBy],
    kept: 'it says which two agreed to a question',
  },
  {
    table: feedback,
    theirs: [feedback.safetyRaisedBy, feedback.safetyHeldBy],
    kept: 'it says who looked at what may be about somebody’s safety',
  },
  { table: feedbackReplies, theirs: [feedbackReplies.writtenBy], kept: 'it stands on a public page' },
];
