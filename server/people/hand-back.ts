import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import type { Context } from '../platform/live/commands/command.ts';
import { handBackDebriefs } from '../debriefs/handing-back.ts';
import { passOnFollowUps } from '../follow-ups/queries.ts';
import { leaveShifts } from '../presence/queries.ts';
import { releaseFlagsOf } from '../flags/queries.ts';
import { emptyPlacesOf, endOnCallOf } from '../shifts/leaving.ts';
import { touchShifts } from '../shifts/telling.ts';

/** Whoever is suspended holds nothing: it is free for others at once, and whoever waits for it is told. */
export async function handBackEverything(context: Context, person: Person): Promise<void> {
  const { tx, version, announce } = context;
  await handBack(context, person.id, ['supporter', 'manager', 'supervisor']);
  for (const followUp of await passOnFollowUps(tx, person.id, version))
    announce('followUp:changed', followUp);
}

/** What somebody holds by these roles. Shifts that are over stay as they were. */
export async function handBack(context: Context, personId: string, lost: Role[]): Promise<void> {
  const { tx, version, now, announce } = context;
  const emptied = lost.includes('supporter') ? await emptyPlacesOf(tx, personId, now) : [];
  const offCall = lost.includes('manager') ? await endOnCallOf(tx, personId, now) : [];
  await tellShifts(context, personId, emptied, offCall);
  if (lost.includes('manager') || lost.includes('supervisor'))
    await handBackDebriefs(context, personId, lost);
  if (!lost.includes('supervisor')) return;
  for (const flag of await releaseFlagsOf(tx, personId, version, now)) announce('flag:changed', flag);
}

async function tellShifts(context: Context, personId: string, emptied: string[], offCall: string[]) {
  const { tx, version, helplineId, now, announce } = context;
  for (const left of await leaveShifts(tx, emptied, personId, version, now))
    announce('presence:changed', left);
  const changed = [...new Set([...emptied, ...offCall])];
  for (const shift of await touchShifts(tx, helplineId, changed, version)) announce('shift:changed', shift);
}
