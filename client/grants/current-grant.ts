import type { Grant } from '#shared/grants';

/** The unexpired grant by which this person may read the call; undefined without one. */
export const currentGrant = (grants: Grant[], callId: string, readerId: string, now: number) =>
  grants.find((one) => one.callId === callId && one.openedBy === readerId && Date.parse(one.until) > now);

/** Grants of other readers on calls that this person took or was assigned. */
export const openedByOthers = (grants: Grant[], personId: string) =>
  grants.filter(
    ({ affectedPersonIds, openedBy }) => affectedPersonIds.includes(personId) && openedBy !== personId,
  );
