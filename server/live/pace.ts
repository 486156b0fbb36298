import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { CommandName } from '#shared/contract';

/** Getting help is never too fast. */
const urgent: ReadonlySet<CommandName> = new Set(['signal:raise', 'signal:answer', 'signal:lower']);
export const isUrgent = (name: CommandName) => urgent.has(name);

/** How fast one person may give commands, over all of their tabs: so many in any one minute. */
export function openPace(commandsPerMinute: number) {
  const limiter = new RateLimiterMemory({ points: commandsPerMinute, duration: 60 });
  return async function mayGoOn(personId: string, name: CommandName): Promise<boolean> {
    if (isUrgent(name)) return true;
    try {
      await limiter.consume(personId);
      return true;
    } catch {
      return false;
    }
  };
}
