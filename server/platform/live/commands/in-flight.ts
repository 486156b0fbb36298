import { setTimeout as pause } from 'node:timers/promises';

/** Counts work in progress, so that a stopping server can wait for it. */
export function openInFlight() {
  let count = 0;
  let stopping = false;
  let allEnded = () => {};
  return { begin, finish, count: () => count };

  /** Returns the function that ends it; null once the server is stopping. */
  function begin(): (() => void) | null {
    if (stopping) return null;
    count += 1;
    return () => {
      count -= 1;
      if (count === 0) allEnded();
    };
  }

  /** Lets nothing more begin. Resolves when everything has ended, or after the timeout. */
  async function finish(timeoutMs: number): Promise<void> {
    stopping = true;
    if (count === 0) return;
    const timeout = new AbortController();
    const ended = new Promise<void>((resolve) => (allEnded = resolve));
    await Promise.race([ended, pause(timeoutMs, undefined, { signal: timeout.signal }).catch(() => {})]);
    timeout.abort();
  }
}
