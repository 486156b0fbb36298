import type { Happening } from '../history.ts';
import type { Evening, Heal, Invariant } from './evening.ts';

/** Milliseconds after the last fault is over, as the machine gives them: see `openGivenTime`. */
export const healedWithinMs = { equal: 5_000, empty: 10_000 };

/** When nothing is wrong any more, every page soon shows what a fresh welcome says. */
export const healed: Invariant = (evening) =>
  evening.heals
    .filter(({ equalAfter }) => equalAfter === null || equalAfter > healedWithinMs.equal)
    .map((heal) => {
      const differences = heal.differences.slice(0, 3).join(' ');
      return `After round ${heal.round} the pages were right ${inWords(heal.equalAfter)} (${differences}). ${circumstances(heal, evening)}`;
    });

/** Commands that waited for a connection are sent soon after. */
export const emptied: Invariant = (evening) =>
  evening.heals
    .filter(({ emptyAfter }) => emptyAfter === null || emptyAfter > healedWithinMs.empty)
    .map(
      (heal) =>
        `After round ${heal.round} all was sent ${inWords(heal.emptyAfter)}. ${circumstances(heal, evening)}`,
    );

const inWords = (after: number | null) => (after === null ? 'never' : `after ${Math.round(after)} ms`);

/** The faults and their targets, and the state of each page, in milliseconds from the end of the faults. */
function circumstances({ faults, at }: Heal, { history }: Evening): string {
  const done = faults.map(({ kind, after, lasts, who }) => `${kind} ${who} from ${after} for ${lasts}`);
  const pages = history.map(({ who, happenings }) => {
    const late = happenings.filter((one) => one.at > at - 6_000);
    const links = late
      .filter(({ kind }) => kind === 'disconnected' || kind === 'welcomed')
      .map((one) => `${one.kind} ${Math.round(one.at - at)}`);
    const slow = late.flatMap((one, index) => slowness(one, late.slice(index), at));
    return `${who.name}: ${[...links, ...slow].join(', ')}`;
  });
  return `Faults: ${done.join('; ')}. Pages: ${pages.join('; ')}.`;
}

const quick = 2_000;

function slowness(one: Happening, later: Happening[], at: number): string[] {
  if (one.kind !== 'sent') return [];
  const answer = later.find((other) => other.kind === 'answered' && other.commandId === one.commandId);
  if (answer && answer.at - one.at < quick) return [];
  const when = answer ? `answered ${Math.round(answer.at - at)}` : 'not answered';
  return [`${one.name} ${one.commandId} sent ${Math.round(one.at - at)}, ${when}`];
}
