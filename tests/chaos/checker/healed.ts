import type { Evening, Heal, Invariant } from './evening.ts';

/** Milliseconds after the last fault is over. */
export const within = { equal: 5_000, empty: 10_000 };

/** When nothing is wrong any more, every page soon shows what a fresh welcome says. */
export const healed: Invariant = (evening) =>
  evening.heals
    .filter(({ equalAfter }) => equalAfter === null || equalAfter > within.equal)
    .map((heal) => {
      const differences = heal.differences.slice(0, 3).join(' ');
      return `After round ${heal.round} the pages were right ${inWords(heal.equalAfter)} (${differences}). ${circumstances(heal, evening)}`;
    });

/** What waited on a page while it had no link is sent soon after. */
export const emptied: Invariant = (evening) =>
  evening.heals
    .filter(({ emptyAfter }) => emptyAfter === null || emptyAfter > within.empty)
    .map(
      (heal) =>
        `After round ${heal.round} all was sent ${inWords(heal.emptyAfter)}. ${circumstances(heal, evening)}`,
    );

const inWords = (after: number | null) => (after === null ? 'never' : `after ${Math.round(after)} ms`);

/** What had been done to whom, and when each page lost its link and was welcomed, in milliseconds from the end of the faults. */
function circumstances({ faults, at }: Heal, { history }: Evening): string {
  const done = faults.map(({ kind, after, lasts, who }) => `${kind} ${who} from ${after} for ${lasts}`);
  const links = history.map(({ who, happenings }) => {
    const moments = happenings.flatMap((one) =>
      one.at > at - 6_000 && (one.kind === 'disconnected' || one.kind === 'welcomed')
        ? [`${one.kind} ${Math.round(one.at - at)}`]
        : [],
    );
    return `${who.name}: ${moments.join(', ')}`;
  });
  return `Faults: ${done.join('; ')}. Links: ${links.join('; ')}.`;
}
