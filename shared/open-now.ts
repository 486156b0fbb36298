import { openingDays, type OpeningDay, type ServiceSchedule, type ServiceText } from './directory.ts';

/** A day such as 2026-11-21 and a time such as 21:42, both in the helpline's wall time. */
export type WallTime = { date: string; time: string };

/**
 * Whether a service is open. `until`: null for day and night. `opens`: when next, null where no hours say so; `unsure`: the bank holiday
 * that comes before that, on which nobody knows.
 */
export type OpenNow =
  | { state: 'open'; until: WallTime | null }
  | { state: 'shut'; opens: WallTime | null; unsure: string | null }
  | { state: 'unknown'; why: 'hours' | 'bank-holiday' | 'clock-change' };

type Hours = Pick<ServiceText, 'schedules' | 'bankHolidays' | 'status'>;
/** Minutes of wall time since the midnight at which today began. */
type Span = { from: number; to: number };

const day = 24 * 60;
const daysAhead = 8;

/**
 * Whether a service is open at `now`. `repeated`: the clocks go back and this hour comes twice. `holidays`: the dates on which only hours of
 * their own hold. Everything is compared as wall time, so the length of a day never matters; hours that begin or end within an hour that comes
 * twice are not known.
 */
export function openNow(
  hours: Hours,
  now: WallTime & { repeated: boolean },
  holidays: ReadonlySet<string>,
): OpenNow {
  if (hours.status === 'temporarily closed') return { state: 'shut', opens: null, unsure: null };
  if (hours.schedules.length === 0) return { state: 'unknown', why: 'hours' };
  const days = Array.from({ length: daysAhead + 2 }, (_, at) => hoursOn(hours, now.date, at - 1, holidays));
  const minute = minutesOf(now.time);
  if (now.repeated && days.some((one) => one.spans.some((span) => turnsWithin(span, minute))))
    return { state: 'unknown', why: 'clock-change' };

  const known = merged(days.flatMap(({ spans, known }) => (known ? spans : [])));
  const isOn = ({ from, to }: Span) => from <= minute && minute < to;
  const open = known.find(isOn);
  if (open) return { state: 'open', until: open.to >= daysAhead * day ? null : wallTime(now.date, open.to) };
  const [yesterday, today] = days as [(typeof days)[0], (typeof days)[0]];
  if (!today.known || (!yesterday.known && yesterday.spans.some(isOn)))
    return { state: 'unknown', why: 'bank-holiday' };

  const next = known.find(({ from }) => from > minute);
  const unsure = days.findIndex((one, at) => at > 1 && !one.known && one.spans.length > 0);
  const isUnsure = unsure > 0 && (!next || (unsure - 1) * day <= next.from);
  return {
    state: 'shut',
    opens: next && !isUnsure ? wallTime(now.date, next.from) : null,
    unsure: isUnsure ? dateAfter(now.date, unsure - 1) : null,
  };
}

/** The spans that begin on a day, and whether they are known. Of an unknown day, those of its weekday. */
function hoursOn(
  { schedules, bankHolidays }: Hours,
  today: string,
  after: number,
  holidays: ReadonlySet<string>,
): { spans: Span[]; known: boolean } {
  const date = dateAfter(today, after);
  const on = (wanted: OpeningDay) =>
    schedules.filter(({ byday }) => byday.includes(wanted)).map((schedule) => spanOf(schedule, after));
  const usual = on(weekdayOf(date));
  if (!holidays.has(date)) return { spans: usual, known: true };
  if (schedules.some(({ byday }) => byday.includes('PH'))) return { spans: on('PH'), known: true };
  return { spans: bankHolidays === 'shut' ? [] : usual, known: bankHolidays !== 'not-known' };
}

function spanOf({ opensAt, closesAt }: ServiceSchedule, after: number): Span {
  const from = after * day + minutesOf(opensAt);
  const to = after * day + minutesOf(closesAt);
  return { from, to: closesAt > opensAt ? to : to + day };
}

/** Whether a span begins or ends within the hour of today that this minute is in, and not with it. */
const turnsWithin = ({ from, to }: Span, minute: number) =>
  [from, to].some((turn) => Math.floor(turn / 60) === Math.floor(minute / 60) && turn % 60 !== 0);

/** Spans in order, those that touch or overlap as one. */
function merged(spans: Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else all.push({ ...span });
  }
  return all;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const weekdayOf = (date: string): OpeningDay =>
  openingDays[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7]!;
const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00Z`) + days * day * 60_000).toISOString().slice(0, 10);

function wallTime(today: string, minute: number): WallTime {
  const [hour, rest] = [Math.floor((minute % day) / 60), minute % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return { date: dateAfter(today, Math.floor(minute / day)), time: `${two(hour)}:${two(rest)}` };
}
