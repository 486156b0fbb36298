import type { Absence } from '#shared/absences';
import type { BreakGlass } from '#shared/break-glass';
import type { CallBack } from '#shared/call-backs';
import type { Call } from '#shared/calls';
import type { DebriefMessage } from '#shared/debrief-messages';
import type { Debrief } from '#shared/debriefs';
import type { Flag } from '#shared/flags';
import type { FollowUp } from '#shared/follow-ups';
import type { Gathering, GatheringLine } from '#shared/gatherings';
import type { Handover, HandoverLine } from '#shared/handovers';
import type { Kit } from '#shared/kits';
import type { ListChange } from '#shared/lists';
import type { Meeting } from '#shared/meetings';
import type { MeetingPlace } from '#shared/meeting-places';
import type { Message } from '#shared/messages';
import type { MissedCall } from '#shared/missed-calls';
import type { Listening } from '#shared/listenings';
import type { Offer } from '#shared/offers';
import type { Page, PageDraft, PageVersion } from '#shared/pages';
import type { Plan, PlanDraft } from '#shared/plans';
import type { Person } from '#shared/people';
import type { Shift } from '#shared/shifts';
import type { Fault, Service, ServiceVersion } from '#shared/directory';
import type { Series } from '#shared/series';
import type { Signal } from '#shared/signals';
import type { Source } from '#shared/sources';
import type { Step } from '#shared/steps';
import type { Swap } from '#shared/swaps';
import type { ToBring } from '#shared/to-bring';
import type { Training } from '#shared/trainings';
import type { PersonalUpdate } from '#shared/updates';
import type { Actor, Role } from '#shared/viewer';

export const [beforeKit, whenKitCame] = ['2026-11-21T21:00:00.000Z', '2026-11-21T22:00:00.000Z'];

/** Ana and Ben are on tonight; Kit was given a place later; Dan is on another shift. The manager Mo is asked by name. Max is manager and supporter. */
const person = (id: string, roles: Role[], shiftId?: string, since?: string) =>
  ({
    id,
    helplineId: 'line',
    roles,
    shiftIds: shiftId ? [shiftId] : [],
    placedAt: shiftId && since ? { [shiftId]: since } : {},
    talkIds: shiftId ? [shiftId] : [],
    besideIds: [],
    joined: shiftId ? { id: shiftId } : null,
  }) as unknown as Actor;
export const nine = [
  person('ana', ['supporter'], 'tonight'),
  person('ben', ['supporter'], 'tonight'),
  person('kit', ['supporter'], 'tonight', whenKitCame),
  person('cai', ['supporter']),
  person('dan', ['supporter'], 'elsewhere'),
  person('mo', ['manager']),
  person('nan', ['manager']),
  person('sue', ['supervisor']),
  person('max', ['manager', 'supporter']),
];

