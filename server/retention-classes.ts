import { heldClasses, retentionDays } from '#shared/retention';
import { figureClasses } from './costs/retention-classes.ts';
import { stepTriedDays } from './escalation/queries.ts';
import { gatheringClasses } from './gatherings/retention-classes.ts';
import { meetingClasses } from './meetings/retention-classes.ts';
import { receiptsKeptDays } from './platform/live/commands/receipts.ts';
import { seriesClasses } from './series/retention-classes.ts';
import { sharedClasses, type RetentionClass } from './retention-of-shared.ts';
import { stepClasses } from './steps/retention-classes.ts';
import { trainingClasses } from './trainings/retention-classes.ts';

/**
 * Every class of data with a retention period. Each needs its run in `retention-runs.ts`, which does not compile without it, and its row in
 * docs/security.md, which a test compares.
 */
const retentionClasses = {
  chat: {
    covers: 'what a pair wrote to each other',
    days: '12 hours, 1 to 72',
    from: 'the end of their shift',
    setting: '`chatHours`',
    why: 'it is for the shift, not for the record',
  },
  presences: {
    covers: 'who joined and left a shift when, and their state',
    days: '12 hours; of who gave up their place, as long as the talk',
    from: 'the end of the shift',
    why: 'nobody’s lateness is kept; both read their talk until it goes',
  },
  signals: {
    covers: 'calls for support and other signals, with their answers',
    days: retentionDays.signals,
    from: 'when they were raised',
    why: 'long enough for a debrief and a review',
  },
  callRecords: {
    covers: 'call records, with the flags, reviews, access grants and finished follow-ups about them',
    days: '**none until the helpline has chosen**',
    from: 'the end of the call',
    setting: '`callRecordDays`',
    why: 'the law that applies to the helpline decides; work that is open about a call keeps its record',
  },
  withdrawnFlags: {
    covers: 'flags that were taken back',
    days: retentionDays.withdrawnFlags,
    from: 'when they were raised',
    why: 'every open page has learned of it by then',
  },
  checkIns: {
    covers: 'what somebody said before a night, after it and a week later, and what went well',
    days: retentionDays.checkIns,
    from: 'when it was said',
    why: 'it is about the health of a supporter',
  },
  debriefs: {
    covers: 'debriefs and what was said in them; only the counts per month stay',
    days: retentionDays.debriefs,
    from: 'when they were over',
    why: 'it is about the health of a supporter',
  },
  followUps: {
    covers: 'follow-ups that are done',
    days: retentionDays.followUps,
    from: 'when they were done',
    why: 'long enough to look back; what is not done stays',
  },
  grants: {
    covers: 'who opened which record, with the reason',
    days: retentionDays.grants,
    from: 'when it was closed again',
    why: 'those it concerns can ask about it for a year',
  },
  breakGlass: {
    covers: 'who asked for and opened private words, with the reason and the review',
    days: retentionDays.breakGlass,
    from: 'when it was shut, or came to nothing',
    why: 'those it concerns can ask about it for a year',
  },
  handovers: {
    covers: 'what one shift handed over to the next',
    days: retentionDays.handovers,
    from: 'when it was accepted, or could have been',
    why: 'it is for the next two; a call back lives on in its record',
  },
  callBacks: {
    covers: 'call backs that were promised; a number kept for one goes after 48 hours at most',
    days: retentionDays.callBacks,
    from: 'when they were settled, or the end of the agreed time',
    why: 'the record of the call says that one was agreed',
  },
  kits: {
    covers: 'bags that are not in use any more',
    days: retentionDays.kits,
    from: 'when they were taken out of use',
    why: 'long enough to ask what became of one',
  },
  plans: {
    covers: 'agreed call plans that have ended, and drafts to which nobody agreed',
    days: retentionDays.plans,
    from: 'their end, or when the draft was written',
    why: 'long enough for the caller to come back to it',
  },
  ...sharedClasses,
  ...figureClasses,
  updates: {
    covers: 'what people were told of changes to their shifts and roles',
    days: retentionDays.updates,
    from: 'the change',
    why: 'it has been seen by then',
  },
  lostPlaces: {
    covers: 'places in shifts that people lost',
    days: retentionDays.lostPlaces,
    from: 'when they lost them',
    why: 'their calendar has taken the shift out by then',
  },
  rotaChanges: {
    covers: 'what a change of the rota was before it, to undo it',
    days: 'an hour',
    from: 'the change',
    why: 'it can be undone for fifteen minutes',
  },
  absences: {
    covers: 'days on which somebody cannot come',
    days: retentionDays.absences,
    from: 'the last of them',
    why: 'they are of no use afterwards',
  },
  swaps: {
    covers: 'who asked whom to come in their place, and who was asked',
    days: retentionDays.swaps,
    from: 'the asking',
    why: 'so that not always the same are asked first',
  },
  offers: {
    covers: 'who said of which shift that they could come',
    days: retentionDays.swaps,
    from: 'the saying',
    why: 'the shift is over by then',
  },
  ...gatheringClasses,
  ...stepClasses,
  ...trainingClasses,
  ...meetingClasses,
  ...seriesClasses,
  auditLog: {
    covers: 'the audit log; what is left of it still verifies',
    days: retentionDays.auditLog,
    from: 'the line',
    why: 'those it concerns can ask about it for a year',
  },
  legalHolds: {
    covers: 'legal holds, with the reason',
    days: retentionDays.legalHolds,
    from: 'their end',
    why: 'those it concerns can ask about it for a year',
  },
  notifications: {
    covers: 'messages to devices and by e-mail, which hold no words',
    days: retentionDays.notifications,
    from: 'when they were sent or given up',
    why: 'to see why one did not arrive',
  },
  escalationSteps: {
    covers: 'whom to ask next, where no server could do so',
    days: stepTriedDays,
    from: 'when it was due',
    why: 'it is too late for it',
  },
  signIns: {
    covers: 'sign-ins, with the kind of browser',
    days: 'at once',
    from: 'their end',
    why: 'an ended one is of no use',
  },
  pendingSteps: { covers: 'half-finished sign-ins', days: 'at once', from: 'their end', why: 'the same' },
  signInTries: {
    covers: 'counts of tries to sign in; from where somebody has signed in, as a hash',
    days: 'an hour; 90 days',
    from: 'the last one',
    why: 'to slow down guesses, and let those in who are known',
  },
  invitations: { covers: 'one-time links', days: 'at once', from: 'their end', why: 'the same' },
  receipts: {
    covers: 'the replies to commands',
    days: receiptsKeptDays,
    from: 'the command',
    why: 'a command that is sent again gets the same reply',
  },
} satisfies Record<string, RetentionClass>;
export type RetentionClassName = keyof typeof retentionClasses;

const held: readonly string[] = heldClasses;

/** The rows of the table in docs/security.md. */
export const retentionRows = (): string[] =>
  Object.entries<RetentionClass>(retentionClasses).map(([name, { covers, days, from, setting, why }]) => {
    const time = typeof days === 'number' ? `${days} days` : days;
    return `| ${covers} | ${time} | ${from} | ${setting ?? '–'} | ${held.includes(name) ? 'stays' : '–'} | ${why} |`;
  });
