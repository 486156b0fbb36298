import type { Call } from '#shared/calls';
import { mayHandleSafety } from '#shared/feedback-safety';
import { mayOpenCalls } from '#shared/grants';
import { isPlanned } from '#shared/shifts';
import { roles } from '#shared/viewer';
import type { Tx } from './platform/database/db.ts';
import type { Change, Context } from './platform/live/commands/command.ts';
import { endBreakGlassOf } from './break-glass/shutting.ts';
import { takeBackPromise } from './call-backs/taking-back.ts';
import { handBackDebriefs } from './debriefs/handing-back.ts';
import { giveSafetyBack } from './feedback/safety.ts';
import { passOn } from './follow-ups/passing-on.ts';
import { followResponseNeeded } from './follow-ups/response-needed.ts';
import { endOneToOnesOf } from './gatherings/ending.ts';
import { closeRecordsOf } from './grants/expiry.ts';
import { watchAllAnew } from './meetings/changed-minutes.ts';
import { tellWhoGoesTo } from './meetings/changed-place.ts';
import { meetingSpansOf } from './meetings/beside-shifts.ts';
import { announceNumberIn, leaveMeetings, passMeetingsOn } from './meetings/leaving.ts';
import { endMeetingsOfSeries } from './meetings/series-ending.ts';
import { releaseFlagsOf } from './flags/release-queries.ts';
import { endListeningsOf, endListeningsOutside, endStaleListenings } from './listenings/ending.ts';
import { takeOffersBackFor, takeOffersBackOf } from './offers/queries.ts';
import { passSupportOn } from './signals/answering.ts';
import { notify } from './notifications/notify.ts';
import type { RolesLost } from './people/reactions.ts';
import { leaveSeries } from './series/leaving.ts';
import { leaveShift, leaveShifts } from './presence/queries.ts';
import { withServicesGiven } from './services/giving.ts';
import { endSharedStepsOf } from './steps/leaving.ts';
import { endStaleSwaps, endSwapsGiving } from './swaps/stale.ts';
import { emptyPlacesOf, endOnCallOf } from './shifts/leaving-queries.ts';
import { placedShiftsOf } from './shifts/placed-queries.ts';
import { currentShiftIdsOf } from './shifts/welcome-queries.ts';
import { touchShifts, touchShiftsForPair } from './shifts/audience-queries.ts';
import { tellManagers } from './shifts/tell-managers.ts';
import { tellAboutShift } from './updates/tell.ts';

/** Effects of one noun's commands on others. Nouns import one way, so these are injected into the lower ones. */
export const reactions = {
  recordChanging: withServicesGiven,
  recordChanged,
  placeLost,
  placesChanged,
  shiftsMoved,
  rolesLost,
  suspended,
  phoneChanged,
  inductionChanged: endListeningsOutside,
  hasPlaceWithin,
  meetingSpans: meetingSpansOf,
  seriesEnded: endMeetingsOfSeries,
  meetingPlaceChanged: tellWhoGoesTo,
  meetingMinutesChanged: watchAllAnew,
};

/** Who has the places of some shift has changed, or whether it takes place: ends what was asked about it. */
async function placesChanged(change: Change): Promise<void> {
  await endStaleSwaps(change);
  await endStaleListenings(change);
}

/** These shifts begin at another time: what people offered or would have taken in exchange was the one before. */
async function shiftsMoved(change: Change, shiftIds: string[]): Promise<void> {
  const { tx, version, now, announce } = change;
  const back = await takeOffersBackFor(tx, shiftIds, { version, takenBackAt: now });
  for (const offer of back) announce('offer:changed', offer);
  await endSwapsGiving(change, shiftIds);
}

async function recordChanged(context: Context, before: Call, after: Call): Promise<void> {
  await followResponseNeeded(context, before, after);
  await takeBackPromise(context, before, after);
}

/** A person has lost their place: they leave the shift. */
async function placeLost({ tx, version, now, announce }: Change, shiftId: string, personId: string) {
  const left = await leaveShift(tx, shiftId, personId, version, now);
  if (left) announce('presence:changed', left);
}

