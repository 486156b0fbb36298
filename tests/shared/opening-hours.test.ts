import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { shiftTimesBetween, type ShiftTimes } from '#shared/opening-hours';
import { usualPattern } from '#shared/patterns';
import type { OpeningPattern } from '#shared/shifts';

const london = 'Europe/London';
const minute = 60_000;
const hour = 60 * minute;
const everyDay = (opensAt: string, closesAt: string): OpeningPattern =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt, closesAt }));
const nights = everyDay('22:00', '06:00');
const firstPattern: OpeningPattern = [6, 7].flatMap((weekday) => [
  { weekday, opensAt: '08:00', closesAt: '14:00' },
  { weekday, opensAt: '20:00', closesAt: '02:00' },
]);

const zoneOfThisComputer = process.env.TZ;
afterEach(() => {
  if (zoneOfThisComputer === undefined) delete process.env.TZ;
  else process.env.TZ = zoneOfThisComputer;
});

test('a night in which the clock goes back lasts an hour longer', () => {
  const [night] = shiftsOn(nights, '2026-10-24T12:00Z', '2026-10-25T12:00Z');
  expect(shown(night!)).toBe('2026-10-24T21:00Z to 2026-10-25T06:00Z');
  expect(lengthOf(night!)).toBe(9 * hour);
});

test('a night in which the clock goes forward lasts an hour less', () => {
  const [night] = shiftsOn(nights, '2027-03-27T12:00Z', '2027-03-28T12:00Z');
  expect(shown(night!)).toBe('2027-03-27T22:00Z to 2027-03-28T05:00Z');
  expect(lengthOf(night!)).toBe(7 * hour);
});

test('a closing time of midnight is the end of the day on which the shift opens', () => {
  expect(shiftsOn(usualPattern, '2026-11-20T00:00Z', '2026-11-23T00:00Z').map(shown)).toEqual([
    '2026-11-20T18:00Z to 2026-11-21T00:00Z',
    '2026-11-21T12:00Z to 2026-11-22T00:00Z',
    '2026-11-22T12:00Z to 2026-11-23T00:00Z',
  ]);
});

test('a shift after midnight belongs to the evening on which it opened', () => {
  const sundayNight = shiftsOn(firstPattern, '2026-11-23T00:30Z', '2026-11-23T01:00Z');
  expect(sundayNight.map(shown)).toEqual(['2026-11-22T20:00Z to 2026-11-23T02:00Z']);
});

test('of two equal times, a shift starts at the first and ends at the last, or where the next one starts', () => {
  expect(shiftsOn(everyDay('22:00', '01:30'), '2026-10-24T22:00Z', '2026-10-25T02:00Z').map(shown)).toEqual([
    '2026-10-24T21:00Z to 2026-10-25T01:30Z',
  ]);
  const halves = [...everyDay('22:00', '01:30'), ...everyDay('01:30', '06:00')];
  expect(shiftsOn(halves, '2026-10-24T22:00Z', '2026-10-25T02:00Z').map(shown)).toEqual([
    '2026-10-24T21:00Z to 2026-10-25T00:30Z',
    '2026-10-25T00:30Z to 2026-10-25T06:00Z',
  ]);
});

test('a time that the clock skips stands for the moment of the jump', () => {
  const halves = [...everyDay('22:00', '01:30'), ...everyDay('01:30', '06:00')];
  expect(shiftsOn(halves, '2027-03-27T23:00Z', '2027-03-28T04:00Z').map(shown)).toEqual([
    '2027-03-27T22:00Z to 2027-03-28T01:00Z',
    '2027-03-28T01:00Z to 2027-03-28T05:00Z',
  ]);
  expect(shiftsOn(everyDay('01:10', '01:50'), '2027-03-28T00:00Z', '2027-03-28T12:00Z')).toEqual([]);
});

test('a shift that only touches the time asked about is left out', () => {
  expect(shiftsOn(usualPattern, '2026-11-20T10:00Z', '2026-11-20T18:00Z')).toEqual([]);
  expect(shiftsOn(usualPattern, '2026-11-21T00:00Z', '2026-11-21T12:00Z')).toEqual([]);
  expect(shiftsOn(usualPattern, '2026-11-20T10:00Z', '2026-11-20T18:01Z')).toHaveLength(1);
});

