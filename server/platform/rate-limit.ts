export type Limited = { most: number; perMs: number; now?: () => number };
export type Limit = {
  /** Counts one event, and returns whether it is among the first `most` of its name within `perMs`. */
  allows: (name: string) => boolean;
  /** Whether the limit is exceeded, without counting. */
  isOver: (name: string) => boolean;
};

/** The most names counted at the same time; the oldest windows are dropped first. */
const mostNames = 10_000;

/**
 * A fixed-window rate limit by name; a window begins with the first event of a name, and is over too where the clock was set back before
 * it. `now` in milliseconds.
 */
export function openLimit({ most, perMs, now = () => performance.now() }: Limited): Limit {
  const windows = new Map<string, { count: number; endsAt: number }>();
  const windowOf = (name: string, at: number) => {
    const window = windows.get(name);
    return window && at < window.endsAt && at >= window.endsAt - perMs ? window : undefined;
  };
  return {
    allows(name) {
      const at = now();
      const window = windowOf(name, at);
      if (window) return (window.count += 1) <= most;
      windows.delete(name);
      windows.set(name, { count: 1, endsAt: at + perMs });
      if (windows.size > mostNames) windows.delete(windows.keys().next().value!);
      return true;
    },
    isOver: (name) => (windowOf(name, now())?.count ?? 0) > most,
  };
}
