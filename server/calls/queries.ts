import { and, eq, gt, inArray, or, sql, type SQL } from 'drizzle-orm';
import { calls, type FieldMarks } from '#drizzle/schema/calls';
import { recordFields, type Call, type CallRecord, type RecordField } from '#shared/calls';
import { isA, type Viewer } from '#shared/viewer';
import { daysBefore } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { findRow, updateRow } from '../platform/database/rows.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type CallRow = typeof calls.$inferSelect;

/** Seals the notes of a call and its safety answers. All calls of a shift share one key. */
export const sealedCalls = sealedTable(calls, {
  columns: {
    note: text,
    thoughtsOfSuicide: text,
    aPlan: text,
    meansAtHand: text,
    aTimeInMind: text,
    alreadyDone: text,
    othersAtRisk: text,
    whatKeepsSafe: text,
    emergencyConsent: text,
    emergencyCalledBy: text,
    emergencyConsulted: text,
    emergencyReached: text,
  },
  scopeOf: ({ helplineId, shiftId }) => ({ helplineId, purpose: 'calls', subjectId: shiftId }),
});

export const toCall = async (tx: Db | Tx, row: CallRow): Promise<Call> =>
  callIn(await sealedCalls.openOne(tx, row));

export const toCalls = async (tx: Db | Tx, rows: CallRow[]): Promise<Call[]> =>
  (await sealedCalls.openWhole(tx, rows)).map(callIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const callIn = (row: CallRow): Call => ({
  id: row.id,
  version: row.version,
  shiftId: row.shiftId,
  state: row.state,
  takenBy: row.takenBy,
  assignedTo: row.assignedTo,
  takenOverAt: isoTime(row.takenOverAt),
  startedAt: row.startedAt.toISOString(),
  endedAt: isoTime(row.endedAt),
  closedAt: isoTime(row.closedAt),
  writtenAfterwards: row.writtenAfterwards,
  record: recordIn(row),
  fieldVersions: versionsOf(row.fieldMarks),
  flagged: row.flagged,
  openTo: row.openTo,
  handedTo: row.handedTo,
  planId: row.planId,
});

/** Only the fields of `recordShape` in `shared/calls`. */
const recordIn = (row: CallRow) =>
  Object.fromEntries(recordFields.map((field) => [field, row[field]])) as CallRecord;

const versionsOf = (marks: FieldMarks) =>
  Object.fromEntries(
    Object.entries(marks).map(([field, mark]) => [field, mark.version]),
  ) as Call['fieldVersions'];

/** How many days of a person's own calls, and of flagged ones, a first welcome brings; older ones come page by page. */
const recentDays = { own: 7, flagged: 90 };

export async function callById(tx: Db | Tx, helplineId: string, id: string): Promise<Call | null> {
  const row = await findRow(tx, calls, { id, helplineId });
  return row ? toCall(tx, row) : null;
}

/** Null where there is no such call. */
export async function helplineOfCall(db: Db, id: string): Promise<string | null> {
  const [row] = await db.select({ helplineId: calls.helplineId }).from(calls).where(eq(calls.id, id));
  return row?.helplineId ?? null;
}

export async function callsByIds(tx: Tx, helplineId: string, ids: string[]): Promise<Call[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(calls)
    .where(and(inArray(calls.id, ids), eq(calls.helplineId, helplineId)));
  return toCalls(tx, rows);
}

export async function activeCallOf(tx: Tx, personId: string): Promise<Call | null> {
  const row = await findRow(tx, calls, { assignedTo: personId, state: 'active' });
  return row ? toCall(tx, row) : null;
}

export const latestCall = latestOfHelpline(calls);

export async function callsChangedSince(tx: Tx, viewer: Viewer, since: number, now: Date): Promise<Call[]> {
  const after = (days: number) => (since === 0 ? gt(calls.startedAt, daysBefore(now, days)) : undefined);
  const mine: (SQL | undefined)[] = [
    and(or(eq(calls.takenBy, viewer.id), eq(calls.assignedTo, viewer.id)), after(recentDays.own)),
    sql`${calls.openTo} @> array[${viewer.id}]::uuid[]`,
  ];
  if (viewer.shiftIds.length > 0)
    mine.push(inArray(calls.shiftId, viewer.shiftIds), inArray(calls.handedTo, viewer.shiftIds));
  if (isA(viewer, 'supervisor')) mine.push(and(calls.flagged, after(recentDays.flagged)));
  const rows = await tx
    .select()
    .from(calls)
    .where(and(eq(calls.helplineId, viewer.helplineId), gt(calls.version, since), or(...mine)));
  return toCalls(tx, rows);
}

/** Fields that somebody else changed after the version this change is based on. */
export async function fieldsChangedByOthers(
  tx: Tx,
  callId: string,
  fields: RecordField[],
  by: string,
  basedOn: number,
) {
  const [row] = await tx.select({ marks: calls.fieldMarks }).from(calls).where(eq(calls.id, callId));
  return fields.filter((field) => {
    const mark = row?.marks[field];
    return mark !== undefined && mark.version > basedOn && mark.by !== by;
  });
}

export async function setRecord(
  tx: Tx,
  { id, shiftId }: Call,
  helplineId: string,
  changes: Partial<CallRecord>,
  by: string,
  version: number,
): Promise<Call> {
  const marks = Object.fromEntries(Object.keys(changes).map((field) => [field, { version, by }]));
  return changeCall(tx, id, {
    ...(await sealedCalls.seal(tx, changes, { id, shiftId, helplineId })),
    version,
    fieldMarks: sql`${calls.fieldMarks} || ${JSON.stringify(marks)}::jsonb`,
  });
}

export const endCall = (tx: Tx, id: string, version: number, endedAt: Date, endReceivedAt: Date) =>
  changeCall(tx, id, { version, state: 'writing-up', endedAt, endReceivedAt });

export const closeCall = (tx: Tx, id: string, version: number, closedAt: Date) =>
  changeCall(tx, id, { version, state: 'closed', closedAt });

export const handCallTo = (tx: Tx, id: string, version: number, assignedTo: string, takenOverAt: Date) =>
  changeCall(tx, id, { version, assignedTo, takenOverAt });

export const setFlagged = (tx: Tx, id: string, version: number, flagged: boolean) =>
  changeCall(tx, id, { version, flagged });

export const setPlan = (tx: Tx, id: string, version: number, planId: string | null) =>
  changeCall(tx, id, { version, planId });

type CallChange = { [Column in keyof CallRow]?: CallRow[Column] | SQL };

async function changeCall(tx: Tx, id: string, change: CallChange): Promise<Call> {
  return toCall(tx, (await updateRow(tx, calls, { id }, change))!);
}
