import {
  and,
  arrayContains,
  arrayOverlaps,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lt,
  not,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { meetings } from '#drizzle/schema/meetings';
import { people } from '#drizzle/schema/people';
import type { Meeting, MeetingPerson } from '#shared/meetings';
import { isA, type Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime, sooner } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type MeetingRow = typeof meetings.$inferSelect;
type WithPeople = MeetingRow & { people: MeetingPerson[] | null };

export const sealedMeetings = sealedTable(meetings, {
  columns: { knownAs: text, wordForTrouble: text, decidedWords: text, agreedNext: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'meeting', subjectId: id }),
});

const columns = {
  ...getTableColumns(meetings),
  people: sql<MeetingPerson[] | null>`(
    select json_agg(json_build_object('id', person.id, 'firstName', person.first_name, 'phone', person.phone) order by person.id)
    from ${people} person where person.id = any(${meetings}.with_ids) or person.id = ${meetings}.on_call_id)`,
};

const toMeetings = async (tx: Db | Tx, rows: WithPeople[]): Promise<Meeting[]> =>
  (await sealedMeetings.openWhole(tx, rows)).map(meetingIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const meetingIn = (row: WithPeople): Meeting => ({
  id: row.id,
  version: row.version,
  state: row.state,
  seriesId: row.seriesId,
  proposedBy: row.proposedBy,
  withIds: row.withIds,
  agreedIds: row.agreedIds,
  startsAt: isoTime(row.startsAt),
  endsAt: isoTime(row.endsAt),
  placeId: row.placeId,
  knownAs: row.knownAs,
  wordForTrouble: row.wordForTrouble,
  borough: row.borough,
  decidedBy: row.decidedBy,
  decidedWords: row.decidedWords,
  onCallId: row.onCallId,
  people: row.people ?? [],
  steps: row.steps,
  waitsFor: row.waitsFor,
  waitsUntil: isoTime(row.waitsUntil),
  askAgainAt: isoTime(row.askAgainAt),
  reached: row.reached,
  managerIds: row.managerIds,
  cancelledBecause: row.cancelledBecause,
  agreedNext: row.agreedNext,
  closedAt: isoTime(row.closedAt),
});

export async function meetingById(tx: Db | Tx, helplineId: string, id: string): Promise<Meeting | null> {
  const rows = await tx
    .select(columns)
    .from(meetings)
    .where(and(eq(meetings.id, id), eq(meetings.helplineId, helplineId)));
  return (await toMeetings(tx, rows))[0] ?? null;
}

export async function meetingsByIds(tx: Tx, ids: string[]): Promise<Meeting[]> {
  if (ids.length === 0) return [];
  return meetingsWhere(tx, inArray(meetings.id, ids));
}

export async function insertMeeting(tx: Tx, row: typeof meetings.$inferInsert): Promise<Meeting> {
  await tx.insert(meetings).values(await sealedMeetings.seal(tx, row));
  return (await meetingById(tx, row.helplineId, row.id))!;
}

export type MeetingChange = Partial<Omit<MeetingRow, 'id' | 'helplineId' | 'eraseAt'>> & {
  version: number;
  eraseAt?: Date | SQL | null;
};

/** Then, or when its details were to be erased before, whichever is sooner. */
export const soonest = (at: Date) => sooner(meetings.eraseAt, at);

/** Fields that are left out stay unchanged. */
export async function changeMeeting(
  tx: Tx,
  helplineId: string,
  id: string,
  change: MeetingChange,
): Promise<Meeting> {
  const sealed = await sealedMeetings.seal(tx, change, { id, helplineId });
  await tx.update(meetings).set(sealed).where(eq(meetings.id, id));
  return (await meetingById(tx, helplineId, id))!;
}

async function meetingsWhere(tx: Tx, which: SQL | undefined): Promise<Meeting[]> {
  return toMeetings(tx, await tx.select(columns).from(meetings).where(which));
}

const isOpen = inArray(meetings.state, ['proposed', 'allowed']);

const isOver = sql`(${meetings.steps} @> '[{"step":"over"}]' or ${meetings.steps} @> '[{"step":"did-not-come"}]')`;

/** How many meetings of a series are still to come or going on: of one that is over, the two may be on their way home. */
export const countArranged = (tx: Tx, seriesId: string): Promise<number> =>
  tx.$count(meetings, and(eq(meetings.seriesId, seriesId), isOpen, not(isOver)));

/** The meetings of a series whose details are not erased. */
export const meetingsOfSeries = (tx: Tx, seriesId: string): Promise<Meeting[]> =>
  meetingsWhere(tx, and(eq(meetings.seriesId, seriesId), isNull(meetings.erasedAt)));

/** The meetings of these people that are arranged for some of this time. */
export async function meetingsAround(
  tx: Db | Tx,
  { withIds, from, to }: { withIds: string[]; from: Date; to: Date },
) {
  if (withIds.length === 0) return [];
  const { id, startsAt, endsAt } = meetings;
  return tx
    .select({ id, startsAt, endsAt, withIds: meetings.withIds })
    .from(meetings)
    .where(
      and(
        arrayOverlaps(meetings.withIds, withIds),
        isOpen,
        lt(meetings.startsAt, to),
        gt(meetings.endsAt, from),
      ),
    );
}

/** The meetings of this person that are proposed or allowed. */
export const openMeetingsOf = (tx: Tx, personId: string): Promise<Meeting[]> =>
  meetingsWhere(tx, and(arrayContains(meetings.withIds, [personId]), isOpen));

/** The allowed meetings for which this manager is on call. */
export const meetingsLookedAfterBy = (tx: Tx, managerId: string): Promise<Meeting[]> =>
  meetingsWhere(tx, and(eq(meetings.onCallId, managerId), eq(meetings.state, 'allowed')));

/** The meetings of a helpline that are allowed. */
export const allowedMeetings = (tx: Tx, helplineId: string): Promise<Meeting[]> =>
  meetingsWhere(tx, and(eq(meetings.helplineId, helplineId), eq(meetings.state, 'allowed')));

/** The meetings at this place that are proposed or allowed. */
export const openMeetingsAt = (tx: Tx, placeId: string): Promise<Meeting[]> =>
  meetingsWhere(tx, and(eq(meetings.placeId, placeId), isOpen));

/** Gives the open meetings in which this person’s number is read a new version, so that they are announced again. */
export async function touchMeetingsOf(tx: Tx, personId: string, version: number): Promise<Meeting[]> {
  const theirs = or(arrayContains(meetings.withIds, [personId]), eq(meetings.onCallId, personId));
  const touched = await tx
    .update(meetings)
    .set({ version })
    .where(and(theirs, isOpen))
    .returning({ id: meetings.id });
  return meetingsByIds(
    tx,
    touched.map(({ id }) => id),
  );
}

export const latestMeeting = latestOfHelpline(meetings);

export async function meetingsChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Meeting[]> {
  const theirs = [arrayContains(meetings.withIds, [viewer.id])];
  if (isA(viewer, 'manager'))
    theirs.push(eq(meetings.state, 'proposed'), arrayContains(meetings.managerIds, [viewer.id]));
  const rows = await tx
    .select(columns)
    .from(meetings)
    .where(and(eq(meetings.helplineId, viewer.helplineId), gt(meetings.version, since), or(...theirs)));
  return toMeetings(tx, rows);
}
