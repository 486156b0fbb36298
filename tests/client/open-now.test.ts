import fc from 'fast-check';
import { expect, test } from 'vitest';
import { starterBankHolidays } from '#shared/bank-holidays';
import { namesAlone, openingDays, type OpeningDay, type ServiceSchedule } from '#shared/directory';
import { openNow, type OpenNow } from '#shared/open-now';
import { Times } from '../../client/ui/times.ts';
import type { Lists } from '../../client/lists/lists.svelte.ts';
import { hoursWords, openAt, openWords } from '../../client/services/service-words.ts';
import { valueWords } from '../../client/sources/field-words.ts';

const weekdays: OpeningDay[] = ['MO', 'TU', 'WE', 'TH', 'FR'];
const everyDay: OpeningDay[] = [...weekdays, 'SA', 'SU'];
const text = namesAlone({ name: 'Quiet Room', organisation: '', kind: 'safe-place' });
const holidays = new Set(starterBankHolidays.map(({ day }) => day));
const hours = (byday: OpeningDay[], opensAt: string, closesAt: string): ServiceSchedule => ({
  byday,
  opensAt,
  closesAt,
});
const london = new Times('Europe/London');
const office = [hours(weekdays, '09:00', '17:00')];
const evenings = [hours(everyDay, '18:00', '02:00')];
const always = [hours(everyDay, '00:00', '00:00')];

/** What a screen says of these hours at an instant. */
function said(schedules: ServiceSchedule[], at: string, rest: Partial<typeof text> = {}): string {
  const now = Date.parse(at);
  return openWords(openAt({ ...text, schedules, ...rest }, london, now, holidays), london, now);
}

test.each([
  ['a weekday morning', office, '2026-11-24T09:30Z', 'Open until 17:00'],
  ['before it opens', office, '2026-11-24T08:59Z', 'Shut, opens today at 09:00'],
  ['the minute it shuts', office, '2026-11-24T17:00Z', 'Shut, opens tomorrow at 09:00'],
  ['Friday evening', office, '2026-11-27T18:00Z', 'Shut, opens Monday at 09:00'],
  ['before midnight, until two', evenings, '2026-11-24T23:40Z', 'Open until 02:00'],
  ['after midnight, until two', evenings, '2026-11-25T01:40Z', 'Open until 02:00'],
  ['after two', evenings, '2026-11-25T02:00Z', 'Shut, opens today at 18:00'],
  ['until midnight', [hours(everyDay, '18:00', '00:00')], '2026-11-24T23:59Z', 'Open until midnight'],
  ['from midday', [hours(everyDay, '12:00', '18:00')], '2026-11-24T09:00Z', 'Shut, opens today at midday'],
  ['day and night', always, '2026-11-24T03:00Z', 'Open day and night'],
  ['no hours', [], '2026-11-24T09:30Z', 'Hours not known: ring first'],
  [
    'two spans that touch',
    [...office, hours(weekdays, '17:00', '20:00')],
    '2026-11-24T12:00Z',
    'Open until 20:00',
  ],
  ['only hours on bank holidays', [hours(['PH'], '10:00', '12:00')], '2026-11-24T11:00Z', 'Shut for now'],
])('%s', (_when, schedules, at, words) => expect(said(schedules, at)).toBe(words));

