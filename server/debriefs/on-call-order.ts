import type { Debrief } from '#shared/debriefs';
import type { Shift } from '#shared/shifts';
import type { OnCallOrder } from '../escalation/order.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftById, shiftOnAt } from '../shifts/queries.ts';

/** The order in which managers are asked for a debrief, by the shift it was asked in or the current one. Excludes the person who asks. */
export async function onCallOrderFor(
  { tx, helplineId, now }: Change,
  debrief: Debrief,
): Promise<OnCallOrder & { shift: Shift | null }> {
  const { askedBy, managerId: named, shiftId } = debrief;
  const shift = await (shiftId === null
    ? shiftOnAt(tx, helplineId, now)
    : shiftById(tx, helplineId, shiftId));
  const asking = { named, onlyNamed: !mayGoOn(debrief), except: [askedBy] };
  return { shift, ...(await onCallOrderOf(tx, helplineId, shift, asking)) };
}

/** Whether people other than the one named may be asked. */
export const mayGoOn = ({ managerId, mayEscalate }: Debrief) => managerId === null || mayEscalate;

/** Through whose quiet hours it goes: of the managers on call and of those whose turn it is, but not of a person who was asked by name and is not on call. */
export const mayWake = ({ managerId }: Debrief, { onCall }: OnCallOrder, turn: string[]) => [
  ...onCall,
  ...turn.filter((id) => id !== managerId),
];
