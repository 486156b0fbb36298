import { mayAnswerDebrief, type Debrief } from '#shared/debriefs';
import type { Role, Viewer } from '#shared/viewer';
import type { Change } from '../platform/live/commands/command.ts';
import { endAccess } from './access.ts';
import { restartEscalation } from './escalation.ts';
import { openDebriefsOf } from './queries.ts';
import { notifyAsker, takeSteps } from './steps.ts';

/**
 * Hands back the requests that a person may not answer with `roles`, which are those that they keep; empty after a suspension. The requests
 * wait for the others, and the person who asked sees it. A debrief that was already held does not escalate: it waits to be closed, or held
 * once more.
 */
export async function handBackDebriefs(change: Change, personId: string, roles: Role[]): Promise<void> {
  const left: Viewer = {
    id: personId,
    roles,
    helplineId: change.helplineId,
    shiftIds: [],
    placedAt: {},
    talkIds: [],
    besideIds: [],
  };
  for (const debrief of await openDebriefsOf(change.tx, personId))
    if (!mayAnswerDebrief(left, debrief)) await handBack(change, debrief, personId);
}

async function handBack(change: Change, debrief: Debrief, by: string) {
  const held = debrief.assignedTo === by;
  const free = held ? { assignedTo: null, offeredFor: null } : {};
  const waiting = await takeSteps(change, debrief, [{ step: 'away', by }], free);
  if (debrief.state !== 'held') await restartEscalation(change, waiting);
  await notifyAsker(change, debrief);
  if (held) await endAccess(change, debrief, by);
}
