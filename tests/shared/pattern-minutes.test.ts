import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginningOf, shiftTimesOf, type ShiftTimes } from '#shared/opening-hours';
import { missingTimes, patternPlan, type LaidOutShift } from '#shared/pattern-plan';
import { patternProblem, patternsFrom, type PatternFrom } from '#shared/patterns';
import type { OpeningPattern } from '#shared/shifts';

const minute = 60_000;
const day = 24 * 60 * minute;
const [begins, ends] = [Date.parse('2026-01-01T00:00Z'), Date.parse('2029-01-01T00:00Z')];
const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'America/St_Johns',
  'Asia/Kolkata',
];

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 10, 15, 30, 45, 59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const line = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opensAt: time, closesAt: time });
/** Some lines touch: the next begins when the last one ends. */
const pattern = fc
  .array(fc.tuple(line, fc.boolean()), { minLength: 1, maxLength: 14 })
  .map((drawn) =>
    drawn.reduce<OpeningPattern>((lines, [one, touches]) => {
      const last = lines.at(-1);
      const next = touches && last ? { ...one, weekday: last.weekday, opensAt: last.closesAt } : one;
      return patternProblem([...lines, next]) ? lines : [...lines, next];
    }, []),
  )
  .filter((lines) => lines.length > 0);
const dateIn = (from: string, days: number) =>
  fc
    .integer({ min: 0, max: days })
    .map((count) => new Date(Date.parse(from) + count * day).toISOString().slice(0, 10));

describe.each(zones)('in %s', (zone) => {
  test('every minute of the pattern in 2026 to 2028 is in exactly one shift, and no other in two', () => {
    const wall = wallTimes(zone);
    fc.assert(
      fc.property(pattern, pattern, dateIn('2026-01-02', 1_090), (first, second, from) => {
        const patterns = patternsFrom([], from, second);
        const all: PatternFrom[] = [{ from: null, lines: first }, ...patterns];
        const shifts = shiftTimesOf(all, zone, new Date(begins), new Date(ends));
        expect(wrongMinutes(shifts, all, wall)).toEqual([]);
      }),
      { numRuns: 4, seed: 4700 },
    );
  });

  test('laid out day by day, also over a change of the pattern, the shifts are those of the pattern', () => {
    const start = fc.constantFrom('2026-03-01', '2026-09-20', '2027-03-20', '2028-10-10');
    fc.assert(
      fc.property(
        pattern,
        pattern,
        start,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 35 }),
        (first, second, startsOn, changedAfter, daysAhead) => {
          const laidOut = laidOutOver({ zone, first, second, startsOn, changedAfter, daysAhead });
          expect(laidOut.rows).toEqual(laidOut.intended);
        },
      ),
      { numRuns: 8, seed: 4701 },
    );
  });
});

type Course = {
  zone: string;
  first: OpeningPattern;
  second: OpeningPattern;
  startsOn: string;
  changedAfter: number;
  daysAhead: number;
};

/** What is on the rota after 50 days of laying out every day, with a change after some, and what the patterns say. */
function laidOutOver({ zone, first, second, startsOn, changedAfter, daysAhead }: Course) {
  let patterns: PatternFrom[] = [{ from: null, lines: first }];
  let rows: LaidOutShift[] = [];
  const start = Date.parse(startsOn);
  for (let passed = 0; passed < 50; passed += 1) {
    const now = new Date(start + passed * day);
    const to = new Date(now.getTime() + 28 * day);
    if (passed === changedAfter) {
      const from = new Date(now.getTime() + daysAhead * day).toISOString().slice(0, 10);
      patterns = [patterns[0]!, ...patternsFrom([], from, second)];
      const plan = patternPlan(patterns, zone, rows, { from: beginningOf(from, zone), to });
      rows = [...rows.filter((row) => !plan.replace.includes(row)), ...plan.add.map(row)];
    }
    rows.push(...missingTimes(shiftTimesOf(patterns, zone, now, to), rows).map(row));
  }
  const isInside = ({ startsAt }: ShiftTimes) =>
    startsAt.getTime() > start + day && startsAt.getTime() < start + 70 * day;
  const shown = (times: ShiftTimes[]) =>
    times
      .filter(isInside)
      .map(({ startsAt, endsAt }) => `${startsAt.toISOString()} ${endsAt.toISOString()}`)
      .sort();
  const intended = shiftTimesOf(patterns, zone, new Date(start), new Date(start + 75 * day));
  return { rows: shown(rows), intended: shown(intended) };
}