test.each([
  ['a bank holiday', office, {}, '2026-12-25T10:00Z', 'Bank holiday: ring first'],
  ['one before which it opened', evenings, {}, '2026-12-25T01:00Z', 'Open until 02:00'],
  ['the small hours after one', evenings, {}, '2026-12-29T01:00Z', 'Bank holiday: ring first'],
  ['as usual', office, { bankHolidays: 'as-usual' as const }, '2026-12-25T10:00Z', 'Open until 17:00'],
  ['shut', office, { bankHolidays: 'shut' as const }, '2026-12-25T10:00Z', 'Shut, opens Tuesday at 09:00'],
  [
    'hours of its own',
    [...office, hours(['PH'], '10:00', '12:00')],
    {},
    '2026-12-25T10:30Z',
    'Open until midday',
  ],
  ['one tomorrow', office, {}, '2026-12-24T18:00Z', 'Shut. Tomorrow is a bank holiday: ring first'],
  ['open until one begins', always, {}, '2026-12-24T12:00Z', 'Open until midnight'],
  ['shut for now', office, { status: 'temporarily closed' as const }, '2026-11-24T10:00Z', 'Shut for now'],
])('on %s', (_when, schedules, rest, at, words) => expect(said(schedules, at, rest)).toBe(words));

test.each([
  [
    'the clocks go forward: opened in the hour that is left out',
    '01:30',
    '06:00',
    '2027-03-28T01:05Z',
    'Open until 06:00',
  ],
  [
    'the clocks go forward: shut in the hour that is left out',
    '20:00',
    '01:30',
    '2027-03-28T01:05Z',
    'Shut, opens today at 20:00',
  ],
  [
    'the clocks go back: the first time round',
    '01:30',
    '06:00',
    '2026-10-25T00:15Z',
    'Hours not known: ring first',
  ],
  [
    'the clocks go back: the second time round',
    '20:00',
    '01:30',
    '2026-10-25T01:15Z',
    'Hours not known: ring first',
  ],
  ['the clocks go back: on the hour', '20:00', '02:00', '2026-10-25T01:15Z', 'Open until 02:00'],
])('%s', (_when, from, to, at, words) => expect(said([hours(everyDay, from, to)], at)).toBe(words));

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const schedule = fc.record({
  byday: fc.uniqueArray(fc.constantFrom(...openingDays), { minLength: 1 }),
  opensAt: time,
  closesAt: time,
});
const anything = fc.record({
  schedules: fc.array(schedule, { maxLength: 5 }),
  bankHolidays: fc.constantFrom('not-known' as const, 'as-usual' as const, 'shut' as const),
  status: fc.constant('active' as const),
});
const minute = fc.date({
  min: new Date('2026-10-01T00:00Z'),
  max: new Date('2027-04-30T00:00Z'),
  noInvalidDate: true,
});
const wallAt = (at: number) => ({ date: london.date(at), time: london.at(at), repeated: false });

test('what opens at a time is open then, and what is open until a time is not open then', () => {
  const stateAt = (one: { date: string; time: string }, written: Parameters<typeof openNow>[0]): OpenNow =>
    openNow(written, { ...one, repeated: false }, holidays);
  fc.assert(
    fc.property(anything, minute, (written, at) => {
      const open = openNow(written, wallAt(at.getTime()), holidays);
      if (open.state === 'shut' && open.opens) expect(stateAt(open.opens, written).state).toBe('open');
      if (open.state === 'open' && open.until) expect(stateAt(open.until, written).state).not.toBe('open');
    }),
  );
});

test('hours read the same in the directory and in a list from elsewhere, midnight and midday by name', () => {
  const schedules = [
    hours(['MO', 'TU', 'WE', 'FR', 'PH'], '12:00', '00:00'),
    hours(['SA'], '00:00', '00:00'),
    hours(['SU'], '09:30', '17:00'),
  ];
  const said = [
    'Mon to Wed, Fri, Bank holidays: midday to midnight',
    'Sat: day and night',
    'Sun: 09:30 to 17:00',
  ];
  expect(hoursWords({ schedules })).toEqual(said);
  expect(valueWords('schedules', schedules, {} as Lists)).toBe(said.join('\n'));
});

test('a service without bank holidays is never unknown, and one day of the week tells another nothing', () => {
  fc.assert(
    fc.property(anything, minute, (written, at) => {
      const state = openNow(written, wallAt(at.getTime()), new Set()).state;
      expect(state === 'unknown').toBe(written.schedules.length === 0);
    }),
  );
});
