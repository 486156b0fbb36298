import { access } from '#shared/access';
import { isFree, type Debrief } from '#shared/debriefs';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { personById } from '../people/queries.ts';
import { debriefById } from './queries.ts';

export const over = 'This request is over.';
export const heldAlready = 'This debrief has been held already.';

/** Commands about one request. */
type DebriefCommand = Exclude<
  keyof typeof access & `debrief:${string}`,
  'debrief:ask' | 'debrief:messageSeen'
>;

/** Asks the command's permission about this request. */
export async function debriefFor(
  context: Context,
  command: DebriefCommand,
  debriefId: string,
): Promise<Debrief> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await debriefById(tx, helplineId, debriefId));
}

/** Refuses `conflict` if the request is assigned to another person who can act on it. */
export async function refuseUnlessFree(
  { tx, helplineId }: Context,
  debrief: Debrief,
  otherwise: string,
): Promise<void> {
  const holder = debrief.assignedTo && (await personById(tx, helplineId, debrief.assignedTo));
  refuseUnless(isFree(debrief, holder || null), 'conflict', otherwise);
}
