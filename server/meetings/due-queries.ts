import { and, eq, lte, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { meetingCounts, meetings } from '#drizzle/schema/meetings';
import { meetingDetailsHours } from '#shared/meetings';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { helplinesWhere } from '../platform/database/helplines-where.ts';
import { destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

const hasLapsed = (now: Date) => and(eq(meetings.state, 'proposed'), lte(meetings.startsAt, now));
/** Where a series ended while its two are out, they come home first. */
const isToErase = (now: Date) =>
  and(lte(meetings.eraseAt, now), notInArray(meetings.state, ['proposed', 'allowed']));

const bothThere = sql`(select bool_and(${meetings.steps} @> jsonb_build_array(jsonb_build_object('step', 'there', 'by', one)))
  from unnest(${meetings.withIds}) one)`;

/** Whether a meeting took place: one of the two reported its end, or it was closed after both had arrived. */
export const tookPlace = sql<boolean>`${meetings.state} = 'closed' and ${meetings.cancelledBecause} is null
  and (${meetings.steps} @> '[{"step":"over"}]' or (${bothThere} and not ${meetings.steps} @> '[{"step":"did-not-come"}]'))`;

const isWithoutEnd = (now: Date) =>
  and(
    eq(meetings.state, 'allowed'),
    lte(meetings.endsAt, new Date(now.getTime() - meetingDetailsHours * 3_600_000)),
  );

export const helplinesWithLapsedMeetings = (db: Db, now: Date) =>
  helplinesWhere(db, meetings, hasLapsed(now));
export const helplinesWithMeetingsToErase = (db: Db, now: Date) =>
  helplinesWhere(db, meetings, or(isToErase(now), isWithoutEnd(now)));

/** The ids of allowed meetings that ended 48 hours ago or earlier and were never closed. */
export const idsWithoutEnd = (tx: Tx, helplineId: string, now: Date): Promise<string[]> =>
  idsOf(tx, helplineId, isWithoutEnd(now));

/** The ids of the proposals whose time has come without a yes. */
export const lapsedMeetingIds = (tx: Tx, helplineId: string, now: Date): Promise<string[]> =>
  idsOf(tx, helplineId, hasLapsed(now));

async function idsOf(tx: Tx, helplineId: string, which: SQL | undefined): Promise<string[]> {
  const rows = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .where(and(eq(meetings.helplineId, helplineId), which));
  return rows.map(({ id }) => id);
}

/**
 * What is left of a meeting: its state and its borough, and for a few days whose pages are to drop the rest, so who went, proposed, decided,
 * was on call and may see it, and why it was cancelled.
 */
const nothing = {
  startsAt: null,
  endsAt: null,
  placeId: null,
  knownAs: null,
  wordForTrouble: null,
  decidedWords: null,
  agreedNext: null,
  steps: [],
  reached: [],
  askAgainAt: null,
  closedAt: null,
  eraseAt: null,
};

/** Erases the place, the times and the name of meetings whose hours are over, with their keys. Returns what was counted of each. */
export async function eraseDetails(
  tx: Tx,
  helplineId: string,
  { now, version }: { now: Date; version: number },
): Promise<{ id: string; tookPlaceAt: Date | null; borough: string }[]> {
  const due = await tx
    .select({
      id: meetings.id,
      startsAt: meetings.startsAt,
      borough: meetings.borough,
      tookPlace,
    })
    .from(meetings)
    .where(and(eq(meetings.helplineId, helplineId), isToErase(now)));
  await tx
    .update(meetings)
    .set({ ...nothing, version, erasedAt: now })
    .where(and(eq(meetings.helplineId, helplineId), isToErase(now)));
  await destroyKeysOf(tx, 'meeting', due);
  return due.map(({ id, startsAt, borough, tookPlace }) => ({
    id,
    borough,
    tookPlaceAt: tookPlace ? startsAt : null,
  }));
}

/** Counts one more meeting of this month and borough. */
export async function countMeeting(tx: Tx, counted: { helplineId: string; month: string; borough: string }) {
  await tx
    .insert(meetingCounts)
    .values({ ...counted, held: 1 })
    .onConflictDoUpdate({
      target: [meetingCounts.helplineId, meetingCounts.month, meetingCounts.borough],
      set: { held: sql`${meetingCounts.held} + 1` },
    });
}

/** Days for which a row without details is kept, so that every open page has dropped them. */
export const erasedMeetingDays = 7;

/** Deletes the rows of meetings whose details were erased. */
export const eraseOldMeetings = (tx: Tx, now: Date) =>
  tx
    .delete(meetings)
    .where(lte(meetings.erasedAt, daysBefore(now, erasedMeetingDays)))
    .returning({ helplineId: meetings.helplineId });
