import type { Reply } from '#shared/refusals';

/** How long to wait for a command's acknowledgement before it is sent again. */
export const ackTimeoutMs = 5_000;
/** After this long without an acknowledgement the screen says "not sent yet". */
export const sayNotSentAfterMs = 4_000;
/** A command that waited for less than this carries no time. */
export const shortestWaitSaidMs = 1_000;
/** A connection that breaks this soon after a command was sent may have been broken by it. */
export const brokenWithinMs = 2_000;
/** How often in a row a command may break the connection before it is set aside. */
export const breaksAtMost = 3;
/** How long a command may fail on the server before it counts as refused, so that the next ones are sent. */
export const retryForMs = 60_000;
/** How long the leading tab may send nothing before another takes over. */
export const silentTabMs = 5_000;
/** How long to wait for the answer to a probe. */
export const probeTimeoutMs = 2_000;
/** The server pings every 8 seconds and waits 6: a connection that is silent for longer is dead. */
export const silentLinkMs = 14_000;
/** How long to wait for the response to an HTTP request. */
export const requestTimeoutMs = 30_000;
/** How long to wait for the response that says who is signed in. It is short because the page is blank until then. */
export const whoTimeoutMs = 8_000;
/** How long to wait for a file download. */
export const fileTimeoutMs = 300_000;
const longestRestMs = 8_000;
/** How many times in a row a page retries a server of another version; about ten minutes. */
export const versionTriesAtMost = 24;
const longestVersionRestMs = 30_000;

/** Exponential backoff with jitter, in milliseconds. */
export function restBefore(attempt: number, chance = Math.random()): number {
  const full = Math.min(250 * 2 ** attempt, longestRestMs);
  return full / 2 + (full / 2) * chance;
}

/** Backoff in milliseconds while another version is being deployed, which takes seconds or minutes. */
export function restForVersion(attempt: number, chance = Math.random()): number {
  const full = Math.min(1_000 * 2 ** attempt, longestVersionRestMs);
  return full / 2 + (full / 2) * chance;
}

/** The reply, or null if it takes so long that the page should not wait for it. */
export const soon = (reply: Promise<Reply>): Promise<Reply | null> =>
  Promise.race([reply, new Promise<null>((done) => setTimeout(() => done(null), sayNotSentAfterMs))]);
