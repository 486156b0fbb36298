import {
  debriefAsSeenBy,
  isFree,
  isOver,
  mayAnswerDebrief,
  mayHoldDebrief,
  type Debrief,
} from '#shared/debriefs';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { personById } from '../people/queries.ts';
import { debriefById } from './queries.ts';

export const over = 'This request is over.';
export const heldAlready = 'This debrief has been held already.';

export async function debriefInSight(
  { actor, tx, helplineId }: Context,
  debriefId: string,
): Promise<Debrief> {
  const debrief = await debriefById(tx, helplineId, debriefId);
  refuseUnless(debrief && debriefAsSeenBy(actor, debrief), 'not-found');
  return debrief;
}

/** Only for the person who asked. */
export async function ownDebrief(context: Context, debriefId: string, otherwise: string): Promise<Debrief> {
  const debrief = await debriefInSight(context, debriefId);
  refuseUnless(debrief.askedBy === context.actor.id, 'not-yours', otherwise);
  return debrief;
}

/** Only for those who were asked. */
export async function debriefAskedOf(context: Context, debriefId: string): Promise<Debrief> {
  const debrief = await debriefInSight(context, debriefId);
  refuseUnless(mayAnswerDebrief(context.actor, debrief) && debrief.askedBy !== context.actor.id, 'not-yours');
  return debrief;
}

/** Only for the person to whom it is assigned. */
export async function debriefHeld(context: Context, debriefId: string): Promise<Debrief> {
  const debrief = await debriefAskedOf(context, debriefId);
  refuseUnless(!isOver(debrief), 'conflict', over);
  refuseUnless(
    mayHoldDebrief(context.actor, debrief),
    'not-yours',
    debrief.assignedTo === null
      ? 'Say first that you will take this request.'
      : 'Another manager has taken this request.',
  );
  return debrief;
}

/** Only while nobody else can do something with it. */
export async function refuseUnlessFree(
  { tx, helplineId }: Context,
  debrief: Debrief,
  otherwise: string,
): Promise<void> {
  const holder = debrief.assignedTo && (await personById(tx, helplineId, debrief.assignedTo));
  refuseUnless(isFree(debrief, holder || null), 'conflict', otherwise);
}
