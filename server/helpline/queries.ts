import { and, arrayContains, asc, count, eq, isNull, lt, lte, or } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import type { Helpline } from '#shared/helpline';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestIn, reader } from '../platform/database/latest-version.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { findRow } from '../platform/database/rows.ts';

export type HelplineRow = typeof helplines.$inferSelect;

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toHelpline = (row: HelplineRow): Helpline => ({
  id: row.id,
  version: row.version,
  name: row.name,
  timeZone: row.timeZone,
  chatHours: row.chatHours,
  lockMinutes: row.lockMinutes,
  lockHiddenMinutes: row.lockHiddenMinutes,
  escalatesAfterMinutes: row.escalatesAfterMinutes,
  debriefEscalatesAfterMinutes: row.debriefEscalatesAfterMinutes,
  debriefBeforeEndMinutes: row.debriefBeforeEndMinutes,
  aloneAfterMinutes: row.aloneAfterMinutes,
  restHours: row.restHours,
  gapAskDays: row.gapAskDays,
  dailyDigestAt: row.dailyDigestAt,
  invitationDays: row.invitationDays,
  callRecordDays: row.callRecordDays,
  exchangePlaces: row.exchangePlaces,
  callBackNumbers: row.callBackNumbers,
  readsSources: row.readsSources,
  meetings: row.meetings,
  meetingsInTheEvening: row.meetingsInTheEvening,
  series: row.series,
  meetingThereMinutes: row.meetingThereMinutes,
  meetingOverMinutes: row.meetingOverMinutes,
  meetingHomeMinutes: row.meetingHomeMinutes,
  meetingNextMinutes: row.meetingNextMinutes,
  oneToOneWeeks: row.oneToOneWeeks,
  teamWeeks: row.teamWeeks,
  groupWeeks: row.groupWeeks,
  callPlans: row.callPlans,
  lastSupervisionOn: row.lastSupervisionOn,
  nextSupervisionOn: row.nextSupervisionOn,
});

/** What managers and supervisors can set. */
export type HelplineSettings = Partial<
  Pick<HelplineRow, Exclude<keyof Helpline, 'id' | 'version' | 'name' | 'timeZone'>>
>;

export async function allHelplines(tx: Db | Tx) {
  return tx.select().from(helplines).orderBy(asc(helplines.createdAt));
}

export async function helplineById(tx: Db | Tx, id: string): Promise<Helpline> {
  const [row] = await tx.select().from(helplines).where(eq(helplines.id, id));
  return toHelpline(row!);
}

/** How far the call records of a helpline reach back: by what is chosen, and by what was erased. */
export type RecordsKept = Pick<HelplineRow, 'id' | 'timeZone' | 'callRecordDays' | 'recordsErasedTo'>;

export async function recordsKeptBy(tx: Db | Tx, helplineId: string): Promise<RecordsKept> {
  const { id, timeZone, callRecordDays, recordsErasedTo } = helplines;
  const [row] = await tx
    .select({ id, timeZone, callRecordDays, recordsErasedTo })
    .from(helplines)
    .where(eq(id, helplineId));
  return row!;
}

/** What its shifts are laid out from. */
export type Patterned = Pick<HelplineRow, 'id' | 'timeZone' | 'openingPattern' | 'patternChanges'>;

export async function patternedById(tx: Db | Tx, helplineId: string): Promise<Patterned> {
  const { id, timeZone, openingPattern, patternChanges } = helplines;
  const [row] = await tx
    .select({ id, timeZone, openingPattern, patternChanges })
    .from(helplines)
    .where(eq(id, helplineId));
  return row!;
}

/** Every pattern of the helpline, in order of the day from which it counts. */
export const patternsOf = ({
  openingPattern,
  patternChanges,
}: Pick<Patterned, 'openingPattern' | 'patternChanges'>) => [
  { from: null, lines: openingPattern },
  ...patternChanges,
];

export async function setPatternChanges(
  tx: Tx,
  helplineId: string,
  patternChanges: Patterned['patternChanges'],
): Promise<void> {
  await tx.update(helplines).set({ patternChanges }).where(eq(helplines.id, helplineId));
}

export async function insertHelpline(
  tx: Tx,
  helpline: Pick<
    HelplineRow,
    'id' | 'name' | 'timeZone' | 'openingPattern' | 'createdAt' | 'callRecordDays'
  > & {
    version: number;
  },
): Promise<void> {
  const { version, ...row } = helpline;
  await tx.insert(helplines).values({ ...row, change: version });
}

export async function isHelplineCalled(tx: Tx, name: string): Promise<boolean> {
  return (await tx.$count(helplines, eq(helplines.name, name))) > 0;
}

/** Whether there is more than one. */
export async function severalHelplines(db: Db): Promise<boolean> {
  return (await db.select({ id: helplines.id }).from(helplines).limit(2)).length > 1;
}

/** The names of these helplines, with their ids. */
export const helplineNames = (db: Db, ids: string[]) =>
  db
    .select({ id: helplines.id, name: helplines.name })
    .from(helplines)
    .where(isOneOf(helplines.id, ids))
    .orderBy(helplines.name);

/** Every helpline with how many people it has, oldest first. */
export async function helplinesWithPeople(db: Db) {
  const { id, name, timeZone } = helplines;
  return db
    .select({ id, name, timeZone, people: count(people.id) })
    .from(helplines)
    .leftJoin(people, eq(people.helplineId, helplines.id))
    .groupBy(helplines.id)
    .orderBy(helplines.createdAt, name);
}

export const latestHelpline = latestIn(helplines, eq(helplines.id, reader.helplineId));

/** The viewer's own helpline, if it changed. */
export async function helplineChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Helpline[]> {
  const row = await findRow(tx, helplines, { id: viewer.helplineId });
  return row && row.version > since ? [toHelpline(row)] : [];
}

/** Fields that are left out stay unchanged. */
export async function setHelpline(
  tx: Tx,
  id: string,
  change: HelplineSettings & { version: number },
): Promise<Helpline> {
  const [row] = await tx.update(helplines).set(change).where(eq(helplines.id, id)).returning();
  return toHelpline(row!);
}

export type DigestTimes = Pick<HelplineRow, 'id' | 'timeZone' | 'dailyDigestAt' | 'digestSentOn'>;

/** Helplines whose digest may be due, by an index. The caller checks the wall time: one may not be due yet today. */
export async function helplinesWithDigestDue(db: Db, now: Date): Promise<DigestTimes[]> {
  const { id, timeZone, dailyDigestAt, digestSentOn, digestDueAt } = helplines;
  return db
    .select({ id, timeZone, dailyDigestAt, digestSentOn })
    .from(helplines)
    .where(lte(digestDueAt, now));
}

/** Claims the digest of this day. True for the first to do so, who sends it. */
export async function recordDigestSent(tx: Tx, id: string, day: string): Promise<boolean> {
  const notYet = or(isNull(helplines.digestSentOn), lt(helplines.digestSentOn, day));
  const { count } = await tx
    .update(helplines)
    .set({ digestSentOn: day })
    .where(and(eq(helplines.id, id), notYet));
  return count > 0;
}

/** The ids of the supporters, whose visible conversations depend on the helpline's retention of messages. */
export async function supporterIds(tx: Tx, helplineId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.helplineId, helplineId), arrayContains(people.roles, ['supporter'])));
  return rows.map(({ id }) => id);
}
