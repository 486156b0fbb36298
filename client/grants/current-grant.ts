import type { Grant } from '#shared/grants';
import type { App } from '../app.ts';

/** The unexpired grant by which this person may read the call; undefined without one. */
export const currentGrant = (grants: Grant[], callId: string, readerId: string, now: number) =>
  grants.find((one) => one.callId === callId && one.openedBy === readerId && Date.parse(one.until) > now);

/** Grants of other readers on calls that this person took or was assigned. */
export const openedByOthers = (grants: Grant[], personId: string) =>
  grants.filter(
    ({ affectedPersonIds, openedBy }) => affectedPersonIds.includes(personId) && openedBy !== personId,
  );

/** The name of a reader. Of the two of the next shift, whose names I may not know, it says whose they are. */
export function readerOf(app: Pick<App, 'nameOf'>, openedBy: string, through: Grant['through']): string {
  const name = app.nameOf(openedBy);
  return through === 'handover' && name === 'Somebody' ? 'Somebody on the next shift' : name;
}
