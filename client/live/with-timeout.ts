/** A timer that is this late means that the page was frozen. */
const stoodStill = 1_000;

/** Rejects after the timeout. Time in which the page was frozen does not count. */
export async function withTimeout<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, fail) => {
    const wait = () => {
      const due = performance.now() + milliseconds;
      timer = setTimeout(() => {
        if (performance.now() > due + stoodStill) wait();
        else fail(new Error('It took too long.'));
      }, milliseconds);
    };
    wait();
  });
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
