import { setTimeout as pause } from 'node:timers/promises';

/** Counts what has been begun and not yet ended, so that a server that stops can wait for it. */
export function openInFlight() {
  let count = 0;
  let stopping = false;
  let allEnded = () => {};
  return { begin, finish };

  /** Returns how to end it; null once the server is stopping. */
  function begin(): (() => void) | null {
    if (stopping) return null;
    count += 1;
    return () => {
      count -= 1;
      if (count === 0) allEnded();
    };
  }

  /** Begins nothing more. Resolves when all has ended, or after so many milliseconds. */
  async function finish(within: number): Promise<void> {
    stopping = true;
    if (count === 0) return;
    const patience = new AbortController();
    const ended = new Promise<void>((resolve) => (allEnded = resolve));
    await Promise.race([ended, pause(within, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
  }
}
