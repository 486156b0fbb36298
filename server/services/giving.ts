import type { Call, CallRecord } from '#shared/calls';
import { withOutcomesOf } from '#shared/given';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { servicesAmong } from './queries.ts';

/** The changes of a record with the outcomes that follow from services given. Refuses a service that is not of this helpline. */
export async function withServicesGiven(
  { tx, helplineId }: Context,
  { record }: Call,
  changes: Partial<CallRecord>,
): Promise<Partial<CallRecord>> {
  const { signposted = [], referredTo = [] } = changes;
  const added = [
    ...signposted.filter((id) => !record.signposted.includes(id)),
    ...referredTo.filter((id) => !record.referredTo.includes(id)),
  ];
  if (added.length > 0) {
    const known = await servicesAmong(tx, helplineId, added);
    const areKnown = added.every((id) => known.has(id));
    refuseUnless(areKnown, 'conflict', 'This service is not in the directory. Nothing else was lost.');
  }
  return withOutcomesOf(record, changes);
}
