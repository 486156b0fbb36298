import { partsOf, type Period } from '#shared/periods';
import { endOfDay, startOfDay } from '../helpline/wall-clock.ts';
import { countedFromOf, countsOfMonths } from '../monthly-counts/queries.ts';
import type { Tx } from '../platform/database/db.ts';
import { servicesByIds } from '../services/queries.ts';
import { countAway } from './away-count-queries.ts';
import {
  countChosen,
  countCrossed,
  countHours,
  countServices,
  countSingles,
  countWork,
  type Counts,
  type Span,
} from './count-queries.ts';
import type { Counted } from './figures-of.ts';

export const spanOf = (helpline: { helplineId: string; timeZone: string }, { from, to }: Period): Span => ({
  ...helpline,
  from: startOfDay(from, helpline.timeZone),
  before: endOfDay(to, helpline.timeZone),
});

/** Everything that a report of a month or a quarter is made of. */
export async function countPeriod(tx: Tx, span: Span, period: Period): Promise<Counted> {
  const { answered, emergency, reached, months: byMonth, ...one } = await countSingles(tx, span);
  const months = period.grain === 'month' ? [period.key] : partsOf(period);
  const any = {
    issues: await countChosen(tx, span, 'presentingIssues'),
    outcomes: await countChosen(tx, span, 'outcomes'),
    signposted: await countKinds(tx, span),
  };
  const hours = await countHours(tx, span);
  const { supervision, ...work } = await countWork(tx, span, months);
  const away = await countAway(tx, span, months);
  const monthly = await countMonthly(tx, span, months, { asked: work.debriefs, supervision });
  const parts =
    period.grain === 'month' ? null : Object.fromEntries(months.map((key) => [key, byMonth[key] ?? 0]));
  return { answered, parts, one, any, emergency, reached, hours, monthly, ...work, ...away };
}

/** What is counted when it is settled. Of debriefs the rest has been seen by nobody yet. */
async function countMonthly(
  tx: Tx,
  { helplineId }: Span,
  months: string[],
  { asked, supervision }: { asked: number; supervision: number },
): Promise<Counted['monthly']> {
  const countedFrom = await countedFromOf(tx, helplineId);
  if (countedFrom !== null && countedFrom > months[0]!) return { keptFrom: countedFrom };
  const { 'call-backs': callBacks, 'debriefs-seen': seen } = await countsOfMonths(tx, helplineId, months);
  const known = supervision + Object.values(seen).reduce((sum, count) => sum + count, 0);
  return { callBacks, seen: { ...seen, supervision, '': Math.max(0, asked - known) } };
}

/** What a cross table of a year needs. */
export async function countYear(tx: Tx, span: Span) {
  const { answered, boroughs } = await countSingles(tx, span);
  return { crossed: await countCrossed(tx, span), wholes: { answered, boroughs } };
}

/** Calls in which a service of a kind was given. A kind is what the service is today; a service that is gone counts as another kind. */
async function countKinds(tx: Tx, span: Span): Promise<Counts> {
  const given = await countServices(tx, span);
  const ids = [...new Set(given.flatMap(({ services }) => services))];
  const services = await servicesByIds(tx, span.helplineId, ids);
  const kindOf = new Map(services.map(({ id, current }) => [id, current?.text.kind]));
  const counts: Counts = {};
  for (const { services: together, count } of given)
    for (const kind of new Set(together.map((service) => kindOf.get(service) ?? 'other')))
      counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}
