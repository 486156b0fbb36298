import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Limits the commands of one person per minute, over all of their tabs; 0 for no limit. */
export function openRateLimit(commandsPerMinute: number) {
  if (commandsPerMinute === 0) return () => Promise.resolve(true);
  const limiter = new RateLimiterMemory({ points: commandsPerMinute, duration: 60 });
  return (personId: string) => within(limiter, personId);
}

/** Each volatile event is a message to every other server, hence ten in two seconds. */
export function openVolatileRateLimit() {
  const limiter = new RateLimiterMemory({ points: 10, duration: 2 });
  return (personId: string) => within(limiter, personId);
}

const within = (limiter: RateLimiterMemory, personId: string): Promise<boolean> =>
  limiter.consume(personId).then(
    () => true,
    () => false,
  );
