import * as v from 'valibot';
import { holdsPlaceIn, isA, wasPlacedAt, type Viewer } from './viewer.ts';
import type { safetyWords } from './record-lists.ts';
import { maySeePlans } from './plan-sight.ts';
import { consentWords, saidWords } from './record-lists.ts';
import { takesCalls } from './shifts.ts';
import { id, instant, noteText, shortText, slug, slugs, version, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

const said = v.nullable(v.picklist(slugsOf(saidWords)));
export type SafetyFact = keyof typeof safetyWords;

/** Ids of services, each at most once. */
const servicesNamed = v.pipe(
  v.array(id),
  v.maxLength(20),
  v.transform((ids) => [...new Set(ids)]),
);

/** The record of a call. Every field may stay empty: "not asked" is not "no". Slugs are those of the helpline’s lists. */
export const recordShape = v.strictObject({
  presentingIssues: slugs,
  responseNeeded: v.nullable(slug),
  note: noteText,
  borough: v.nullable(slug),
  source: v.nullable(slug),
  outcomes: slugs,
  thoughtsOfSuicide: said,
  aPlan: said,
  meansAtHand: said,
  aTimeInMind: said,
  alreadyDone: said,
  othersAtRisk: said,
  whatKeepsSafe: shortText,
  /** Four questions for when emergency services were called. */
  emergencyConsent: v.nullable(v.picklist(slugsOf(consentWords))),
  emergencyCalledBy: shortText,
  emergencyConsulted: shortText,
  emergencyReached: said,
  /** Services whose details were given to the caller, and services rung together with the caller, with their consent. */
  signposted: servicesNamed,
  referredTo: servicesNamed,
});
export type CallRecord = v.InferOutput<typeof recordShape>;
export type RecordField = keyof CallRecord;
export const emptyRecord: CallRecord = {
  presentingIssues: [],
  responseNeeded: null,
  note: '',
  borough: null,
  source: null,
  outcomes: [],
  thoughtsOfSuicide: null,
  aPlan: null,
  meansAtHand: null,
  aTimeInMind: null,
  alreadyDone: null,
  othersAtRisk: null,
  whatKeepsSafe: '',
  emergencyConsent: null,
  emergencyCalledBy: '',
  emergencyConsulted: '',
  emergencyReached: null,
  signposted: [],
  referredTo: [],
};
export const recordFields = Object.keys(emptyRecord) as RecordField[];

export type CallState = 'active' | 'writing-up' | 'closed';

export type Call = Row & {
  shiftId: string;
  state: CallState;
  /** Who picked up the phone, and who has the call now. */
  takenBy: string;
  assignedTo: string;
  takenOverAt: string | null;
  startedAt: string;
  endedAt: string | null;
  closedAt: string | null;
  /** True for a call that was recorded afterwards, not started live. */
  writtenAfterwards: boolean;
  record: CallRecord;
  /** The version that last changed each field, which a later change names in `basedOn`. */
  fieldVersions: Partial<Record<RecordField, number>>;
  flagged: boolean;
  /** The ids of people to whom the call was opened, for a debrief, a follow-up or a reason. Each viewer sees only their own id. */
  openTo: string[];
  /** The plan agreed with this caller; null for none, and for viewers who may not see plans. */
  planId: string | null;
  /** The shift to which a handover opens the record, read only, while its window is open; null for none, and for viewers of neither shift. */
  handedTo: string | null;
};

export const callCommands = {
  'call:start': v.strictObject({ callId: id }),
  /** A call that was not started live, by somebody placed in its shift, while the shift's window is open. */
  'call:log': v.strictObject({ callId: id, shiftId: id, startedAt: instant, endedAt: instant }),
  /** Changes only the named fields. With `basedOn`, refuses a field that another person changed after that version. */
  'call:note': v.strictObject({ callId: id, changes: v.partial(recordShape), basedOn: v.optional(version) }),
  'call:end': v.strictObject({ callId: id }),
  'call:close': v.strictObject({ callId: id }),
  'call:takeOver': v.strictObject({ callId: id }),
};
export type CallNews = { 'call:changed': Call };

/** A sentence saying why a call cannot have these times in this shift; null if it can. All times in milliseconds since 1970. */
export function wrongTimes(
  shift: { startsAt: number; endsAt: number },
  call: { startedAt: number; endedAt: number },
  now: number,
): string | null {
  const { from, to } = takesCalls(shift);
  if (call.endedAt < call.startedAt) return 'This call ends before it begins. Check the two times.';
  if (call.startedAt < from || call.endedAt > to) return 'This is outside the shift. Check the two times.';
  return call.endedAt > now ? 'This time is still to come. Check the two times.' : null;
}

/** The person who took or has the call, and the pair of its shift while the window is open, except for calls closed before they were placed. */
const isNear = (viewer: Viewer, { takenBy, assignedTo, shiftId, closedAt }: Call) =>
  takenBy === viewer.id || assignedTo === viewer.id || wasPlacedAt(viewer, shiftId, closedAt);
/** Whether the viewer is one of the pair of the call's shift and may read the call. */
export const isOfTheirShift = (viewer: Viewer, call: Call) =>
  holdsPlaceIn(viewer, call.shiftId) && isNear(viewer, call);

/** Whether the call was handed over to a shift of the viewer’s that is open. */
const isHandedTo = (viewer: Viewer, { handedTo }: Call) => holdsPlaceIn(viewer, handedTo);

/**
 * The person who has or took the call, the partner of that time, the pair to whom it was handed over, supervisors if it is flagged, and
 * people to whom it was opened.
 */
export const mayReadCall = (viewer: Viewer, call: Call) =>
  isNear(viewer, call) ||
  isHandedTo(viewer, call) ||
  (isA(viewer, 'supervisor') && call.flagged) ||
  call.openTo.includes(viewer.id);

/** The person who has the call, while the shift's window is open; the partner only after taking it over. */
export const mayWriteCall = (viewer: Viewer, call: Call) =>
  call.assignedTo === viewer.id && holdsPlaceIn(viewer, call.shiftId);

/** The shift partner of the person who has the call. */
export const mayTakeOver = (viewer: Viewer, call: Call) =>
  isOfTheirShift(viewer, call) && call.assignedTo !== viewer.id;

/** The pair and the supervisors. */
const mayKnowOfFlag = (viewer: Viewer, call: Call) => isNear(viewer, call) || isA(viewer, 'supervisor');

/** Null if the viewer may not read it. `flagged` is for those near the call and for supervisors; `openTo` names only the viewer. */
export function callAsSeenBy(viewer: Viewer, call: Call): Call | null {
  if (!mayReadCall(viewer, call)) return null;
  return {
    ...call,
    flagged: call.flagged && mayKnowOfFlag(viewer, call),
    openTo: call.openTo.filter((id) => id === viewer.id),
    planId: maySeePlans(viewer) ? call.planId : null,
    handedTo: isNear(viewer, call) || isHandedTo(viewer, call) ? call.handedTo : null,
  };
}
