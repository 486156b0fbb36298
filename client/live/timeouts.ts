import type { Reply } from '#shared/refusals';

/** How long a command may go without an answer before it is sent again. */
export const answerWithin = 5_000;
/** How long before a command without an answer is called "not sent yet" on the screen. */
export const saySoAfter = 4_000;
/** A command that waited for less than this happened when it arrives. */
export const notWorthSaying = 1_000;
/** A link that breaks this soon after a command left may have been broken by it. */
export const brokenWithin = 2_000;
/** How often in a row a command may break the link before it is put aside. */
export const breaksAtMost = 3;
/** How long one command may fail on the server before it counts as refused, so that the next ones can pass. */
export const tryFor = 60_000;
/** How long another tab may have the sending and not do it. */
export const silentTab = 5_000;
/** How long the server may take to show that the link is alive, when that is in doubt. */
export const probeWithin = 2_000;
/** The server pings every eight seconds and waits six: a link that was silent for longer is dead. */
export const silentLink = 14_000;
const longestRest = 8_000;
/** How often in a row a page asks a server that does not understand it; about ten minutes. */
export const versionTriesAtMost = 24;
const longestVersionRest = 30_000;

/** A rest that doubles with each attempt, jittered so that everybody does not return at once. */
export function restBefore(attempt: number, chance = Math.random()): number {
  const full = Math.min(250 * 2 ** attempt, longestRest);
  return full / 2 + (full / 2) * chance;
}

/** A rest while another version is being put in place: servers take seconds to be replaced, and sometimes minutes. */
export function restForVersion(attempt: number, chance = Math.random()): number {
  const full = Math.min(1_000 * 2 ** attempt, longestVersionRest);
  return full / 2 + (full / 2) * chance;
}

/** The reply, or null where it takes so long that nobody needs to wait with it: it comes when it comes. */
export const soon = (reply: Promise<Reply>): Promise<Reply | null> =>
  Promise.race([reply, new Promise<null>((done) => setTimeout(() => done(null), saySoAfter))]);
