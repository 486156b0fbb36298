import type { RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Wrong passwords per hour before a wait: per e-mail address and client address, and per client address in total. */
const perAddress = { points: 10, duration: 3_600 };
const perPlace = { points: 60, duration: 3_600 };

/** Slows password guessing down. Never locks an e-mail address, so guesses by others do not lock its owner out. */
export function openLoginThrottle() {
  const addresses = new RateLimiterMemory(perAddress);
  const everywhere = new RateLimiterMemory(perPlace);
  const keyOf = (email: string, place = '') => `${place} ${email}`;

  return {
    /** Seconds to wait before this try; 0 for none. Counts the try first, so that parallel tries do not bypass the limit. */
    async waitFor(email: string, place = ''): Promise<number> {
      const [address, from] = await Promise.all([
        addresses.penalty(keyOf(email, place)),
        everywhere.get(place),
      ]);
      return Math.max(waitAfter(address, perAddress.points + 1), waitAfter(from, perPlace.points));
    },
    async noteFailure(place = ''): Promise<void> {
      await everywhere.penalty(place);
    },
    async forget(email: string, place = ''): Promise<void> {
      await addresses.delete(keyOf(email, place));
    },
  };
}

export type LoginThrottle = ReturnType<typeof openLoginThrottle>;

const waitAfter = (tries: RateLimiterRes | null, most: number) =>
  tries && tries.consumedPoints >= most ? Math.ceil(tries.msBeforeNext / 1_000) : 0;
