import type { Grant } from '#shared/grants';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/command-queue.svelte.ts';

/** With `place`, where the reason was typed: it comes back there if this is refused. */
export const openRecord = (live: Live, callId: string, reason: string, place: string) =>
  live.send('grant:open', { grantId: newId(), callId, reason }, typedAt(place, reason));

/** The opening by which this person may read the call now. */
export const standing = (grants: Grant[], callId: string, readerId: string, now: number) =>
  grants.find((one) => one.callId === callId && one.openedBy === readerId && Date.parse(one.until) > now);

/** Records that somebody else opened, of calls that this person took or had. */
export const openedByOthers = (grants: Grant[], personId: string) =>
  grants.filter(
    ({ affectedPersonIds, openedBy }) => affectedPersonIds.includes(personId) && openedBy !== personId,
  );
