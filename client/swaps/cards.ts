import type { Shift } from '#shared/shifts';
import type { Swap } from '#shared/swaps';

/** The most questions shown at a time. */
const mostCards = 3;

type Shifts = { get: (id: string) => Shift | undefined };

type Card = { swap: Swap; shift: Shift };

/**
 * What I am asked and have not answered, soonest first, each shift once. Shifts that have begun or are mine are left out. `shown`: the
 * shifts of the cards on the screen, which stay where they are, so that none goes away under the finger when a sooner one is asked.
 */
export function cardsFor(
  swaps: Swap[],
  shifts: Shifts,
  me: string,
  now: number,
  shown: readonly string[] = [],
): Card[] {
  const asked = swaps
    .filter(({ asksMe, answer }) => asksMe && answer === null)
    .flatMap((swap) => {
      const shift = shifts.get(swap.shiftId);
      return shift ? [{ swap, shift }] : [];
    })
    .filter(
      ({ shift }) =>
        Date.parse(shift.startsAt) > now && shift.places.every(({ personId }) => personId !== me),
    )
    .toSorted((a, b) => a.shift.startsAt.localeCompare(b.shift.startsAt));
  const first = new Map(asked.toReversed().map((card) => [card.shift.id, card]));
  const one = asked.filter((card) => first.get(card.shift.id) === card);
  const staying = shown.flatMap((id) => one.find(({ shift }) => shift.id === id) ?? []);
  return [...staying, ...one.filter((card) => !staying.includes(card))].slice(0, mostCards);
}
