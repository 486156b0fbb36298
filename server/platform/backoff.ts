type Limits = { uptimeMs: () => number; firstMs: number; longestMs: number };

/** Exponential backoff: each consecutive failure of a key doubles the pause before the next try, up to `longestMs`. */
export function openBackoff({ uptimeMs, firstMs, longestMs }: Limits) {
  const failing = new Map<string, { pauseMs: number; until: number }>();
  return {
    mayTry: (key: string) => uptimeMs() >= (failing.get(key)?.until ?? -Infinity),
    /** Returns the milliseconds before the next try. */
    noteFailure(key: string): number {
      const before = failing.get(key);
      const pauseMs = before ? Math.min(before.pauseMs * 2, longestMs) : firstMs;
      failing.set(key, { pauseMs, until: uptimeMs() + pauseMs });
      return pauseMs;
    },
    noteSuccess(key: string): void {
      failing.delete(key);
    },
  };
}
