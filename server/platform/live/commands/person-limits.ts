import { openLimit, type Limit, type Limited } from '../../rate-limit.ts';

export type PersonLimits = ReturnType<typeof openPersonLimits>;

const noLimit: Limit = { allows: () => true, isOver: () => false };

/**
 * Rate limits per person, over all of their connections to this server. With 0 commands a minute, for load tests, only what goes to
 * every other server is limited.
 */
export function openPersonLimits(commandsPerMinute: number) {
  const unlessLifted = (limited: Limited) => (commandsPerMinute > 0 ? openLimit(limited) : noLimit);
  return {
    /** Open at the same time. */
    connections: commandsPerMinute > 0 ? 5 : Infinity,
    command: unlessLifted({ most: commandsPerMinute, perMs: 60_000 }),
    /** Events other than commands: malformed ones, probes, typing. */
    stray: unlessLifted({ most: 200, perMs: 10_000 }),
    /** Events of any kind: more than a page sends at once after half an hour offline. */
    event: unlessLifted({ most: 2_000, perMs: 10_000 }),
    /** Each costs a welcome. Several pages that reconnect every second stay below this. */
    handshake: unlessLifted({ most: 300, perMs: 60_000 }),
    /** Each causes a message to every other server. */
    volatile: openLimit({ most: 10, perMs: 2_000 }),
  };
}

/** Handshakes without a valid sign-in, by network. */
export const openStrangerLimit = () => openLimit({ most: 10, perMs: 60_000 });
