import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How fast one person may give commands, over all of their tabs: so many in any one minute. */
export function openRateLimit(commandsPerMinute: number) {
  const limiter = new RateLimiterMemory({ points: commandsPerMinute, duration: 60 });
  return (personId: string) => within(limiter, personId);
}

/** Each volatile event is a message to every other server, so ten in two seconds are enough. */
export function openVolatileRateLimit() {
  const limiter = new RateLimiterMemory({ points: 10, duration: 2 });
  return (personId: string) => within(limiter, personId);
}

const within = (limiter: RateLimiterMemory, personId: string): Promise<boolean> =>
  limiter.consume(personId).then(
    () => true,
    () => false,
  );
