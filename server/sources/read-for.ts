import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { wordsOf } from '../lists/queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import type { ReadFor } from './reading.ts';

/** What a helpline makes of a source at this moment: its boroughs, and its day. */
export async function readForOf(
  db: Db | Tx,
  helplineId: string,
  areas: string[],
  now: Date,
): Promise<ReadFor> {
  const { timeZone } = await helplineById(db, helplineId);
  const offered = (await wordsOf(db, helplineId)).boroughs.filter(
    ({ slug, retired }) => slug !== 'not-asked' && !retired,
  );
  const boroughs = Object.fromEntries(offered.map(({ slug, words }) => [slug, words]));
  return { areas, boroughs, today: wallClockAt(now, timeZone).day };
}
