import { uuidv7 } from 'uuidv7';
import type {
  FaultUpdateKind,
  ListUpdateKind,
  MeetingUpdateKind,
  PlanUpdateKind,
  SeriesUpdateKind,
  StepUpdateKind,
  UpdateKind,
} from '#shared/updates';
import type { Change } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import { insertUpdates, seeUpdates, withUnseen, type NewUpdate as InsertedUpdate } from './queries.ts';

type NewUpdate = { to: string[]; kind: UpdateKind; by: string | null; words?: string | null };

/** Milliseconds by which a message about the rota is delayed, so that many changes become one message. */
const gatherForMs = 10 * 60_000;
/** A shift that begins sooner than this does not wait. */
const soonMs = 12 * 3_600_000;

/** Shows an update on these people's screens until they have seen it, and notifies them by their channels. */
export async function tellAboutPerson(
  change: Change,
  { aboutId, ...update }: NewUpdate & { aboutId: string },
) {
  await tell(change, { ...update, aboutId, shiftId: null });
  await notify(change, { to: update.to, kind: 'account', path: '/' });
}

/** The same for a shift that a person was put on or taken off. One notification not sent yet is enough, unless this one must not wait for it. */
export async function tellAboutShift(
  change: Change,
  { shift, ...update }: NewUpdate & { shift: { id: string; startsAt: string } },
) {
  await tell(change, { ...update, aboutId: null, shiftId: shift.id });
  const waits = Date.parse(shift.startsAt) - change.now.getTime() < soonMs ? 0 : gatherForMs;
  const notBefore = new Date(change.now.getTime() + waits);
  await notify(change, { to: update.to, kind: 'rota', path: '/rota', notBefore, once: true });
}

/** The same for a page of the manual. Whoever raised the flag behind it is notified too. */
export async function tellAboutPage(change: Change, { pageId, ...update }: NewUpdate & { pageId: string }) {
  await tell(change, { ...update, aboutId: null, shiftId: null, pageId });
  if (update.kind === 'manual-changed')
    await notify(change, { to: update.to, kind: 'flag-step', path: `/manual/${pageId}` });
}

/** Shows that something in the directory waits for a second yes. Notifies nobody. */
export const tellOfProposedServices = (change: Change, keepers: string[], by: string) =>
  tellOnce(change, { to: keepers, kind: 'service-proposed', by });

/** Shows what became of something that they found wrong with a service; `words` is its name. Notifies nobody. */
export const tellWhoFoundFaults = (change: Change, update: NewUpdate & { kind: FaultUpdateKind }) =>
  tell(change, { ...update, aboutId: null, shiftId: null });

/** Shows that somebody asks to listen along in a shift of theirs, and notifies. */
export async function tellOfListener(change: Change, to: string[], by: string) {
  await tell(change, { to, kind: 'listening-asked', by, aboutId: null, shiftId: null });
  await notify(change, { to, kind: 'rota-asks', path: '/rota', once: true });
}

/** Shows what a one-to-one or a meeting gave somebody to do. Notifies nobody: it can wait until they come by. */
export const tellOfTasks = (change: Change, update: { to: string[]; by: string; gatheringId: string }) =>
  tell(change, { ...update, kind: 'gathering-agreed', aboutId: null, shiftId: null });

/** Shows that a meeting with a caller does not take place or is for somebody else, or what became of a series. Notifies nobody. `by` is null where its time has come. */
export const tellAboutMeeting = (
  change: Change,
  update: NewUpdate & { kind: MeetingUpdateKind | SeriesUpdateKind },
) => tell(change, { ...update, aboutId: null, shiftId: null });

/** Shows that a line of somebody’s next steps was shared, a reference asked for or answered. Notifies nobody: it can wait until they come by. */
export const tellAboutSteps = (
  change: Change,
  update: NewUpdate & { kind: StepUpdateKind; aboutId: string },
) => tell(change, { ...update, shiftId: null });

/** Shows that a change to a list waits, or what became of it. Notifies nobody. */
export const tellAboutLists = (change: Change, update: NewUpdate & { kind: ListUpdateKind }) =>
  tellOnce(change, update);

/** Tells each of them once, however often there is a reason to, until they have seen it. */
async function tellOnce(change: Change, { to, ...update }: NewUpdate) {
  const told = await withUnseen(change.tx, to, update.kind);
  await tell(change, { ...update, to: to.filter((id) => !told.has(id)), aboutId: null, shiftId: null });
}

/** Takes the question from the screens of these people, because nothing waits for a yes any more. */
export async function clearProposalUpdates(
  { tx, version, now, announce }: Change,
  kind: 'list-proposed' | 'plan-drafted',
  personIds: string[],
) {
  const seen = await seeUpdates(tx, kind, personIds, { version, seenAt: now });
  for (const update of seen) announce('update:changed', update);
}

/** Shows that a one-to-one or a meeting was planned, moved or cancelled, or that somebody cannot come, and notifies. */
export async function tellAboutGathering(
  change: Change,
  { gatheringId, ...update }: NewUpdate & { gatheringId: string },
) {
  await tell(change, { ...update, aboutId: null, shiftId: null, gatheringId });
  await notify(change, { to: update.to, kind: 'gathering', path: `/gatherings/${gatheringId}` });
}

/** The same for several that end together, with one notification. */
export async function tellAboutGatherings(
  change: Change,
  told: { personId: string; gatheringId: string }[],
  { kind, by }: { kind: UpdateKind; by: string | null },
) {
  const about = { aboutId: null, shiftId: null, kind, by };
  await insertAndAnnounce(
    change,
    told.map((one) => ({ ...one, ...about })),
  );
  const to = told.map(({ personId }) => personId);
  await notify(change, { to, kind: 'gathering', path: '/gatherings' });
}

/** Shows something about plans, once until it was seen, naming none. Notifies nobody. `by` is null where a day has come. */
export const tellAboutPlans = (change: Change, update: NewUpdate & { kind: PlanUpdateKind }) =>
  tellOnce(change, update);

async function tell(
  change: Change,
  {
    to,
    ...update
  }: NewUpdate & { aboutId: string | null; shiftId: string | null; pageId?: string; gatheringId?: string },
) {
  await insertAndAnnounce(
    change,
    [...new Set(to)].map((personId) => ({ personId, ...update })),
  );
}

async function insertAndAnnounce(
  { tx, helplineId, version, now: at, announce }: Change,
  told: Omit<InsertedUpdate, 'id' | 'helplineId' | 'version' | 'at'>[],
) {
  const rows = told.map((update) => ({ id: uuidv7(), helplineId, version, at, ...update }));
  for (const update of await insertUpdates(tx, rows)) announce('update:changed', update);
}
