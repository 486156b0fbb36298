/** How many commands of one connection may wait. A tab that was offline for half an hour stays far below it. */
const longest = 1_000;
/** Getting help is let in behind a full queue, though not without end. */
const longestForUrgent = 2 * longest;

/** Does one thing after the other, in the order given. False when too much waits already; nothing is dropped silently. */
export function openQueue() {
  let last = Promise.resolve();
  let waiting = 0;
  return function doNext(work: () => Promise<void>, isUrgent = false): boolean {
    if (waiting >= (isUrgent ? longestForUrgent : longest)) return false;
    waiting += 1;
    last = last.then(work).finally(() => {
      waiting -= 1;
    });
    return true;
  };
}
