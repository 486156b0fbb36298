import { mayRing, type CallBack } from '#shared/call-backs';
import type { Call } from '#shared/calls';
import { gatheringKindWords } from '#shared/gatherings';
import type { HandoverKind, HandoverLine } from '#shared/handovers';
import type { Shift } from '#shared/shifts';
import type { App } from '../app.ts';
import { kitsInUse } from '../kits/kit-words.ts';
import { isolated } from '../ui/isolated.ts';

/** A line that stands in a handover by itself. `id` is the call, the flag, the meeting or the bag that it comes from; `callId` the record that it would open. */
export type Proposal = { id: string; kind: HandoverKind; words: string; callId?: string };

type Stores = Pick<
  App,
  | 'me'
  | 'viewer'
  | 'calls'
  | 'callBacks'
  | 'clock'
  | 'flags'
  | 'kits'
  | 'tonight'
  | 'times'
  | 'handoverLines'
  | 'live'
  | 'lists'
  | 'gatherings'
  | 'shifts'
>;
type Known = Pick<HandoverLine, 'kind' | 'words'> & { callId?: string | null | undefined };

/**
 * What a shift leaves open, so that nobody has to type it: records not finished, calls back promised, a response still needed,
 * what was found wrong in the manual, meetings before the next shift, and the bag. One's own calls, and those of a partner who has gone; not what was handed over before.
 */
export function proposalsOf(app: Stores, shift: Shift): Proposal[] {
  const { me, tonight } = app;
  const known = knownIn(app, shift.id);
  const partnerIsGone = Boolean(tonight.theirs?.leftAt);
  const calls = app.calls
    .inShift(shift.id)
    .filter(({ assignedTo }) => assignedTo === me.id || partnerIsGone)
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  const open = calls.flatMap((call) => fromCall(app, call, callBackOf(app, call)));
  const toMake = app.callBacks.all
    .filter((one) => one.settledAt === null && one.shiftId !== shift.id && one.toShiftId === shift.id)
    .filter((one) => mayRing(app.viewer, one))
    .map((one): Proposal => {
      const words = [`A call back is still to be made. It was agreed for ${onDay(one, app)}.`, one.words];
      return { id: one.id, kind: 'call-back', words: words.join(' ').trim() };
    });
  const wrong = calls
    .flatMap(({ id }) => app.flags.onCall(id))
    .filter(({ reason, raisedBy }) => reason === 'manual-wrong' && raisedBy === me.id)
    .map(({ id, note }): Proposal => ({ id, kind: 'manual-wrong', words: note || somethingWrong }));
  const bags = kitsInUse(app.kits.all)
    .filter(({ holder, missingAt }) => holder?.id === me.id && missingAt === null)
    .map(({ id, name }): Proposal => ({ id, kind: 'kit', words: `${name} is with ${me.firstName}.` }));
  const isNew = ({ kind, words, callId }: Proposal) =>
    !known.some((line) => (callId ? line.callId === callId : line.kind === kind && line.words === words));
  return [...open, ...toMake, ...wrong, ...meetingsBefore(app, nextAfter(app, shift)), ...bags].filter(isNew);
}

const somethingWrong = 'Something in the manual is wrong. It was reported.';

/** The next shift that I know of after this one. */
export const nextAfter = ({ shifts }: Pick<App, 'shifts'>, { endsAt }: Shift) =>
  shifts.all.find(({ startsAt }) => startsAt >= endsAt);

/** Team meetings and group supervision before the shift begins. One-to-ones are left out: they concern only the two. */
function meetingsBefore({ gatherings, clock, times }: Stores, next: Shift | undefined): Proposal[] {
  if (!next) return [];
  const isBefore = (startsAt: string) =>
    Date.parse(startsAt) > clock.now && Date.parse(startsAt) < Date.parse(next.startsAt);
  return gatherings.all
    .filter(({ kind, state, startsAt }) => kind !== 'one-to-one' && state === 'planned' && isBefore(startsAt))
    .map(({ id, kind, startsAt }) => {
      const words = `${gatheringKindWords[kind]} on ${times.day(startsAt)} at ${times.distinct(startsAt)}, before your shift.`;
      return { id, kind: 'keep-in-mind', words };
    });
}

/** The lines of a shift that were sent and not taken out, as far as I see them, oldest first. */
export const linesOf = (app: Pick<App, 'handoverLines'>, shiftId: string): HandoverLine[] =>
  inShift(app, shiftId).filter(({ sentAt }) => sentAt !== null);

/** My lines that are stored and wait to be sent to the next two. */
export const unsentOf = (app: Pick<App, 'handoverLines'>, shiftId: string): HandoverLine[] =>
  inShift(app, shiftId).filter(({ sentAt }) => sentAt === null);

const inShift = ({ handoverLines }: Pick<App, 'handoverLines'>, shiftId: string) =>
  handoverLines.all.filter((line) => line.shiftId === shiftId && line.droppedAt === null).toReversed();

/** What is in the handover already, or on its way into it. */
function knownIn(app: Pick<App, 'handoverLines' | 'live'>, shiftId: string): Known[] {
  const waiting = app.live
    .waiting('handover:line')
    .filter(({ fields, refusal }) => refusal === undefined && fields.shiftId === shiftId);
  return [...inShift(app, shiftId), ...waiting.map(({ fields }) => fields)];
}

type Promised = { words: string; isSettled: boolean };

/** What was promised for this call, and whether that is settled; null where only the record says that something was. */
function callBackOf(app: Stores, call: Call): Promised | null {
  const ofCall = app.callBacks.all.filter(({ callId }) => callId === call.id);
  const open = ofCall.find(({ settledAt }) => settledAt === null);
  if (!open) return ofCall.length > 0 ? { words: '', isSettled: true } : null;
  const isLate = Date.parse(open.until) <= app.clock.now;
  const said = isLate ? 'was agreed for' : 'is agreed for';
  return {
    words: ` ${said} ${onDay(open, app)}${isLate ? ', and is still to be made' : ''}`,
    isSettled: false,
  };
}

/** Sunday 29 November between 18:00 and 20:00: the next two may read it on another day. */
const onDay = ({ from, until }: Pick<CallBack, 'from' | 'until'>, { times }: Pick<Stores, 'times'>) =>
  `${times.day(from)} between ${times.distinct(from)} and ${times.distinct(until)}`;

function fromCall(
  { lists, times }: Stores,
  { id, state, record, startedAt }: Call,
  callBack: Promised | null,
): Proposal[] {
  const promised = record.outcomes.includes('call-back') && !callBack?.isSettled;
  const response = record.responseNeeded;
  const isNeeded = response !== null && response !== 'none' && response !== 'routine';
  const parts = [
    ...(promised ? [callBack ? `a call back${callBack.words}` : 'a call back was promised'] : []),
    ...(isNeeded ? [`somebody still has to respond (${isolated(lists.wordOf('responses', response))})`] : []),
    ...(state === 'closed' ? [] : ['the record is not finished']),
  ];
  if (parts.length === 0) return [];
  const words = `The call at ${times.distinct(startedAt)}: ${parts.join('; ')}.`;
  return [{ id, kind: promised ? 'call-back' : 'keep-in-mind', words, callId: id }];
}
