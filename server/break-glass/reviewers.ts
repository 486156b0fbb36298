import type { BreakGlass } from '#shared/break-glass';
import { isHere, type Person } from '#shared/people';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { changeAll, unreviewed } from './queries.ts';
import { pageOf } from './notifications.ts';

/** Managers and supervisors who can sign in. */
export async function staffOf({ tx, helplineId }: Pick<Change, 'tx' | 'helplineId'>): Promise<Person[]> {
  const staff = await peopleWhoAre(tx, helplineId, 'manager', 'supervisor');
  return staff.filter(isHere);
}

/** The ids of those who neither asked nor answered, and whose words these are not. */
export const thirdPeople = (
  staff: Person[],
  {
    askedBy,
    answeredBy,
    affectedPersonIds,
  }: Pick<BreakGlass, 'askedBy' | 'answeredBy' | 'affectedPersonIds'>,
): string[] =>
  staff.map(({ id }) => id).filter((id) => ![askedBy, answeredBy, ...affectedPersonIds].includes(id));

/** Notifies those who have to look at what was opened. */
export async function askForReview(change: Change, row: BreakGlass, staff: Person[]): Promise<void> {
  const path = pageOf(row);
  if (row.reviewedBySupporters)
    await notify(change, { to: row.affectedPersonIds, kind: 'words-opened', path });
  else await notify(change, { to: thirdPeople(staff, row), kind: 'break-glass', path });
}

/** Decides again whether a third manager or supervisor is left to look at what was opened, or whether it falls to the supporters. */
export async function refreshReviewers(change: Change): Promise<void> {
  const { tx, helplineId, version, announce } = change;
  const staff = await staffOf(change);
  const rows = await unreviewed(tx, helplineId);
  const isWithout = (row: (typeof rows)[number]) => thirdPeople(staff, row).length === 0;
  const changed = rows.filter((row) => row.reviewedBySupporters !== isWithout(row));
  for (const reviewedBySupporters of [true, false]) {
    const ids = changed.filter((row) => isWithout(row) === reviewedBySupporters).map(({ id }) => id);
    for (const row of await changeAll(tx, ids, { version, reviewedBySupporters })) {
      announce('breakGlass:changed', row);
      if (row.state === 'shut') await askForReview(change, row, staff);
    }
  }
}
