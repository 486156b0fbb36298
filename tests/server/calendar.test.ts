import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarOf, folded, textValue } from '#server/calendar/calendar';
import { sequenceOf } from '#server/feeds/sequence';
import { changesPerEpoch } from '#server/platform/database/epochs';
import { eventsIn, expectLinesOf } from '../support/calendar-readers.ts';

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);

test('a line is folded at 75 octets, never within a character, and unfolded it is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (words) => {
      const line = `SUMMARY:${textValue(words)}`;
      const text = `${folded(line)}\r\n`;
      expectLinesOf(text);
      expect(text.slice(0, -2).replaceAll('\r\n ', '')).toBe(line);
    }),
  );
});

test('text that has a meaning in a calendar is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('\\', ';', ',', '\n', 'n', 'N', ':', '"', 'é') }),
      (words) => {
        const text = ['BEGIN:VCALENDAR', `X-WORDS;VALUE=TEXT:${textValue(words)}`, 'END:VCALENDAR'].map(
          folded,
        );
        const calendar = new ICAL.Component(ICAL.parse(text.join('\r\n')) as unknown[]);
        expect(calendar.getFirstPropertyValue('x-words')).toBe(words);
      },
    ),
  );
});

test('events are read by both readers as they were given, also cancelled ones and none', () => {
  const event = { sequence: 7, revisedAt: at('10:00'), startsAt: at('18:00'), endsAt: at('23:59') };
  const text = calendarOf(
    [
      { ...event, uid: 'a' },
      { ...event, uid: 'b', isCancelled: true },
    ],
    { refreshHours: 2 },
  );
  const read = {
    sequence: 7,
    summary: 'Alongside',
    start: '2026-11-20T18:00:00.000Z',
    end: '2026-11-20T23:59:00.000Z',
    stamp: '2026-11-20T10:00:00.000Z',
    modified: '2026-11-20T10:00:00.000Z',
  };
  expect(eventsIn(text)).toEqual([
    { ...read, uid: 'a@alongside', status: 'CONFIRMED' },
    { ...read, uid: 'b@alongside', status: 'CANCELLED' },
  ]);
  expect(eventsIn(calendarOf([], {}))).toEqual([]);
});

test('a sequence grows with the version, also over epochs, and is a number of 32 bits', () => {
  const versions = [
    1,
    2,
    90_000,
    changesPerEpoch + 1,
    changesPerEpoch + 2,
    100 * changesPerEpoch + 5_000_000,
  ];
  const sequences = versions.map(sequenceOf);
  expect(sequences.toSorted((one, other) => one - other)).toEqual(sequences);
  expect(new Set(sequences).size).toBe(versions.length);
  expect(sequences.at(-1)).toBeLessThan(2 ** 31);
});