const of = <Row>(fields: Partial<Row>) => fields as Row;
export const shift = of<Shift>({
  id: 'tonight',
  places: ['ana', 'ben'].map((personId) => ({ personId })) as Shift['places'],
});
export const inTonight = { shiftId: 'tonight' };
export const call = of<Call>({
  ...inTonight,
  takenBy: 'ana',
  assignedTo: 'ana',
  flagged: true,
  openTo: ['mo'],
  closedAt: null,
});
export const message = of<Message>({ ...inTonight, from: 'ben', to: 'ana' });
export const signal = of<Signal>({ ...inTonight, raisedBy: 'ana', escalatedTo: ['mo'], loweredAt: null });
/** Ana promised it tonight, for the shift that Dan is on. */
export const callBack = of<CallBack>({
  ...inTonight,
  toShiftId: 'elsewhere',
  promisedBy: 'ana',
  settledAt: null,
});
export const missedCall = of<MissedCall>({ ...inTonight, rangAt: beforeKit });
/** Asked of Mo by name; Sue was asked next. */
export const debrief = of<Debrief>({
  ...inTonight,
  askedBy: 'ana',
  managerId: 'mo',
  escalatedTo: ['sue'],
  assignedTo: 'mo',
  sharedWithPartner: true,
  sharedAt: beforeKit,
});
export const ofAnyManager = of<Debrief>({
  ...debrief,
  askedBy: 'max',
  managerId: null,
  escalatedTo: [],
  assignedTo: null,
});
export const fromMo = of<DebriefMessage>({ from: 'mo', between: ['ana', 'mo'] });
export const callToLookAt = of<FollowUp>({ source: 'call', forId: 'nan', raisedBy: 'ana', withId: 'ana' });
export const task = of<FollowUp>({ source: 'debrief', forId: null, raisedBy: 'sue', withId: 'ana' });
export const flag = of<Flag>({ ...inTonight, raisedBy: 'ana', raisedAt: beforeKit });
export const asked = of<BreakGlass>({
  affectedPersonIds: ['ana', 'ben'],
  askedBy: 'mo',
  until: null,
  answeredBy: null,
  reviewedBySupporters: false,
});
export const opened: BreakGlass = { ...asked, until: beforeKit, answeredBy: 'nan' };
/** From tonight to a later shift of Cai’s. */
export const handover = of<Handover>({ ...inTonight, toIds: ['cai'] });
export const line = of<HandoverLine>({ ...inTonight, by: 'ana', sentAt: beforeKit, toIds: ['cai'] });
export const list = of<Source>({ id: 'list', removedAt: null });
/** Ana had it from Cai, and it is on its way to Ben. */
export const bag = of<Kit>({
  holder: { id: 'ana', name: 'Ana' },
  to: { id: 'ben', name: 'Ben' },
  giverId: 'cai',
  missingAt: null,
  lineTo: null,
  near: ['ana', 'ben', 'kit'].map((id) => ({ id, name: id })),
});
export const proposedWord = of<ListChange>({ proposedBy: 'mo', needs: ['supporter'] });
export const wordOfAna = of<ListChange>({ proposedBy: 'ana', needs: ['manager'] });
export const wordOfMax = of<ListChange>({ proposedBy: 'max', needs: ['supporter', 'manager'] });
export const page = of<Page>({ state: 'published', draft: null, proposed: null });
/** A draft of Ana's, of a page that was never in force. */
export const draftOfAna = of<Page>({ ...page, state: 'draft', draft: of<PageDraft>({ by: 'ana' }) });
export const proposedByMo = of<Page>({ ...page, proposed: of<PageVersion>({ proposedBy: 'mo' }) });
export const plan = of<Plan>({ state: 'agreed', draft: null });
export const planOfAna = of<Plan>({ state: 'draft', draft: of<PlanDraft>({ by: 'ana' }) });
export const absence = of<Absence>({ personId: 'ana' });
export const offer = of<Offer>({ personId: 'ana' });
/** Cai would listen to Ana and Ben. */
export const listening = of<Listening>({
  ...{ personId: 'cai', state: 'asked', yesIds: [] },
  audience: { pairIds: ['ana', 'ben'] },
});
/** Asked by Ana; Cai is asked. */
export const swap = of<Swap>({
  askedBy: 'ana',
  takenBy: null,
  state: 'open',
  audience: { asked: [{ personId: 'cai', answer: null }], placeIds: ['ana', 'ben'] },
});
export const takenSwap: Swap = { ...swap, takenBy: 'cai', state: 'needs-manager' };
export const service = of<Service>({ state: 'published', proposed: null, faults: [] });
export const serviceByAna = of<Service>({
  ...service,
  proposed: of<ServiceVersion>({ proposedBy: 'ana' }),
});
export const serviceByMo = of<Service>({ ...service, proposed: of<ServiceVersion>({ proposedBy: 'mo' }) });
export const faultOfAna = of<Service & { fault: Fault }>({
  ...service,
  fault: of<Fault>({ raisedBy: 'ana' }),
});
/** Mo with Ana. */
export const oneToOne = of<Gathering>({
  ...{ kind: 'one-to-one', ledBy: 'mo', withId: 'ana' },
  ...{ comingIds: [], cannotIds: [], caughtUpIds: [], confirmedIds: [] },
});
export const teamMeeting: Gathering = { ...oneToOne, kind: 'team', withId: null };
export const groupMeeting: Gathering = { ...teamMeeting, kind: 'group', ledBy: 'sue' };
export const lineOfAna = of<GatheringLine>({ kind: 'one-to-one', by: 'ana', between: ['mo', 'ana'] });
/** Ana and Max, who is a manager too, go; Mo allowed it. */
export const meeting = of<Meeting>({
  ...{ state: 'allowed', withIds: ['ana', 'max'], managerIds: ['mo'], steps: [], people: [] },
});
export const proposedMeeting: Meeting = { ...meeting, state: 'proposed', managerIds: [] };
/** With the same two. */
export const series = of<Series>({ state: 'active', withIds: ['ana', 'max'] });
export const place = of<MeetingPlace>({ id: 'place' });
export const toBring = of<ToBring>({ personId: 'ana' });
/** Ana’s own line, a copy that Mo reads, and what Mo is asked. */
export const step = of<Step>({ personId: 'ana', kind: 'want', withId: null });
export const stepForMo: Step = { ...step, withId: 'mo' };
export const reference: Step = { ...stepForMo, kind: 'reference' };
export const training = of<Training>({ personId: 'ana' });
export const cai = of<Person>({ id: 'cai' });
export const update = of<PersonalUpdate>({ personId: 'ana' });
