import { expect, test } from 'vitest';
import type { Shift } from '#shared/shifts';
import type { Swap } from '#shared/swaps';
import { cardsFor } from '../../client/swaps/cards.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const shiftOn = (day: number, personIds: string[] = []) =>
  ({
    id: `on-${day}`,
    startsAt: `2026-11-${day}T18:00:00.000Z`,
    places: personIds.map((personId) => ({ personId })),
  }) as Shift;
const asks = (day: number, more: Partial<Swap> = {}) =>
  ({ id: `about-${day}`, shiftId: `on-${day}`, asksMe: true, answer: null, ...more }) as Swap;
const cards = (swaps: Swap[], shifts: Shift[] = [21, 22, 23, 24, 25].map((day) => shiftOn(day))) =>
  cardsFor(swaps, { get: (id) => shifts.find((shift) => shift.id === id) }, 'ana', now).map(
    ({ swap }) => swap.id,
  );

test('at most three questions are shown, the soonest first, and each shift once', () => {
  const all = [25, 24, 23, 22].map((day) => asks(day));
  expect(cards(all)).toEqual(['about-22', 'about-23', 'about-24']);
  expect(cards([asks(22), asks(22, { id: 'again' }), asks(23)])).toHaveLength(2);
});

test('what is answered, begun, unknown or mine already is no question', () => {
  expect(cards([asks(22, { answer: 'no' }), asks(23, { asksMe: false }), asks(26)])).toEqual([]);
  const begun = { ...shiftOn(21), startsAt: '2026-11-21T11:00:00.000Z' };
  expect(cards([asks(21), asks(22)], [begun, shiftOn(22, ['ben', 'ana'])])).toEqual([]);
});

test('a card on the screen stays where it is when a sooner shift is asked for, until it is answered', () => {
  const shifts = {
    get: (id: string) => [22, 23, 24, 25].map((day) => shiftOn(day)).find((one) => one.id === id),
  };
  const after = (shown: string[], ...swaps: Swap[]) =>
    cardsFor(swaps, shifts, 'ana', now, shown).map(({ swap }) => swap.id);
  const shown = ['on-23', 'on-24', 'on-25'];
  const [soonest, ...others] = [22, 23, 24, 25].map((day) => asks(day));
  expect(after(shown, soonest!, ...others)).toEqual(['about-23', 'about-24', 'about-25']);
  const answered = others.map((swap) => (swap.id === 'about-24' ? { ...swap, answer: 'no' as const } : swap));
  expect(after(shown, soonest!, ...answered)).toEqual(['about-23', 'about-25', 'about-22']);
});
