import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { CommandName } from '#shared/contract';

/** Getting help is never too fast. */
const urgent: ReadonlySet<CommandName> = new Set(['signal:raise', 'signal:answer', 'signal:lower']);
export const isUrgent = (name: CommandName) => urgent.has(name);

/** How fast one person may give commands, over all of their tabs: so many in any one minute. */
export function openRateLimit(commandsPerMinute: number) {
  const limiter = new RateLimiterMemory({ points: commandsPerMinute, duration: 60 });
  return async function allowCommand(personId: string, name: CommandName): Promise<boolean> {
    return isUrgent(name) || within(limiter, personId);
  };
}

/** Each sign of typing is a message to every other server, so ten in two seconds are enough. */
export function openTypingRateLimit() {
  const limiter = new RateLimiterMemory({ points: 10, duration: 2 });
  return (personId: string) => within(limiter, personId);
}

const within = (limiter: RateLimiterMemory, personId: string): Promise<boolean> =>
  limiter.consume(personId).then(
    () => true,
    () => false,
  );