describe.each([
  ['the current pattern', usualPattern],
  ['the first pattern', firstPattern],
])('every minute of 2026 to 2028 has the cover that %s intends', (_, pattern) => {
  const from = Date.parse('2026-01-01T00:00Z');
  const to = Date.parse('2029-01-01T00:00Z');
  const intended = lazily(() => minutesBetween(from, to).map((at) => isIntended(pattern, wallTimeAt(at))));

  test.each(['UTC', 'America/Los_Angeles', 'Australia/Adelaide', 'Pacific/Auckland'])(
    'on a computer whose own zone is %s',
    (zone) => {
      process.env.TZ = zone;
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      const shifts = shiftTimesBetween(pattern, london, new Date(from), new Date(to));
      expect(whereCoverDiffers(shifts, from, intended())).toEqual([]);
    },
  );
});

test('whatever the pattern, no intended minute around a clock change is left without cover', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const opening = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opensAt: time, closesAt: time });
  const clockChange = fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2028-10-29');
  fc.assert(
    fc.property(fc.array(opening, { minLength: 1, maxLength: 6 }), clockChange, (pattern, day) => {
      const from = Date.parse(day) - 12 * hour;
      const to = from + 36 * hour;
      const shifts = shiftTimesBetween(pattern, london, new Date(from), new Date(to));
      return minutesBetween(from, to).every(
        (at) => isCovered(shifts, at) || !isIntended(pattern, wallTimeAt(at)),
      );
    }),
    { numRuns: 60, seed: 4700 },
  );
});

function shiftsOn(pattern: OpeningPattern, from: string, to: string): ShiftTimes[] {
  return shiftTimesBetween(pattern, london, new Date(from), new Date(to));
}

const shown = ({ startsAt, endsAt }: ShiftTimes) =>
  [startsAt, endsAt].map((at) => `${at.toISOString().slice(0, 16)}Z`).join(' to ');
const lengthOf = ({ startsAt, endsAt }: ShiftTimes) => endsAt.getTime() - startsAt.getTime();
const isCovered = (shifts: ShiftTimes[], at: number) =>
  shifts.some(({ startsAt, endsAt }) => startsAt.getTime() <= at && at < endsAt.getTime());

/** Walks through every minute beside the sorted shifts and names the first few where cover and intention differ. */
function whereCoverDiffers(shifts: ShiftTimes[], from: number, intended: boolean[]): string[] {
  const spans = shifts.map(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()] as const);
  const wrong: string[] = [];
  let next = 0;
  for (let index = 0; index < intended.length && wrong.length < 3; index += 1) {
    const at = from + index * minute;
    while (next < spans.length && spans[next]![1] <= at) next += 1;
    const covered = next < spans.length && spans[next]![0] <= at;
    if (covered !== intended[index]) wrong.push(new Date(at).toISOString());
  }
  return wrong;
}

const minutesBetween = (from: number, to: number) =>
  Array.from({ length: (to - from) / minute }, (_, index) => from + index * minute);

function lazily<Result>(make: () => Result): () => Result {
  let made: Result | undefined;
  return () => (made ??= make());
}

type WallTime = { weekday: number; minutes: number };

/** The oracle: what a clock on a London wall shows decides, without a thought for instants. */
function isIntended(pattern: OpeningPattern, { weekday, minutes }: WallTime): boolean {
  return pattern.some((opening) => {
    const opensAt = minutesOf(opening.opensAt);
    const closesAt = minutesOf(opening.closesAt);
    if (closesAt > opensAt) return weekday === opening.weekday && minutes >= opensAt && minutes < closesAt;
    const dayAfter = (opening.weekday % 7) + 1;
    return (
      (weekday === opening.weekday && minutes >= opensAt) || (weekday === dayAfter && minutes < closesAt)
    );
  });
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: london,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const quarters = new Map<number, WallTime>();

/** Asks the clock once in fifteen minutes: no zone has changed its clocks within a quarter of an hour for a lifetime. */
function wallTimeAt(at: number): WallTime {
  const quarter = at - (at % (15 * minute));
  let found = quarters.get(quarter);
  if (!found) {
    const [weekday, time] = clock.format(quarter).split(/,? /);
    found = { weekday: weekdays.indexOf(weekday!) + 1, minutes: minutesOf(time!) };
    quarters.set(quarter, found);
  }
  return { weekday: found.weekday, minutes: found.minutes + (at - quarter) / minute };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
