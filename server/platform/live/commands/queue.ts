/** Commands of one connection that may wait. A tab that was offline for half an hour stays far below this. */
const longest = 1_000;
/** Urgent commands are accepted beyond a full queue, up to this limit. */
const longestForUrgent = 2 * longest;

/** Runs work one piece at a time, in the order received. Returns false if the queue is full; nothing is dropped silently. */
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
