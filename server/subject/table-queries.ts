import { getTableName } from 'drizzle-orm';
import { absences } from '#drizzle/schema/absences';
import { auditLog } from '#drizzle/schema/audit-log';
import { breakGlass } from '#drizzle/schema/break-glass';
import { callBacks } from '#drizzle/schema/call-backs';
import { calls } from '#drizzle/schema/calls';
import { checkIns } from '#drizzle/schema/check-ins';
import { debriefMessages, debriefs } from '#drizzle/schema/debriefs';
import { escalationSteps } from '#drizzle/schema/escalation';
import { flags } from '#drizzle/schema/flags';
import { followUps } from '#drizzle/schema/follow-ups';
import { grants } from '#drizzle/schema/grants';
import { handoverLines, handovers } from '#drizzle/schema/handovers';
import { kits } from '#drizzle/schema/kits';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { listenings } from '#drizzle/schema/listenings';
import { messages } from '#drizzle/schema/messages';
import { presences } from '#drizzle/schema/presence';
import { rotaChanges } from '#drizzle/schema/rota-changes';
import { offers } from '#drizzle/schema/offers';
import { places, shifts } from '#drizzle/schema/shifts';
import { signals } from '#drizzle/schema/signals';
import { sources } from '#drizzle/schema/sources';
import { swapAsks, swaps } from '#drizzle/schema/swaps';
import { figureTables } from './figure-table-queries.ts';
import { gatheringTables } from './gathering-table-queries.ts';
import { meetingTables } from './meeting-table-queries.ts';
import { ownTables } from './own-table-queries.ts';
import type { PersonTable } from './person-table.ts';
import { sharedTables } from './shared-table-queries.ts';

/** Every table that names people; a test walks the schema for one that is missing. */
export const personTables: PersonTable[] = [
  ...ownTables,
  {
    table: shifts,
    theirs: [shifts.managerId, shifts.nextManagerId],
    withheld: [shifts.audienceVersions],
    erased: 'that they are on call, where the shift is not over',
    kept: 'who was on call in a shift that is over is part of its record',
  },
  {
    table: places,
    theirs: [places.personId],
    erased: 'places in shifts that are not over',
    kept: 'who was in a shift that is over is part of its record',
  },
  { table: absences, theirs: [absences.personId], erased: 'all rows' },
  {
    table: swaps,
    theirs: [swaps.askedBy],
    named: [swaps.toId, swaps.takenBy, swaps.settledBy],
    erased: 'what they asked for',
    kept: 'what they took over belongs to whoever asked; deleted after its days',
  },
  { table: offers, theirs: [offers.personId], erased: 'all rows' },
  {
    table: listenings,
    theirs: [listenings.personId],
    named: [listenings.yesIds],
    erased: 'all rows',
    kept: 'that they said yes to somebody is deleted 12 hours after the shift',
  },
  { table: swapAsks, theirs: [swapAsks.personId], erased: 'all rows' },
  {
    table: rotaChanges,
    theirs: [rotaChanges.by],
    named: [rotaChanges.before],
    withheld: [rotaChanges.before],
    erased: 'every change of the last hour, with what was there before it',
  },
  {
    table: presences,
    theirs: [presences.personId],
    erased: 'how they felt',
    kept: 'a partner’s open page shows who was there; deleted 12 hours after the shift',
  },
  {
    table: checkIns,
    theirs: [checkIns.personId],
    erased: 'all rows; the key of a shift with its last',
  },
  {
    table: debriefs,
    theirs: [debriefs.askedBy],
    named: [
      ...[debriefs.managerId, debriefs.assignedTo, debriefs.escalatedTo],
      ...[debriefs.seenBy, debriefs.steps, debriefs.closing],
    ],
    erased: 'those they asked for, with everything said in them and their keys; the counts per month stay',
    kept: 'those they answered belong to whoever asked',
  },
  {
    table: debriefMessages,
    theirs: [debriefMessages.from],
    named: [debriefMessages.between],
    erased: 'those in debriefs they asked for',
    kept: 'what they answered belongs to whoever asked',
  },
  {
    table: followUps,
    theirs: [followUps.raisedBy, followUps.forId, followUps.withId, followUps.doneBy],
    erased: 'those that were agreed with them, with their keys',
    kept: 'the others have to be done',
  },
  {
    table: calls,
    theirs: [calls.takenBy, calls.assignedTo],
    named: [calls.openTo, calls.fieldMarks],
    erased: 'what a debrief of theirs that is not over had opened to somebody',
    kept: 'a call record is the caller’s, and stays as long as the helpline has chosen',
  },
  {
    table: messages,
    theirs: [messages.from],
    named: [messages.to],
    kept: 'the partner needs the talk until its hours are over',
  },
  {
    table: signals,
    theirs: [signals.raisedBy],
    named: [signals.answeredBy, signals.answers, signals.escalatedTo, signals.seenBy],
    kept: 'needed for a review; deleted after its days',
  },
  {
    table: flags,
    theirs: [flags.raisedBy, flags.assignedTo],
    named: [flags.steps],
    kept: 'a review is about a call, and stays with its record',
  },
  {
    table: grants,
    theirs: [grants.openedBy, grants.affectedPersonIds],
    kept: 'those whom it concerns can ask for a year who opened a record',
  },
  {
    table: breakGlass,
    theirs: [breakGlass.askedBy, breakGlass.answeredBy, breakGlass.reviewedBy, breakGlass.affectedPersonIds],
    named: [breakGlass.shutBy, breakGlass.readBy, breakGlass.seenBy],
    kept: 'those whose words were opened can ask for a year by whom and why',
  },
  {
    table: handovers,
    theirs: [handovers.finishedBy, handovers.acceptedBy],
    named: [handovers.toIds],
    kept: 'the next pair needs it; erased 14 days after it was accepted',
  },
  {
    table: handoverLines,
    theirs: [handoverLines.by],
    named: [handoverLines.toIds, handoverLines.askedBy],
    kept: 'the next pair needs what was handed over; erased with it',
  },
  {
    table: callBacks,
    theirs: [callBacks.promisedBy, callBacks.forId, callBacks.settledBy],
    named: [callBacks.tries],
    kept: 'what was promised to a caller has to be kept; erased 14 days after it was settled',
  },
  {
    table: kits,
    theirs: [kits.holderId],
    named: [kits.giverId, kits.toId, kits.missingBy, kits.lineToId, kits.nearIds],
    kept: 'a bag that somebody who has left still has, has to be found',
  },
  ...sharedTables,
  ...gatheringTables,
  ...meetingTables,
  {
    table: sources,
    theirs: [sources.addedBy],
    kept: 'it says where services come from; deleted 30 days after it is removed',
  },
  ...figureTables,
  {
    table: legalHolds,
    theirs: [legalHolds.setBy],
    named: [legalHolds.personId],
    kept: 'it says why something was not erased; deleted a year after its end',
  },
  {
    table: escalationSteps,
    theirs: [escalationSteps.personId],
    kept: 'whom to ask next is found from it; deleted after its days',
  },
  {
    table: auditLog,
    theirs: [auditLog.by, auditLog.about],
    kept: 'its lines are chained and name nobody; deleted after a year',
  },
];

/** The rows of the table in docs/security.md: what an erasure deletes of each table, and what stays of it, and why. */
export const erasureRows = (): string[] =>
  personTables.map(
    ({ table, erased = '–', kept = '–' }) => `| \`${getTableName(table)}\` | ${erased} | ${kept} |`,
  );
