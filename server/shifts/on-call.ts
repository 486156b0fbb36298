import type { Shift } from '#shared/shifts';
import { onCallOrder, type Asking, type OnCallOrder } from '../escalation/order.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Tx } from '../platform/database/db.ts';

/** Who can be asked during a shift, and in which order; without a shift nobody is on call. */
export async function onCallOrderOf(
  tx: Tx,
  helplineId: string,
  shift: Pick<Shift, 'managerId' | 'nextManagerId'> | null,
  asking: Omit<Asking, 'onCall'> = {},
): Promise<OnCallOrder> {
  const people = await peopleWhoAre(tx, helplineId, 'manager', 'supervisor');
  const onCall = shift === null ? [] : [shift.managerId, shift.nextManagerId];
  return onCallOrder(people, { ...asking, onCall });
}
