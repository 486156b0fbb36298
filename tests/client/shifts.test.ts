import { expect, test } from 'vitest';
import type { Place, Shift } from '#shared/shifts';
import { coverWords } from '../../client/shifts/cover-words.ts';
import { gapsBefore, gapsByDay, gapSentence, whoIsIn } from '../../client/shifts/gaps.ts';
import { managersFor, nobody, supportersFor } from '../../client/shifts/rota-choices.ts';
import { dayAndHours, dayName, hoursOf } from '../../client/shifts/shift-words.ts';
import { weeksOf } from '../../client/shifts/weeks.ts';
import { Times } from '../../client/ui/times.ts';
import { personRow } from './person-row.ts';

const london = new Times('Europe/London');
const now = Date.parse('2026-11-21T21:00:00Z');
const place = (number: 1 | 2, firstName: string): Place => ({
  place: number,
  personId: firstName.toLowerCase(),
  firstName,
  here: false,
  placedAt: '2026-11-01T10:00:00.000Z',
  phone: null,
});
const pair = [place(1, 'Ana'), place(2, 'Ben')];

function shift(startsAt: string, endsAt: string, places: Place[] = pair): Shift {
  const covered = places.length === 2;
  const onCall = { managerId: null, nextManagerId: null };
  return { id: startsAt, version: 1, startsAt, endsAt, covered, places, ...onCall };
}

const evening = shift('2026-11-24T18:00:00Z', '2026-11-25T00:00:00Z', [place(1, 'Ruth')]);

test('hours name the day wherever the clock alone would not', () => {
  const between = (from: string, to: string) => hoursOf({ startsAt: from, endsAt: to }, london);
  expect(between('2026-11-24T18:00:00Z', '2026-11-25T00:00:00Z')).toBe('18:00 to midnight');
  expect(between('2026-11-22T12:00:00Z', '2026-11-23T00:00:00Z')).toBe('midday to midnight');
  expect(between('2026-11-21T20:00:00Z', '2026-11-22T02:00:00Z')).toBe('20:00 to 02:00 on Sunday');
  expect(between('2026-11-22T00:00:00Z', '2026-11-22T06:00:00Z')).toBe('midnight, start of Sunday, to 06:00');
  expect(between('2026-11-21T20:00:00Z', '2026-11-23T00:00:00Z')).toBe('20:00 to midnight, end of Sunday');
  expect(dayAndHours(evening, london)).toBe('Tuesday 24 November, 18:00 to midnight');
});

test('a shift on the night of a clock change keeps the hours on the wall', () => {
  const night = { startsAt: '2026-10-24T19:00:00Z', endsAt: '2026-10-25T02:00:00Z' };
  expect(hoursOf(night, london)).toBe('20:00 to 02:00 on Sunday');
});

test('a shift is called by the day people call it', () => {
  const tonight = shift('2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z');
  expect(dayName(tonight, now, london)).toBe('Tonight');
  expect(dayName(tonight, Date.parse('2026-11-21T10:00:00Z'), london)).toBe('Today');
  const late = shift('2026-11-21T20:00:00Z', '2026-11-22T02:00:00Z');
  expect(dayName(late, Date.parse('2026-11-22T00:30:00Z'), london)).toBe('Tonight');
  expect(dayName(shift('2026-11-22T12:00:00Z', '2026-11-23T00:00:00Z'), now, london)).toBe('Tomorrow');
  expect(dayName(evening, now, london)).toBe('Tuesday');
});

test('weeks begin on Monday by the calendar of the helpline, and leave out what is over or far away', () => {
  const weeks = weeksOf(
    [
      shift('2026-11-20T18:00:00Z', '2026-11-21T00:00:00Z'),
      shift('2026-11-22T12:00:00Z', '2026-11-23T00:00:00Z'),
      evening,
      shift('2026-12-07T18:00:00Z', '2026-12-08T00:00:00Z'),
      shift('2026-12-14T18:00:00Z', '2026-12-15T00:00:00Z'),
    ],
    now,
    london,
  );
  expect(weeks.map(({ title, shifts }) => [title, shifts.length])).toEqual([
    ['This week', 1],
    ['Next week', 1],
    ['Week of 7 December', 1],
  ]);
  const earlyMonday = Date.parse('2026-06-07T23:30:00Z');
  const [first] = weeksOf([shift('2026-06-08T17:00:00Z', '2026-06-08T23:00:00Z')], earlyMonday, london);
  expect(first?.title).toBe('This week');
});

test('gaps are told by day, with who is there', () => {
  const empty = shift('2026-11-24T12:00:00Z', '2026-11-24T18:00:00Z', []);
  const gaps = gapsBefore([empty, evening], now, now + 7 * 86_400_000);
  const [tuesday] = gapsByDay(gaps, london);
  expect(tuesday?.title).toBe('Tuesday has three gaps');
  expect([whoIsIn(empty), whoIsIn(evening)]).toEqual(['nobody yet', 'Ruth and nobody yet']);
  expect(gapSentence([empty, evening])).toBe('Three places are empty.');
  expect(gapSentence([])).toBe('Every place on this page is taken.');
  expect(gapsBefore([evening], now, now + 86_400_000)).toEqual([]);
});

