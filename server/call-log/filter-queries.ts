import { and, arrayOverlaps, eq, gte, inArray, lt, or, sql, type SQL } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import {
  lengthBandOf,
  lengthBands,
  type CallStructure,
  type LengthBand,
  type LogFilters,
} from '#shared/call-log';
import { isoTime } from '../platform/database/times.ts';

/** From the one instant on, and before the other; null: since ever. */
export type Between = { from: Date | null; before: Date };

/** The calls of a helpline in this time that have one of the words in each filtered field. */
export function callsMatching(helplineId: string, filters: LogFilters, { from, before }: Between): SQL {
  const { issue, outcome, borough, source, response, state, length } = filters;
  return and(
    eq(calls.helplineId, helplineId),
    lt(calls.startedAt, before),
    from ? gte(calls.startedAt, from) : undefined,
    issue.length > 0 ? arrayOverlaps(calls.presentingIssues, issue) : undefined,
    outcome.length > 0 ? arrayOverlaps(calls.outcomes, outcome) : undefined,
    borough.length > 0 ? inArray(calls.borough, borough) : undefined,
    source.length > 0 ? inArray(calls.source, source) : undefined,
    response.length > 0 ? inArray(calls.responseNeeded, response) : undefined,
    state.length > 0 ? inArray(calls.state, state) : undefined,
    length.length > 0 ? or(...length.map(isOfLength)) : undefined,
  )!;
}

function isOfLength(band: LengthBand): SQL {
  const { from, below } = lengthBands[band];
  const took = sql`${calls.endedAt} - ${calls.startedAt}`;
  const atLeast = sql`${took} >= make_interval(mins => ${from})`;
  return below === null ? atLeast : sql`(${atLeast} and ${took} < make_interval(mins => ${below}))`;
}

/** The columns from which `structureOf` is made, none of them sealed. */
export const structureColumns = {
  state: calls.state,
  presentingIssues: calls.presentingIssues,
  borough: calls.borough,
  source: calls.source,
  outcomes: calls.outcomes,
  responseNeeded: calls.responseNeeded,
  startedAt: calls.startedAt,
  endedAt: calls.endedAt,
};
type StructureRow = Omit<CallStructure, 'length'> & { startedAt: Date; endedAt: Date | null };

/** What a list may show of a call. The only mapping to it: a new column stays private until it is named here. */
export const structureOf = (row: StructureRow): CallStructure => ({
  state: row.state,
  presentingIssues: row.presentingIssues,
  borough: row.borough,
  source: row.source,
  outcomes: row.outcomes,
  responseNeeded: row.responseNeeded,
  length: lengthBandOf({
    startedAt: row.startedAt.toISOString(),
    endedAt: isoTime(row.endedAt),
  }),
});

/** The Monday of a call's week in a time zone, such as 2026-11-16. */
export const weekIn = (timeZone: string) =>
  sql<string>`to_char(date_trunc('week', ${calls.startedAt} at time zone ${timeZone}), 'YYYY-MM-DD')`;
