import { eq, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { monthlyCounts } from '#drizzle/schema/monthly-counts';
import type { CountedMonthly, MonthlySlugs } from '#shared/monthly-counts';
import type { Tx } from '../platform/database/db.ts';

type Counted<What extends CountedMonthly> = {
  what: What;
  slug: MonthlySlugs[What];
  at: Date;
  count?: number;
};

/** Counts in the month of `at` by the helpline's clock. Belongs into the transaction that settles the row, so that each counts once. */
export async function countInMonth<What extends CountedMonthly>(
  tx: Tx,
  helplineId: string,
  { what, slug, at, count = 1 }: Counted<What>,
): Promise<void> {
  await tx.execute(sql`
    insert into ${monthlyCounts} as kept (helpline_id, month, what, slug, count)
    select id, to_char(${at.toISOString()}::timestamptz at time zone time_zone, 'YYYY-MM'), ${what}, ${slug}, ${count}::int
    from ${helplines} where id = ${helplineId}
    on conflict (helpline_id, month, what, slug) do update set count = kept.count + excluded.count`);
}

/** The first month of which these counts are whole; null where all are. */
export async function countedFromOf(tx: Tx, helplineId: string): Promise<string | null> {
  const [row] = await tx
    .select({ countedFrom: helplines.countedFrom })
    .from(helplines)
    .where(eq(helplines.id, helplineId));
  return row?.countedFrom ?? null;
}

/** The counts of these months together, by slug. */
export async function countsOfMonths(
  tx: Tx,
  helplineId: string,
  months: string[],
): Promise<Record<CountedMonthly, Record<string, number>>> {
  const rows = await tx.execute<{ what: CountedMonthly; slug: string; count: number }>(sql`
    select what, slug, sum(count)::int as count from ${monthlyCounts}
    where helpline_id = ${helplineId} and month in ${months} group by what, slug`);
  const of = (what: CountedMonthly) =>
    Object.fromEntries(rows.filter((row) => row.what === what).map(({ slug, count }) => [slug, count]));
  return { 'call-backs': of('call-backs'), 'debriefs-seen': of('debriefs-seen'), courses: of('courses') };
}
