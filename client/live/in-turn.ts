/** For work that must not overlap: each piece waits for those before it, also for one that fails. */
export function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = last.then(work, work);
    last = done;
    return done;
  };
}
