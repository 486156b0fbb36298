/** The queue is full. `seconds`: when to try again. */
export class TooManyWaiting extends Error {
  readonly seconds = 5;
}

/** Limits concurrency to `atOnce`. At most `waiting` calls may queue, and as many again with priority (`first`); one more throws `TooManyWaiting`. */
export function openConcurrencyLimit({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const lines = { first: [] as (() => void)[], later: [] as (() => void)[] };
  let running = 0;

  return async function inTurn<Result>(work: () => Promise<Result>, first = false): Promise<Result> {
    const line = first ? lines.first : lines.later;
    if (running < atOnce) running += 1;
    else if (line.length >= waiting) throw new TooManyWaiting('Too many are waiting.');
    else await new Promise<void>((begin) => line.push(begin));
    try {
      return await work();
    } finally {
      const next = lines.first.shift() ?? lines.later.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