/** Releases what a person holds by these roles, and announces it. Leaves past shifts unchanged. */
async function rolesLost(change: Change, personId: string, { lost, left }: RolesLost): Promise<void> {
  const { tx, version, now, announce } = change;
  const emptied = lost.includes('supporter') ? await emptyPlacesOf(tx, personId, now) : [];
  const offCall = lost.includes('manager') ? await endOnCallOf(tx, personId, now) : [];
  await tellShifts(change, personId, emptied, offCall);
  if (lost.includes('supporter')) {
    await placesChanged(change);
    await endListeningsOf(change, personId);
    const back = await takeOffersBackOf(tx, personId, { version, takenBackAt: now });
    for (const offer of back) announce('offer:changed', offer);
  }
  await endOneToOnesOf(change, personId, lost);
  await endSharedStepsOf(change, personId, { lost, left });
  if (lost.includes('supporter')) {
    await leaveMeetings(change, personId);
    await leaveSeries(change, personId, reactions);
  }
  if (lost.includes('manager')) {
    await passSupportOn(change, personId);
    await passMeetingsOn(change, personId);
    await passOn(change, personId, 'call');
  }
  if (lost.includes('manager') || lost.includes('supervisor')) {
    await handBackDebriefs(change, personId, left);
    await endBreakGlassOf(change, personId);
    if (!mayOpenCalls({ roles: left })) await closeRecordsOf(change, personId);
    if (!mayHandleSafety({ roles: left })) await giveSafetyBack(change, personId);
  }
  if (!lost.includes('supervisor')) return;
  for (const flag of await releaseFlagsOf(tx, personId, version, now)) announce('flag:changed', flag);
}

/** Releases everything assigned to a person, and passes on their follow-ups. */
async function suspended(change: Change, personId: string): Promise<void> {
  await rolesLost(change, personId, { lost: [...roles], left: [] });
  await passOn(change, personId);
}

/** A phone number has changed: announces the shifts and the meetings in which others read it. */
async function phoneChanged(context: Context, personId: string) {
  const { tx, helplineId, version, now, announce } = context;
  const shiftIds = await currentShiftIdsOf(tx, personId, now);
  for (const shift of await touchShiftsForPair(tx, helplineId, shiftIds, version))
    announce('shift:changed', shift);
  await announceNumberIn(context, personId);
}

async function hasPlaceWithin(tx: Tx, personId: string, within: { from: Date; to: Date }) {
  return (await placedShiftsOf(tx, [personId], within)).length > 0;
}

/**
 * Announces the shifts that a person has left. Notifies the managers of each empty place and of each shift without a manager on call, the
 * partner of each empty place, and each manager who is on call instead.
 */
async function tellShifts(change: Change, personId: string, emptied: string[], offCall: string[]) {
  const { tx, version, helplineId, now, announce } = change;
  for (const left of await leaveShifts(tx, emptied, personId, version, now))
    announce('presence:changed', left);
  const changed = [...new Set([...emptied, ...offCall])];
  const shifts = await touchShifts(tx, helplineId, changed, version);
  for (const shift of shifts) announce('shift:changed', shift);
  const planned = shifts.filter(isPlanned);
  const withEmptyPlace = planned.filter(({ id }) => emptied.includes(id));
  const withoutThem = planned.filter(({ id }) => offCall.includes(id));
  const withNobody = withoutThem.filter(({ managerId }) => managerId === null);
  await tellManagers(
    change,
    [...withEmptyPlace, ...withNobody].map((shift) => ({ shift, except: [personId] })),
  );
  const onCall = withoutThem.flatMap(({ managerId }) => managerId ?? []);
  await notify(change, { to: onCall, kind: 'rota', path: '/rota', once: true });
  for (const shift of withEmptyPlace) {
    const partners = shift.places.map((place) => place.personId);
    await tellAboutShift(change, { shift, to: partners, kind: 'place-emptied', by: null });
  }
}
