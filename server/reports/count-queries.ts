import { sql, type SQL } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { debriefCounts, debriefs } from '#drizzle/schema/debriefs';
import { flags } from '#drizzle/schema/flags';
import { missedCalls } from '#drizzle/schema/missed-calls';
import { pageVersions } from '#drizzle/schema/pages';
import { places, shifts } from '#drizzle/schema/shifts';
import { lengthBands } from '#shared/call-log';
import type { Tx } from '../platform/database/db.ts';

/** Whose calls are counted, and of when: from `from` on, before `before`. */
export type Span = { helplineId: string; timeZone: string; from: Date; before: Date };
/** How many, by slug. An empty slug stands for "not asked". */
export type Counts = Record<string, number>;

/** Whether an instant lies in the span. */
export const within = (time: SQL, { from, before }: Span) =>
  sql`${time} >= ${from.toISOString()}::timestamptz and ${time} < ${before.toISOString()}::timestamptz`;
const ofSpan = (span: Span) =>
  sql`${calls.helplineId} = ${span.helplineId} and ${within(sql`${calls.startedAt}`, span)}`;

const minutes = sql`extract(epoch from ${calls.endedAt} - ${calls.startedAt}) / 60`;
const lengthBand = sql`case when ${calls.endedAt} is null then '' ${sql.join(
  Object.entries(lengthBands).map(([band, { below }]) =>
    below === null
      ? sql`else ${sql.raw(`'${band}'`)}`
      : sql`when ${minutes} < ${sql.raw(String(below))} then ${sql.raw(`'${band}'`)}`,
  ),
  sql` `,
)} end`;
const timeBand = (timeZone: string) => {
  const local = sql`${calls.startedAt} at time zone ${timeZone}`;
  return sql`case when extract(isodow from ${local}) < 6 then 'weekday' else 'weekend' end ||
    case when extract(hour from ${local}) between 6 and 17 then '-day' else '-evening' end`;
};

type Grouped = {
  field: 'all' | 'source' | 'borough' | 'response' | 'length' | 'time' | 'month' | 'consent' | 'reached';
  slug: string | null;
  count: number;
};

/** What has one answer in each record, in one pass over the calls. `consent` and `reached` hold only calls with an emergency. */
export async function countSingles(tx: Tx, span: Span) {
  const rows = await tx.execute<Grouped>(sql`
    with one as materialized (
      select ${calls.source} as source, ${calls.borough} as borough, ${calls.responseNeeded} as response,
        ${lengthBand} as length, ${timeBand(span.timeZone)} as time,
        to_char(${calls.startedAt} at time zone ${span.timeZone}, 'YYYY-MM') as month, ${calls.emergencyConsent} as consent,
        coalesce(nullif(${calls.emergencyReached}, 'not-asked'), '') as reached
      from ${calls} where ${ofSpan(span)}
    )
    select 'all' as field, null as slug, count(*)::int as count from one
    union all select 'source', source, count(*)::int from one group by source
    union all select 'borough', borough, count(*)::int from one group by borough
    union all select 'response', response, count(*)::int from one group by response
    union all select 'length', length, count(*)::int from one group by length
    union all select 'time', time, count(*)::int from one group by time
    union all select 'month', month, count(*)::int from one group by month
    union all select 'consent', consent, count(*)::int from one where consent is not null group by consent
    union all select 'reached', reached, count(*)::int from one where consent is not null group by reached`);
  const of = (field: Grouped['field']): Counts =>
    Object.fromEntries(
      rows.filter((row) => row.field === field).map(({ slug, count }) => [slug ?? '', count]),
    );
  return {
    answered: of('all')['']!,
    sources: of('source'),
    boroughs: of('borough'),
    responses: of('response'),
    length: of('length'),
    times: of('time'),
    months: of('month'),
    emergency: of('consent'),
    reached: of('reached'),
  };
}

/** What can have any number of answers. A call counts once for each. */
export async function countChosen(
  tx: Tx,
  span: Span,
  field: 'presentingIssues' | 'outcomes',
): Promise<Counts> {
  const column = calls[field];
  const rows = await tx.execute<{ slug: string; count: number }>(sql`
    select slug, count(*)::int as count from (
      select distinct ${calls.id}, unnest(case when cardinality(${column}) = 0 then '{""}' else ${column} end) as slug
      from ${calls} where ${ofSpan(span)}
    ) as chosen group by slug`);
  return Object.fromEntries(rows.map(({ slug, count }) => [slug, count]));
}

