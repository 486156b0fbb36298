import { eraseOldAbsences } from './absences/queries.ts';
import { eraseOldAuditLines } from './audit/retention-queries.ts';
import { eraseOldBreakGlass } from './break-glass/retention-queries.ts';
import { eraseOldCallBacks } from './call-backs/retention-queries.ts';
import { eraseOldLogExports } from './call-log/retention-queries.ts';
import { eraseOldCallRecords } from './calls/retention-queries.ts';
import { eraseOldCheckIns } from './check-ins/queries.ts';
import { eraseOldDebriefs } from './debriefs/retention-queries.ts';
import { eraseStaleSteps } from './escalation/queries.ts';
import { eraseOldFeedback } from './feedback/release-queries.ts';
import { eraseWithdrawnFlags } from './flags/retention-queries.ts';
import { eraseOldFollowUps } from './follow-ups/queries.ts';
import { eraseOldGatherings } from './gatherings/retention-queries.ts';
import { eraseOldGrants } from './grants/retention-queries.ts';
import { eraseOldHandovers } from './handovers/retention-queries.ts';
import { eraseExpiredInvitations } from './invitations/queries.ts';
import { eraseOldKits } from './kits/retention-queries.ts';
import { eraseOldLegalHolds } from './legal-holds/queries.ts';
import { eraseOldListenings } from './listenings/queries.ts';
import { eraseOldMeetings } from './meetings/due-queries.ts';
import { eraseOldMessages } from './messages/retention-queries.ts';
import { eraseSettled } from './notifications/outbox-queries.ts';
import { eraseEndedSignIns } from './platform/auth/adapter.ts';
import { eraseOldTries } from './platform/auth/guess-queries.ts';
import { eraseEndedSteps } from './platform/auth/pending-steps.ts';
import { eraseOldReadings } from './pages/reading-queries.ts';
import { eraseOldPlans } from './plans/retention-queries.ts';
import { eraseOldAssumptions } from './costs/retention-queries.ts';
import type { Db } from './platform/database/db.ts';
import { inRounds, recorded } from './platform/erasing.ts';
import { eraseOldReceipts } from './platform/live/commands/receipts.ts';
import { eraseOldPresences } from './presence/retention-queries.ts';
import { eraseOldLostPlaces } from './shifts/lost-place-queries.ts';
import { eraseOldRotaChanges } from './shifts/change-queries.ts';
import { eraseOldSeries } from './series/due-queries.ts';
import { eraseOldFaults } from './services/fault-queries.ts';
import { eraseOldSignals } from './signals/retention-queries.ts';
import { eraseOldOffers } from './offers/queries.ts';
import { eraseOldSources } from './sources/retention-queries.ts';
import { eraseOldSwaps } from './swaps/retention-queries.ts';
import { eraseOldSteps } from './steps/queries.ts';
import { eraseOldToBring } from './to-bring/queries.ts';
import { eraseOldTrainings } from './trainings/queries.ts';
import { eraseOldUpdates } from './updates/queries.ts';
import type { RetentionClassName } from './retention-classes.ts';

/**
 * The function that erases each class, and returns how many rows went; null where the database does not say. Safe on several servers at
 * once, and repeatedly.
 */
export const retentionRuns: Record<RetentionClassName, (db: Db, now: Date) => Promise<number | null>> = {
  chat: recorded('erased-chat', eraseOldMessages),
  presences: recorded('erased-presences', eraseOldPresences),
  signals: recorded('erased-signals', eraseOldSignals),
  callRecords: recorded('erased-callRecords', eraseOldCallRecords),
  withdrawnFlags: recorded('erased-withdrawnFlags', eraseWithdrawnFlags),
  checkIns: recorded('erased-checkIns', eraseOldCheckIns),
  debriefs: recorded('erased-debriefs', eraseOldDebriefs),
  followUps: recorded('erased-followUps', eraseOldFollowUps),
  grants: recorded('erased-grants', eraseOldGrants),
  breakGlass: recorded('erased-breakGlass', eraseOldBreakGlass),
  handovers: recorded('erased-handovers', eraseOldHandovers),
  callBacks: recorded('erased-callBacks', eraseOldCallBacks),
  kits: inRounds(eraseOldKits),
  plans: inRounds(eraseOldPlans),
  pageReadings: inRounds(eraseOldReadings),
  faults: inRounds(eraseOldFaults),
  sources: inRounds(eraseOldSources),
  logExports: recorded('erased-logExports', eraseOldLogExports),
  assumptions: inRounds(eraseOldAssumptions),
  feedback: inRounds(eraseOldFeedback),
  updates: recorded('erased-updates', eraseOldUpdates),
  lostPlaces: eraseOldLostPlaces,
  rotaChanges: eraseOldRotaChanges,
  absences: inRounds(eraseOldAbsences),
  swaps: inRounds(eraseOldSwaps),
  offers: inRounds(eraseOldOffers),
  listenings: inRounds(eraseOldListenings),
  gatherings: recorded('erased-gatherings', eraseOldGatherings),
  meetings: inRounds(eraseOldMeetings),
  series: inRounds(eraseOldSeries),
  toBring: inRounds(eraseOldToBring),
  steps: inRounds(eraseOldSteps),
  trainings: inRounds(eraseOldTrainings),
  auditLog: eraseOldAuditLines,
  legalHolds: inRounds(eraseOldLegalHolds),
  notifications: eraseSettled,
  escalationSteps: eraseStaleSteps,
  signIns: eraseEndedSignIns,
  pendingSteps: eraseEndedSteps,
  signInTries: eraseOldTries,
  invitations: eraseExpiredInvitations,
  receipts: eraseOldReceipts,
};
