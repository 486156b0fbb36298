import type { Grant } from '#shared/grants';

/** The opening by which this person may read the call now. */
export const currentGrant = (grants: Grant[], callId: string, readerId: string, now: number) =>
  grants.find((one) => one.callId === callId && one.openedBy === readerId && Date.parse(one.until) > now);

/** Records that somebody else opened, of calls that this person took or had. */
export const openedByOthers = (grants: Grant[], personId: string) =>
  grants.filter(
    ({ affectedPersonIds, openedBy }) => affectedPersonIds.includes(personId) && openedBy !== personId,
  );