/** Calls about an issue from a borough, and in how many quarters they were. */
export type Cell = { count: number; quarters: number };

/** What calls were about, by borough. */
export async function countCrossed(tx: Tx, span: Span): Promise<Record<string, Record<string, Cell>>> {
  const rows = await tx.execute<Cell & { issue: string; borough: string | null }>(sql`
    select issue, borough, count(*)::int as count, count(distinct quarter)::int as quarters from (
      select distinct ${calls.id}, ${calls.borough} as borough, unnest(${calls.presentingIssues}) as issue,
        date_trunc('quarter', ${calls.startedAt} at time zone ${span.timeZone}) as quarter
      from ${calls} where ${ofSpan(span)}
    ) as chosen group by issue, borough`);
  const crossed: Record<string, Record<string, Cell>> = {};
  for (const { issue, borough, ...cell } of rows) (crossed[issue] ??= {})[borough ?? ''] = cell;
  return crossed;
}

/** How often the same services were given, or rung together with the caller, in one call. */
export async function countServices(tx: Tx, span: Span): Promise<{ services: string[]; count: number }[]> {
  const given = sql`${calls.signposted} || ${calls.referredTo}`;
  const rows = await tx.execute<{ services: string[]; count: number }>(sql`
    select ${given} as services, count(*)::int as count from ${calls}
    where ${ofSpan(span)} and cardinality(${given}) > 0 group by 1`);
  return [...rows];
}

/** Hours of the shifts that began in the span, by how many of their two places were filled. A second line is not counted. */
export async function countHours(tx: Tx, span: Span): Promise<Record<'two' | 'one' | 'nobody', number>> {
  const [row] = await tx.execute<Record<'two' | 'one' | 'nobody', number>>(sql`
    select coalesce(round(sum(hours) filter (where filled >= 2)), 0)::int as two,
      coalesce(round(sum(hours) filter (where filled = 1)), 0)::int as one,
      coalesce(round(sum(hours) filter (where filled = 0)), 0)::int as nobody
    from (
      select extract(epoch from ${shifts.endsAt} - ${shifts.startsAt}) / 3600 as hours,
        (select count(*) from ${places} where ${places.shiftId} = ${shifts.id}) as filled
      from ${shifts} where ${shifts.helplineId} = ${span.helplineId} and ${shifts.state} = 'planned'
        and not ${shifts.secondLine} and ${within(sql`${shifts.startsAt}`, span)}
    ) as one`);
  return row!;
}

/** What is counted by itself. Debriefs that were erased are in their count by month. */
export async function countWork(tx: Tx, span: Span, months: string[]) {
  const { helplineId } = span;
  const [row] = await tx.execute<
    Record<'missed' | 'flagged' | 'reviews' | 'learnings' | 'manual' | 'debriefs' | 'supervision', number>
  >(sql`
    select
      (select count(*)::int from ${missedCalls} where ${missedCalls.helplineId} = ${helplineId}
        and ${missedCalls.undoneAt} is null and ${within(sql`${missedCalls.rangAt}`, span)}) as missed,
      (select count(*)::int from ${calls} where ${ofSpan(span)} and ${calls.flagged}) as flagged,
      reviewed.reviews, reviewed.learnings,
      (select count(*)::int from ${pageVersions} where ${pageVersions.helplineId} = ${helplineId}
        and ${pageVersions.outcome} = 'agreed' and ${within(sql`${pageVersions.settledAt}`, span)}) as manual,
      asked.debriefs, asked.supervision
    from (
      select count(*)::int as reviews, count(${flags.learning})::int as learnings from ${flags}
      where ${flags.helplineId} = ${helplineId} and ${within(sql`${flags.closedAt}`, span)}
    ) as reviewed, (
      select coalesce(sum(asked), 0)::int as debriefs,
        coalesce(sum(asked) filter (where urgency = 'keep-for-supervision'), 0)::int as supervision
      from (
        select urgency, count(*)::int as asked from ${debriefs} where ${debriefs.helplineId} = ${helplineId}
          and ${within(sql`${debriefs.askedAt}`, span)} group by urgency
        union all select urgency, asked from ${debriefCounts} where ${debriefCounts.helplineId} = ${helplineId}
          and month in ${months}
      ) as each
    ) as asked`);
  return row!;
}
