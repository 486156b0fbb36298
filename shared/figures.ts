/** A count below this is never shown: it might be somebody. */
export const fewest = 8;
/** Counts are shown to the nearest of these. */
const nearest = 5;
/** Shares are shown only of a whole of at least so many. */
const leastForShares = 40;

/**
 * A count as it may leave the server. `few`: fewer than 8. `kept-back`: at least 8, but with it a count of fewer than 8 could be worked
 * out. `atLeast`: a sum to which counts belong that are not shown.
 */
export type Figure = number | 'none' | 'few' | 'kept-back' | { atLeast: number };

/** The one rule by which counts are rounded. For a count that is not a part of another one. */
export function shown(count: number): Figure {
  if (count === 0) return 'none';
  return count < fewest ? 'few' : Math.round(count / nearest) * nearest;
}

/**
 * The parts of a whole that is shown too, each call in exactly one. What is not shown adds up to nothing or to at least 8, so that it
 * cannot be had by taking the parts from the whole.
 */
export function shownParts<Name extends string>(counts: Record<Name, number>): Record<Name, Figure> {
  const entries = Object.entries<number>(counts).sort(([, one], [, other]) => one - other);
  let hidden = 0;
  const figures = entries.map(([name, count]) => {
    const figure = shown(count);
    const tellsTheRest = typeof figure === 'number' && hidden > 0 && hidden < fewest;
    if (figure === 'few' || tellsTheRest) hidden += count;
    return [name, tellsTheRest ? 'kept-back' : figure];
  });
  return Object.fromEntries(figures) as Record<Name, Figure>;
}

/** A count of some of a whole that is shown too. Those that it leaves out are none, or at least 8. */
export const shownAmong = (count: number, whole: number): Figure =>
  shownParts({ in: count, out: whole - count }).in;

/** The sum of figures, made of what is shown of them: whoever takes one from it finds the others and no more. */
export function sumOf(figures: Figure[]): Figure {
  const numbers = figures.map((figure) => (typeof figure === 'object' ? figure.atLeast : figure));
  const total = numbers.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
  if (figures.every((figure) => figure === 'none' || typeof figure === 'number')) return total || 'none';
  return total > 0 ? { atLeast: total } : 'kept-back';
}

/** So many of a hundred, from the rounded numbers; null where the whole is too small for that, or one of them not shown. */
export function shareOf(part: Figure, whole: Figure): number | null {
  if (typeof part !== 'number' || typeof whole !== 'number' || whole < leastForShares) return null;
  return Math.min(100, Math.round((part / whole) * 100));
}
