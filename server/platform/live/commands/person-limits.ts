import { openLimit, type Limit, type Limited } from '../../rate-limit.ts';

export type PersonLimits = ReturnType<typeof openPersonLimits>;

const noLimit: Limit = { allows: () => true, isOver: () => false };

/**
 * What one person may do, over all of their pages at this server. With 0 commands a minute, for load tests, only what goes to
 * every other server is limited.
 */
export function openPersonLimits(commandsPerMinute: number) {
  const unlessLifted = (limited: Limited) => (commandsPerMinute > 0 ? openLimit(limited) : noLimit);
  return {
    /** Open at the same time. */
    connections: commandsPerMinute > 0 ? 5 : Infinity,
    command: unlessLifted({ most: commandsPerMinute, perMs: 60_000 }),
    /** Events that are no command: malformed ones, probes, typing. */
    stray: unlessLifted({ most: 200, perMs: 10_000 }),
    /** Events of any kind: above what a page sends at once that had no link for half an hour. */
    event: unlessLifted({ most: 2_000, perMs: 10_000 }),
    /** Each costs a welcome. A link that comes and goes every second, on several pages, stays below this. */
    handshake: unlessLifted({ most: 300, perMs: 60_000 }),
    /** Each is a message to every other server. */
    volatile: openLimit({ most: 10, perMs: 2_000 }),
  };
}

/** Handshakes of nobody who is signed in, by network. */
export const openStrangerLimit = () => openLimit({ most: 10, perMs: 60_000 });
