import type { Opening } from '#shared/openings';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting-line.svelte.ts';

/** With `place`, where the reason was typed: it comes back there if this is refused. */
export const openRecord = (live: Live, callId: string, because: string, place: string) =>
  live.send('call:open', { openingId: newId(), callId, because }, typedAt(place, because));

/** The opening by which this person may read the call now. */
export const standing = (openings: Opening[], callId: string, readerId: string, now: number) =>
  openings.find((one) => one.callId === callId && one.openedBy === readerId && Date.parse(one.until) > now);

/** Records that somebody else opened, of calls that this person took or had. */
export const openedByOthers = (openings: Opening[], personId: string) =>
  openings.filter(({ concerns, openedBy }) => concerns.includes(personId) && openedBy !== personId);
