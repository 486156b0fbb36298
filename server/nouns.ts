import { absences } from './absences/noun.ts';
import { breakGlass } from './break-glass/noun.ts';
import { callBacks } from './call-backs/noun.ts';
import { calls } from './calls/noun.ts';
import { checkIns } from './check-ins/noun.ts';
import { debriefMessages, debriefs } from './debriefs/noun.ts';
import { feeds } from './feeds/noun.ts';
import { flags } from './flags/noun.ts';
import { followUps } from './follow-ups/noun.ts';
import { gatheringLines, gatherings } from './gatherings/noun.ts';
import { grants } from './grants/noun.ts';
import { handoverLines, handovers } from './handovers/noun.ts';
import { helplines } from './helpline/noun.ts';
import { kits } from './kits/noun.ts';
import { listenings } from './listenings/noun.ts';
import { lists } from './lists/noun.ts';
import { meetingPlaces } from './meeting-places/noun.ts';
import { meetings } from './meetings/noun.ts';
import { messages } from './messages/noun.ts';
import { missedCalls } from './missed-calls/noun.ts';
import { notificationPreferences, undelivered } from './notifications/noun.ts';
import { offers } from './offers/noun.ts';
import { pages } from './pages/noun.ts';
import { people } from './people/noun.ts';
import { plans } from './plans/noun.ts';
import type { Nouns } from './platform/nouns.ts';
import { presences } from './presence/noun.ts';
import { reactions } from './reactions.ts';
import { series } from './series/noun.ts';
import { services } from './services/noun.ts';
import { shifts } from './shifts/noun.ts';
import { signals } from './signals/noun.ts';
import { sources } from './sources/noun.ts';
import { swaps } from './swaps/noun.ts';
import { steps } from './steps/noun.ts';
import { toBring } from './to-bring/noun.ts';
import { trainings } from './trainings/noun.ts';
import { updates } from './updates/noun.ts';

/** The server side of every noun in shared/nouns.ts. Due jobs run in this order. */
export const nouns: Nouns = {
  signals,
  meetings,
  meetingPlaces: meetingPlaces(reactions),
  series: series(reactions),
  debriefs,
  debriefMessages,
  shifts: shifts(reactions),
  presences,
  calls: calls(reactions),
  callBacks,
  missedCalls,
  messages,
  followUps,
  grants,
  breakGlass,
  handovers,
  handoverLines,
  kits,
  lists,
  pages,
  plans,
  services,
  flags,
  checkIns,
  people: people(reactions),
  helplines: helplines(reactions),
  notificationPreferences,
  undelivered,
  feeds,
  sources,
  absences,
  offers,
  swaps: swaps(reactions),
  listenings,
  gatherings,
  gatheringLines,
  toBring,
  steps,
  trainings,
  updates,
};