test('those who are free come first, those who are not say why, those suspended are left out', () => {
  const elsewhere = shift('2026-11-24T20:00:00Z', '2026-11-25T02:00:00Z', [place(1, 'Ben')]);
  const people = [
    personRow('ben', 'Ben'),
    personRow('ruth', 'Ruth'),
    personRow('zoe', 'Zoe'),
    personRow('sam', 'Sam', { suspendedAt: '2026-11-01T00:00:00Z' }),
    personRow('mo', 'Mo', { roles: ['manager'] }),
  ];
  const known = {
    ...{ people, shifts: [evening, elsewhere], absences: [], offers: [], restHours: 11, times: london },
  };
  expect(Object.entries(supportersFor(evening, known))).toEqual([
    [nobody, 'Nobody yet'],
    ['zoe', 'Zoe'],
    ['ruth', 'Ruth, in this shift'],
    ['ben', 'Ben, on another shift then'],
  ]);
});

test('whoever said that they could come is first, also where something stands against it', () => {
  const saturday = shift('2026-11-28T12:00:00Z', '2026-11-29T00:00:00Z', []);
  const fridayNight = shift('2026-11-27T22:00:00Z', '2026-11-28T06:00:00Z', [place(1, 'Ben')]);
  const people = [personRow('ana', 'Ana'), personRow('ben', 'Ben'), personRow('zoe', 'Zoe')];
  const offer = (personId: string, takenBack = false) => ({
    ...{ id: personId, version: 1, shiftId: saturday.id, personId, takenBack },
  });
  const offers = [offer('zoe'), offer('ben'), offer('ana', true)];
  const known = {
    people,
    shifts: [fridayNight, saturday],
    absences: [],
    offers,
    restHours: 11,
    times: london,
  };
  expect(Object.values(supportersFor(saturday, known))).toEqual([
    'Nobody yet',
    'Zoe, said they could come',
    'Ana',
    'Ben, said they could come, only six hours of rest',
  ]);
});

test('who is away or would have too little rest says so, and a second weekend running is said', () => {
  const saturday = shift('2026-11-28T12:00:00Z', '2026-11-29T00:00:00Z', []);
  const lastSunday = shift('2026-11-22T12:00:00Z', '2026-11-23T00:00:00Z', [place(1, 'Ruth')]);
  const fridayNight = shift('2026-11-27T22:00:00Z', '2026-11-28T06:00:00Z', [place(1, 'Ben')]);
  const people = [personRow('ben', 'Ben'), personRow('ruth', 'Ruth'), personRow('zoe', 'Zoe')];
  const away = { id: 'a', version: 1, personId: 'zoe', from: '2026-11-28', to: '2026-11-28' };
  const absences = [{ ...away, weekly: null, removed: false }];
  const shifts = [lastSunday, fridayNight, saturday];
  expect(
    Object.values(
      supportersFor(saturday, { people, shifts, absences, offers: [], restHours: 11, times: london }),
    ),
  ).toEqual([
    'Nobody yet',
    'Ruth, second weekend running',
    'Ben, only six hours of rest',
    'Zoe, away that day',
  ]);
});

test('two people of one name are told apart', () => {
  expect(managersFor([personRow('a', 'Ana'), personRow('b', 'Ana')])).toEqual({
    [nobody]: 'Nobody yet',
    a: 'Ana (a@example.org)',
    b: 'Ana (b@example.org)',
  });
});

/** Sunday 20:00 to Monday 02:00, and then Monday evening. */
const sundayNight = shift('2026-11-22T20:00:00Z', '2026-11-23T02:00:00Z');
const mondayEvening = shift('2026-11-23T18:00:00Z', '2026-11-24T00:00:00Z');

test('a shift that is still on after Sunday midnight stands in the week that has begun', () => {
  const atTwentyPast = Date.parse('2026-11-23T00:20:00Z');
  const [week] = weeksOf([sundayNight, mondayEvening], atTwentyPast, london);
  expect(week).toMatchObject({ title: 'This week', shifts: [sundayNight, mondayEvening] });
  expect(
    weeksOf([sundayNight, mondayEvening], Date.parse('2026-11-23T02:00:00Z'), london)[0]!.shifts,
  ).toEqual([mondayEvening]);
});

test.each([
  ['2026-11-22T19:00:00Z', 'Tonight', 'Tomorrow'],
  ['2026-11-22T23:40:00Z', 'Tonight', 'Tomorrow'],
  ['2026-11-23T00:20:00Z', 'Tonight', 'Monday'],
  ['2026-11-23T01:59:00Z', 'Tonight', 'Monday'],
])('at %s the night that began on Sunday is %s and the next is %s', (at, first, second) => {
  const now = Date.parse(at);
  expect([sundayNight, mondayEvening].map((one) => dayName(one, now, london))).toEqual([first, second]);
});

test('on Monday morning the evening is tonight', () => {
  expect(dayName(mondayEvening, Date.parse('2026-11-23T09:00:00Z'), london)).toBe('Tonight');
});

test('a shift that is on is called covered only while both of its two are there', () => {
  const tonight = shift('2026-11-21T18:00:00Z', '2026-11-22T00:00:00Z');
  const words = (here: boolean[], at: string, of = tonight) => {
    const places = of.places.map((place, index) => ({ ...place, here: here[index] ?? false }));
    return coverWords({ ...of, places }, Date.parse(`2026-11-21T${at}:00Z`), london);
  };
  expect(words([false, false], '17:00')).toEqual({ words: 'Tonight has two names', isAlarm: false });
  expect(words([true, true], '20:00')).toEqual({ words: 'Tonight is covered', isAlarm: false });
  expect(words([true, false], '20:00')).toEqual({ words: 'Only Ana is here', isAlarm: true });
  expect(words([false, false], '20:00')).toEqual({ words: 'Nobody is here', isAlarm: true });
  const gap = { ...tonight, covered: false, places: [pair[0]!] };
  expect(words([true], '20:00', gap)).toEqual({ words: 'Tonight has a gap', isAlarm: true });
});
