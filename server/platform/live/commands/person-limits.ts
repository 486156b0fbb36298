import { openLimit, type Limit, type Limited } from '../../rate-limit.ts';
import { openTokenBucket, type TokenBucket } from '../../token-bucket.ts';

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
    command: openCommandLimit(commandsPerMinute),
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

/** At most this many at once: twelve seconds of the rate, and never so few that one press more is too many. */
const burstOf = (perMinute: number) => Math.max(10, perMinute / 5);

/**
 * Commands of one person. What waited in a page without a link says when it was given, and comes all at once afterwards: once the burst
 * is used up, as many of these as an hour without a link leaves are let in besides. A client that sends `at` falsely gains no more than these.
 */
function openCommandLimit(perMinute: number): { allows: (name: string, waited: boolean) => boolean } {
  if (perMinute === 0) return noLimit;
  const given: TokenBucket = openTokenBucket({ burst: burstOf(perMinute), perMinute });
  const late = openLimit({ most: 300, perMs: 600_000 });
  return { allows: (name, waited) => given.allows(name) || (waited && late.allows(name)) };
}

/** Handshakes without a valid sign-in, by network. */
export const openStrangerLimit = () => openLimit({ most: 10, perMs: 60_000 });
