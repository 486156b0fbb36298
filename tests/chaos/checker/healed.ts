import type { Evening, Heal, Invariant } from './evening.ts';

/** Milliseconds after the last fault is over. */
export const within = { equal: 5_000, empty: 10_000 };

/** When nothing is wrong any more, every page soon shows what a fresh welcome says, and nothing waits to be sent. */
export const healed: Invariant = (evening) =>
  evening.heals.flatMap((heal) => {
    const { round, equalAfter, emptyAfter, differences } = heal;
    const wrong = [];
    if (equalAfter === null || equalAfter > within.equal)
      wrong.push(`the pages were right ${inWords(equalAfter)} (${differences.slice(0, 3).join(' ')})`);
    if (emptyAfter === null || emptyAfter > within.empty) wrong.push(`all was sent ${inWords(emptyAfter)}`);
    return wrong.map((what) => `After round ${round} ${what}. ${circumstances(heal, evening)}`);
  });

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
