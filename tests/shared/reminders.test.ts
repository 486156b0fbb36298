import { describe, expect, test } from 'vitest';
import { nextReminder, reminderDue, remindersOf } from '#shared/reminders';

const at = (time: string) => new Date(time);
const shown = (times: Date[]) => times.map((time) => `${time.toISOString().slice(0, 16)}Z`);

describe('a shift is announced at 18:00 on the day before its date, and two hours before it', () => {
  test.each([
    ['of an evening', '2026-11-20T18:00Z', 'Europe/London', '2026-11-19T18:00Z', '2026-11-20T16:00Z'],
    ['in the morning', '2026-11-21T08:00Z', 'Europe/London', '2026-11-20T18:00Z', '2026-11-21T06:00Z'],
    ['just after midnight', '2026-11-21T00:30Z', 'Europe/London', '2026-11-20T18:00Z', '2026-11-20T22:30Z'],
    ['at midnight', '2026-11-21T00:00Z', 'Europe/London', '2026-11-20T18:00Z', '2026-11-20T22:00Z'],
    ['just before it', '2026-11-20T23:59Z', 'Europe/London', '2026-11-19T18:00Z', '2026-11-20T21:59Z'],
    ['in summer', '2026-07-03T17:00Z', 'Europe/London', '2026-07-02T17:00Z', '2026-07-03T15:00Z'],
    [
      'after midnight in summer',
      '2026-07-03T23:30Z',
      'Europe/London',
      '2026-07-03T17:00Z',
      '2026-07-03T21:30Z',
    ],
    [
      'after the clock went back',
      '2026-10-25T18:00Z',
      'Europe/London',
      '2026-10-24T17:00Z',
      '2026-10-25T16:00Z',
    ],
    ['in the second 01:30', '2026-10-25T01:30Z', 'Europe/London', '2026-10-24T17:00Z', '2026-10-24T23:30Z'],
    ['after it went forward', '2027-03-28T02:30Z', 'Europe/London', '2027-03-27T18:00Z', '2027-03-28T00:30Z'],
    ['in New York', '2027-03-14T22:00Z', 'America/New_York', '2027-03-13T23:00Z', '2027-03-14T20:00Z'],
    ['on Lord Howe', '2027-04-04T09:00Z', 'Australia/Lord_Howe', '2027-04-03T07:00Z', '2027-04-04T07:00Z'],
  ])('%s', (_, startsAt, zone, evening, before) => {
    expect(shown(remindersOf(at(startsAt), zone))).toEqual([evening, before]);
  });
});

const times = remindersOf(at('2026-11-20T18:00Z'), 'Europe/London');
const [evening, before] = times as [Date, Date];

test('one is due from its time on, and of two that were missed only the later', () => {
  expect(reminderDue(times, evening, at('2026-11-19T17:59Z'))).toBeNull();
  expect(reminderDue(times, evening, evening)).toEqual(evening);
  expect(reminderDue(times, evening, at('2026-11-20T15:59Z'))).toEqual(evening);
  expect(reminderDue(times, evening, at('2026-11-20T17:00Z'))).toEqual(before);
  expect(reminderDue(times, before, at('2026-11-20T15:59Z'))).toBeNull();
  expect(reminderDue(times, before, before)).toEqual(before);
});

test('the next is the first that is still to come, and there is an end to them', () => {
  expect(nextReminder(times, at('2026-11-18T12:00Z'))).toEqual(evening);
  expect(nextReminder(times, evening)).toEqual(before);
  expect(nextReminder(times, before)).toBeNull();
});
