import type { absenceCommands, AbsenceNews } from './absences.ts';
import type { breakGlassCommands } from './break-glass-commands.ts';
import type { BreakGlassNews } from './break-glass.ts';
import type { callBackCommands, CallBackNews } from './call-backs.ts';
import type { callCommands, CallNews } from './calls.ts';
import type { checkInCommands } from './check-in-commands.ts';
import type { CheckInNews } from './check-ins.ts';
import type { debriefMessageCommands, DebriefMessageNews } from './debrief-messages.ts';
import type { debriefCommands, DebriefNews } from './debriefs.ts';
import type { ServiceNews } from './directory.ts';
import type { seriesCommands } from './series-commands.ts';
import type { SeriesNews } from './series.ts';
import type { serviceCommands } from './service-commands.ts';
import type { feedCommands, FeedNews } from './feeds.ts';
import type { flagCommands, FlagNews } from './flags.ts';
import type { followUpCommands, FollowUpNews } from './follow-ups.ts';
import type { gatheringCommands } from './gathering-commands.ts';
import type { GatheringLineNews, GatheringNews } from './gatherings.ts';
import type { grantCommands, GrantNews } from './grants.ts';
import type { handoverCommands, HandoverLineNews, HandoverNews } from './handovers.ts';
import type { helplineCommands, HelplineNews } from './helpline.ts';
import type { inductionCommands } from './induction.ts';
import type { kitCommands, KitNews } from './kits.ts';
import type { listeningCommands } from './listening-commands.ts';
import type { ListeningNews } from './listenings.ts';
import type { listCommands } from './list-commands.ts';
import type { ListNews } from './lists.ts';
import type { meetingCommands } from './meeting-commands.ts';
import type { meetingPlaceCommands } from './meeting-place-commands.ts';
import type { MeetingPlaceNews } from './meeting-places.ts';
import type { MeetingNews } from './meetings.ts';
import type { messageCommands, MessageNews } from './messages.ts';
import type { missedCallCommands, MissedCallNews } from './missed-calls.ts';
import type { notificationCommands, PreferencesNews, UndeliveredNews } from './notifications.ts';
import type { offerCommands, OfferNews } from './offers.ts';
import type { pageCommands, PageNews } from './pages.ts';
import type { peopleCommands, PeopleNews } from './people.ts';
import type { planCommands } from './plan-commands.ts';
import type { PlanNews } from './plans.ts';
import type { presenceCommands, PresenceNews } from './presence.ts';
import type { rotaCommands } from './rota-commands.ts';
import type { shiftCommands, ShiftNews } from './shifts.ts';
import type { signalCommands, SignalNews } from './signals.ts';
import type { sourceCommands } from './source-commands.ts';
import type { SourceNews } from './sources.ts';
import type { swapCommands, SwapNews } from './swaps.ts';
import type { stepCommands } from './step-commands.ts';
import type { StepNews } from './steps.ts';
import type { toBringCommands, ToBringNews } from './to-bring.ts';
import type { trainingCommands, TrainingNews } from './trainings.ts';
import type { updateCommands, UpdateNews } from './updates.ts';

/**
 * Every noun by the name of its list in a welcome, with the name of its news. The only place where a noun is registered
 * for both sides; the compiler requires its counterpart in server/nouns.ts. Holds only names, because it is in the first load.
 */
export const newsOf = {
  people: named<PeopleNews, typeof peopleCommands & typeof inductionCommands>('person:changed'),
  helplines: named<HelplineNews, typeof helplineCommands>('helpline:changed'),
  shifts: named<ShiftNews, typeof shiftCommands & typeof rotaCommands>('shift:changed'),
  presences: named<PresenceNews, typeof presenceCommands>('presence:changed'),
  calls: named<CallNews, typeof callCommands>('call:changed'),
  callBacks: named<CallBackNews, typeof callBackCommands>('callBack:changed'),
  missedCalls: named<MissedCallNews, typeof missedCallCommands>('missedCall:changed'),
  messages: named<MessageNews, typeof messageCommands>('message:changed'),
  signals: named<SignalNews, typeof signalCommands>('signal:changed'),
  debriefs: named<DebriefNews, typeof debriefCommands>('debrief:changed'),
  debriefMessages: named<DebriefMessageNews, typeof debriefMessageCommands>('debriefMessage:changed'),
  followUps: named<FollowUpNews, typeof followUpCommands>('followUp:changed'),
  checkIns: named<CheckInNews, typeof checkInCommands>('checkIn:changed'),
  flags: named<FlagNews, typeof flagCommands>('flag:changed'),
  grants: named<GrantNews, typeof grantCommands>('grant:changed'),
  lists: named<ListNews, typeof listCommands>('list:changed'),
  pages: named<PageNews, typeof pageCommands>('page:changed'),
  services: named<ServiceNews, typeof serviceCommands>('service:changed'),
  plans: named<PlanNews, typeof planCommands>('plan:changed'),
  breakGlass: named<BreakGlassNews, typeof breakGlassCommands>('breakGlass:changed'),
  handovers: named<HandoverNews, typeof handoverCommands>('handover:changed'),
  handoverLines: named<HandoverLineNews>('handoverLine:changed'),
  kits: named<KitNews, typeof kitCommands>('kit:changed'),
  notificationPreferences: named<PreferencesNews, typeof notificationCommands>(
    'notificationPreferences:changed',
  ),
  undelivered: named<UndeliveredNews>('undelivered:changed'),
  feeds: named<FeedNews, typeof feedCommands>('feed:changed'),
  sources: named<SourceNews, typeof sourceCommands>('source:changed'),
  absences: named<AbsenceNews, typeof absenceCommands>('absence:changed'),
  offers: named<OfferNews, typeof offerCommands>('offer:changed'),
  swaps: named<SwapNews, typeof swapCommands>('swap:changed'),
  listenings: named<ListeningNews, typeof listeningCommands>('listening:changed'),
  gatherings: named<GatheringNews, typeof gatheringCommands>('gathering:changed'),
  gatheringLines: named<GatheringLineNews>('gatheringLine:changed'),
  toBring: named<ToBringNews, typeof toBringCommands>('toBring:changed'),
  steps: named<StepNews, typeof stepCommands>('step:changed'),
  trainings: named<TrainingNews, typeof trainingCommands>('training:changed'),
  meetings: named<MeetingNews, typeof meetingCommands>('meeting:changed'),
  meetingPlaces: named<MeetingPlaceNews, typeof meetingPlaceCommands>('meetingPlace:changed'),
  series: named<SeriesNews, typeof seriesCommands>('series:changed'),
  updates: named<UpdateNews, typeof updateCommands>('update:changed'),
};

/** A noun's news name, with the types of its row and commands, which exist at compile time only. */
type Registered<News, Commands> = keyof News &
  string & { readonly types?: { news: News; commands: Commands } };
function named<News, Commands = Record<never, never>>(news: keyof News & string) {
  return news as Registered<News, Commands>;
}

export type Noun = keyof typeof newsOf;
type Types<N extends Noun> = NonNullable<(typeof newsOf)[N]['types']>;
type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The row of each noun's news, by the name of the news. */
export type News = AllOf<{ [N in Noun]: Types<N>['news'] }[Noun]>;
export type NewsName = keyof News;
export type NewsNameOf<N extends Noun> = keyof Types<N>['news'] & NewsName;
export type RowOf<N extends Noun> = News[NewsNameOf<N>];
/** The validators of one noun's commands, and of all, by the command's name. */
export type CommandsOf<N extends Noun> = Types<N>['commands'];
export type Commands = AllOf<{ [N in Noun]: CommandsOf<N> }[Noun]>;
