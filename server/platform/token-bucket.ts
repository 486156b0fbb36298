export type Bucket = { burst: number; perMinute: number; now?: () => number };
export type TokenBucket = {
  /** Takes a token of this name, if there is one. */
  allows: (name: string) => boolean;
};

/** The most names counted at the same time. What is dropped first was used least recently, and is nearly always full again. */
const mostNames = 10_000;

/**
 * A rate limit by name that refills steadily: `burst` at once, `perMinute` in the long run. Kept as the time at which a bucket is full
 * again (the generic cell rate algorithm). `now` in milliseconds.
 */
export function openTokenBucket({ burst, perMinute, now = () => performance.now() }: Bucket): TokenBucket {
  const refill = 60_000 / perMinute;
  const fullAgainAt = new Map<string, number>();
  return {
    allows(name) {
      const at = now();
      const next = Math.max(fullAgainAt.get(name) ?? at, at) + refill;
      if (next - at > burst * refill) return false;
      fullAgainAt.delete(name);
      fullAgainAt.set(name, next);
      if (fullAgainAt.size > mostNames) fullAgainAt.delete(fullAgainAt.keys().next().value!);
      return true;
    },
  };
}
