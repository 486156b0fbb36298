import { and, asc, desc, eq } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { reports } from '#drizzle/schema/reports';
import { shifts } from '#drizzle/schema/shifts';
import type { Report, ReportFigures, ReportLine } from '#shared/reports';
import type { Db, Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';

const withMaker = {
  id: reports.id,
  period: reports.period,
  madeAt: reports.madeAt,
  madeBy: reports.madeBy,
  firstName: people.firstName,
};
type LineRow = { id: string; period: string; madeAt: Date; madeBy: string; firstName: string };

const toLine = ({ id, period, madeAt, madeBy, firstName }: LineRow): ReportLine => ({
  id,
  period,
  madeAt: madeAt.toISOString(),
  by: { id: madeBy, firstName },
});

/** All reports of a helpline, without their figures, the latest period first. */
export async function reportLines(db: Db | Tx, helplineId: string): Promise<ReportLine[]> {
  const rows = await db
    .select(withMaker)
    .from(reports)
    .innerJoin(people, eq(people.id, reports.madeBy))
    .where(eq(reports.helplineId, helplineId))
    .orderBy(desc(reports.period));
  return rows.map(toLine);
}

export async function reportById(db: Db, helplineId: string, id: string): Promise<Report | null> {
  const [row] = await db
    .select({ ...withMaker, figures: reports.figures })
    .from(reports)
    .innerJoin(people, eq(people.id, reports.madeBy))
    .where(and(eq(reports.id, id), eq(reports.helplineId, helplineId)));
  return row ? { ...toLine(row), figures: row.figures } : null;
}

/** The figures of these periods, in order. */
export async function figuresOfPeriods(
  tx: Db | Tx,
  helplineId: string,
  periods: string[],
): Promise<ReportFigures[]> {
  const rows = await tx
    .select({ figures: reports.figures })
    .from(reports)
    .where(and(eq(reports.helplineId, helplineId), isOneOf(reports.period, periods)))
    .orderBy(asc(reports.period));
  return rows.map(({ figures }) => figures);
}

export async function insertReport(tx: Tx, report: typeof reports.$inferInsert): Promise<void> {
  await tx.insert(reports).values(report);
}

/** When the helpline's first shift began; null where there has been none. */
export async function firstShiftAt(db: Db | Tx, helplineId: string): Promise<Date | null> {
  const [row] = await db
    .select({ startsAt: shifts.startsAt })
    .from(shifts)
    .where(eq(shifts.helplineId, helplineId))
    .orderBy(asc(shifts.endsAt))
    .limit(1);
  return row?.startsAt ?? null;
}
