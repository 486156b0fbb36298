import { expect, test } from 'vitest';
import type { Debrief } from '#shared/debriefs';
import { peopleIn, type DeskPiles } from '../../client/desk/desk-order.ts';
import { deskHeading, statusOf } from '../../client/desk/desk-words.ts';
import { starterWordOf } from './starter-words.ts';
import { Times } from '../../client/ui/times.ts';
import { asked } from './asked.ts';

const now = Date.parse('2026-11-21T21:55:00Z');
const phrasing = { now, times: new Times('Europe/London'), nameOf: () => 'Somebody', wordOf: starterWordOf };

const pilesWith = (waiting: Debrief[], more: Partial<DeskPiles> = {}): DeskPiles => ({
  waiting,
  withMe: [],
  held: [],
  withOthers: [],
  supervision: [],
  earlier: [],
  ...more,
});

test('nobody is waiting is not said where somebody waits for my next word, or has kept something for supervision', () => {
  const mine = asked('a', 'now', '2026-11-21T21:50:00Z', { state: 'other-time-asked' });
  expect(deskHeading(pilesWith([], { withMe: [mine] }))).toBe('One person has asked for you');
  const kept = asked('b', 'keep-for-supervision', '2026-11-20T21:50:00Z');
  expect(deskHeading(pilesWith([], { supervision: [kept] }))).toBe('Nobody needs an answer today');
  expect(statusOf(kept, phrasing)).toBe('Kept for supervision. No answer is needed now.');
});

test('the desk speaks of people, not of requests', () => {
  const twice = [
    asked('a', 'now', '2026-11-21T21:52:00Z'),
    asked('b', 'next-day-or-two', '2026-11-21T21:53:00Z'),
  ];
  expect(peopleIn(twice)).toBe(1);
  expect(deskHeading(pilesWith(twice))).toBe('One person has asked for you');
  expect(
    deskHeading(pilesWith([...twice, asked('c', 'now', '2026-11-21T21:52:00Z', { askedBy: 'ben' })])),
  ).toBe('Two people have asked for you');
  expect(deskHeading(pilesWith([]))).toBe('Nobody is waiting for you');
  expect(deskHeading(pilesWith([]), true)).toBe('One thing waits for your answer');
  expect(deskHeading(pilesWith(twice), true)).toBe('One person has asked for you');
});
