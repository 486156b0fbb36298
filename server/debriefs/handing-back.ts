import { mayAnswerDebrief, type Debrief } from '#shared/debriefs';
import type { Role, Viewer } from '#shared/viewer';
import type { Context } from '../platform/live/commands/command.ts';
import { endAccess } from './access.ts';
import { restartEscalation } from './escalation.ts';
import { openDebriefsOf } from './queries.ts';
import { notifyAsker, takeSteps } from './steps.ts';

/**
 * Hands back the requests that a person who was suspended, or lost these roles, may no longer answer. They wait for the others, and the person who
 * asked sees it. A debrief that was already held does not escalate: it waits to be closed, or held once more.
 */
export async function handBackDebriefs(context: Context, personId: string, lost: Role[]): Promise<void> {
  const left = {
    id: personId,
    roles: [],
    helplineId: context.helplineId,
    shiftIds: [],
    placedAt: {},
    talkIds: [],
  };
  const isGone = lost.length === 3;
  for (const debrief of await openDebriefsOf(context.tx, personId))
    if (isGone || !mayAnswerDebrief(left satisfies Viewer, debrief))
      await handBack(context, debrief, personId);
}

async function handBack(context: Context, debrief: Debrief, by: string) {
  const held = debrief.assignedTo === by;
  const free = held ? { assignedTo: null, offeredFor: null } : {};
  const waiting = await takeSteps(context, debrief, [{ step: 'away', by }], free);
  if (debrief.state !== 'held') await restartEscalation(context, waiting);
  await notifyAsker(context, debrief);
  if (held) await endAccess(context, debrief, by);
}
