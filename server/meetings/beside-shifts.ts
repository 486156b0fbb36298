import { travelMinutes } from '#shared/meetings';
import type { ShiftSpan } from '#shared/rest';
import type { Db, Tx } from '../platform/database/db.ts';
import { meetingsAround } from './queries.ts';

const travel = travelMinutes * 60_000;

/** The refusal of a shift that overlaps a meeting of the same person. */
export const meetsThenToo =
  'You go to a meeting with a caller at that time, or are on the way. Nothing has changed.';

/** When these people are at meetings that are proposed or allowed, or on the way there or back, within this time. */
export async function meetingSpansOf(
  tx: Db | Tx,
  personIds: string[],
  { from, to }: { from: Date; to: Date },
): Promise<(ShiftSpan & { personId: string })[]> {
  const [start, end] = [new Date(from.getTime() - travel), new Date(to.getTime() + travel)];
  const rows = await meetingsAround(tx, { withIds: personIds, from: start, to: end });
  return rows.flatMap(({ id, withIds, startsAt, endsAt }) =>
    withIds.map((personId) => ({
      ...{ personId, id },
      startsAt: new Date(startsAt!.getTime() - travel).toISOString(),
      endsAt: new Date(endsAt!.getTime() + travel).toISOString(),
    })),
  );
}

/** Whether this person is at a meeting, or on the way, during some of this shift. */
export async function meetsDuring(
  tx: Tx,
  personId: string,
  { startsAt, endsAt }: Pick<ShiftSpan, 'startsAt' | 'endsAt'>,
): Promise<boolean> {
  const span = { from: new Date(startsAt), to: new Date(endsAt) };
  return (await meetingSpansOf(tx, [personId], span)).length > 0;
}
