import { roles, type Role } from '#shared/viewer';
import type { Context } from './platform/live/commands/command.ts';
import { handBackDebriefs } from './debriefs/handing-back.ts';
import { passOnFollowUps } from './follow-ups/queries.ts';
import { followResponseNeeded } from './follow-ups/response-needed.ts';
import { releaseFlagsOf } from './flags/queries.ts';
import { leaveShift, leaveShifts } from './presence/queries.ts';
import { emptyPlacesOf, endOnCallOf } from './shifts/leaving-queries.ts';
import { currentShiftIdsOf } from './shifts/queries.ts';
import { touchShifts, touchShiftsForPair } from './shifts/audience-queries.ts';

/** What a command of one noun causes in others. Nouns import one way, so a noun that stands below is handed these. */
export const reactions = {
  recordChanged: followResponseNeeded,
  placeLost,
  rolesLost,
  suspended,
  phoneChanged,
};

/** Whoever lost their place is not there any more. */
async function placeLost({ tx, version, now, announce }: Context, shiftId: string, personId: string) {
  const left = await leaveShift(tx, shiftId, personId, version, now);
  if (left) announce('presence:changed', left);
}

/** Frees what somebody holds by these roles, and tells whoever waits for it. Shifts that are over stay as they were. */
async function rolesLost(context: Context, personId: string, lost: Role[]): Promise<void> {
  const { tx, version, now, announce } = context;
  const emptied = lost.includes('supporter') ? await emptyPlacesOf(tx, personId, now) : [];
  const offCall = lost.includes('manager') ? await endOnCallOf(tx, personId, now) : [];
  await tellShifts(context, personId, emptied, offCall);
  if (lost.includes('manager') || lost.includes('supervisor'))
    await handBackDebriefs(context, personId, lost);
  if (!lost.includes('supervisor')) return;
  for (const flag of await releaseFlagsOf(tx, personId, version, now)) announce('flag:changed', flag);
}

/** Frees everything somebody holds, and passes on what they were to do. */
async function suspended(context: Context, personId: string): Promise<void> {
  const { tx, version, announce } = context;
  await rolesLost(context, personId, [...roles]);
  for (const followUp of await passOnFollowUps(tx, personId, version)) announce('followUp:changed', followUp);
}

/** The partner reads the number in the shift they share. */
async function phoneChanged({ tx, helplineId, version, now, announce }: Context, personId: string) {
  const shiftIds = await currentShiftIdsOf(tx, personId, now);
  for (const shift of await touchShiftsForPair(tx, helplineId, shiftIds, version))
    announce('shift:changed', shift);
}

async function tellShifts(context: Context, personId: string, emptied: string[], offCall: string[]) {
  const { tx, version, helplineId, now, announce } = context;
  for (const left of await leaveShifts(tx, emptied, personId, version, now))
    announce('presence:changed', left);
  const changed = [...new Set([...emptied, ...offCall])];
  for (const shift of await touchShifts(tx, helplineId, changed, version)) announce('shift:changed', shift);
}