const row = (times: ShiftTimes): LaidOutShift => ({
  ...times,
  id: times.startsAt.toISOString(),
  state: 'planned',
  secondLine: false,
  patternTimes: times,
  isPlaced: false,
});

type Wall = { minuteOfWeek: Uint16Array; date: string[]; dateOf: Uint16Array };

/** What a clock on the wall shows in each minute, asked once in a quarter of an hour. */
function wallTimes(zone: string): Wall {
  const count = (ends - begins) / minute;
  const wall: Wall = { minuteOfWeek: new Uint16Array(count), date: [], dateOf: new Uint16Array(count) };
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  for (let at = 0; at < count; at += 15) {
    const [date, time] = clock.format(begins + at * minute).split(' ') as [string, string];
    if (wall.date.at(-1) !== date) wall.date.push(date);
    const weekday = (new Date(date).getUTCDay() + 6) % 7;
    const minutes = weekday * 1_440 + minutesOf(time);
    for (let more = 0; more < 15; more += 1) {
      wall.minuteOfWeek[at + more] = minutes + more;
      wall.dateOf[at + more] = wall.date.length - 1;
    }
  }
  return wall;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The minutes of a week at which a line that opens on the same day, or on the day before, is open. */
function tablesOf(lines: OpeningPattern) {
  const [today, fromYesterday] = [new Uint8Array(10_080), new Uint8Array(10_080)];
  for (const { weekday, opensAt, closesAt } of lines) {
    const [from, to] = [minutesOf(opensAt), minutesOf(closesAt)];
    const midnight = (weekday - 1) * 1_440;
    const crosses = to <= from;
    today.fill(1, midnight + from, midnight + (crosses ? 1_440 : to));
    const next = (weekday % 7) * 1_440;
    if (crosses) fromYesterday.fill(1, next, next + to);
  }
  return { today, fromYesterday };
}

/** The first few minutes of the pattern that are not in exactly one shift, and others that are in two. */
function wrongMinutes(shifts: ShiftTimes[], patterns: PatternFrom[], wall: Wall): string[] {
  const [before, after] = patterns.map(({ lines }) => tablesOf(lines));
  const from = patterns[1]!.from!;
  const covered = new Uint8Array(wall.minuteOfWeek.length);
  for (const { startsAt, endsAt } of shifts) {
    const first = Math.max(0, (startsAt.getTime() - begins) / minute);
    const last = Math.min(covered.length, (endsAt.getTime() - begins) / minute);
    for (let at = first; at < last; at += 1) covered[at]! += 1;
  }
  const countsToday = wall.date.map((date) => (date >= from ? after! : before!).today);
  const countsYesterday = wall.date.map(
    (_, index) => ((wall.date[index - 1] ?? '') >= from ? after! : before!).fromYesterday,
  );
  const wrong: string[] = [];
  for (let at = 0; at < covered.length && wrong.length < 3; at += 1) {
    const date = wall.dateOf[at]!;
    const ofWeek = wall.minuteOfWeek[at]!;
    const isIntended = countsToday[date]![ofWeek] === 1 || countsYesterday[date]![ofWeek] === 1;
    if (covered[at]! > 1 || (isIntended && covered[at] !== 1))
      wrong.push(`${new Date(begins + at * minute).toISOString()} is in ${covered[at]}`);
  }
  return wrong;
}
