import type { ShutBecause } from '#shared/break-glass';
import { notify } from '../notifications/notify.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { breakGlassDue, changeAll, helplinesWithBreakGlassDue, underWayBy, whenTimeIsUp } from './queries.ts';
import { askForReview, refreshReviewers, staffOf } from './reviewers.ts';
import { cancelAsked, pageOf } from './notifications.ts';

/** Closes open conversations and requests their review. `by`: the person who ended them early; null if the server closed them. */
export async function shut(change: Change, ids: string[], because: ShutBecause, by: string | null) {
  const { tx, version, now, announce } = change;
  if (ids.length === 0) return;
  const staff = await staffOf(change);
  const shutAt = because === 'time-up' ? whenTimeIsUp : now;
  const done = { version, state: 'shut', shutAt, shutBecause: because, shutBy: by } as const;
  for (const row of await changeAll(tx, ids, done)) {
    announce('breakGlass:changed', row);
    await cancelAsked(change, row);
    await askForReview(change, row, staff);
    await recordAudit({ ...change, actor: by === null ? null : { id: by } }, 'words-shut', row.id);
  }
}

/** Lapses requests that were not answered in time, and requests of people who are no longer permitted to ask. */
async function lapse(change: Change, ids: string[]): Promise<void> {
  const { tx, version, announce } = change;
  for (const row of await changeAll(tx, ids, { version, state: 'lapsed' })) {
    announce('breakGlass:changed', row);
    await cancelAsked(change, row);
    await recordAudit({ ...change, actor: null }, 'words-lapsed', row.id);
  }
}

/** A person was suspended or lost a role: if they are neither manager nor supervisor now, shuts what they opened, and drops what they asked. */
export async function endBreakGlassOf(change: Change, personId: string): Promise<void> {
  const { tx, helplineId } = change;
  if ((await staffOf(change)).some(({ id }) => id === personId)) return;
  await refreshReviewers(change);
  const { asked, open } = await underWayBy(tx, helplineId, personId);
  await lapse(change, asked);
  await shut(change, open, 'access-lost', null);
}

/** What time ends: requests after a day, reading after an hour. Reviews that became overdue are told to everybody once. */
export const breakGlassTime: DueJob = {
  what: 'break-glass',
  where: helplinesWithBreakGlassDue,
  async carryOut(change) {
    const { tx, helplineId, version, now } = change;
    await refreshReviewers(change);
    const { toLapse, toShut, overdue } = await breakGlassDue(tx, helplineId, now);
    await lapse(change, toLapse);
    await shut(change, toShut, 'time-up', null);
    const staff = (await staffOf(change)).map(({ id }) => id);
    for (const row of await changeAll(tx, overdue, { version, overdueAt: now })) {
      change.announce('breakGlass:changed', row);
      const to = staff.filter((id) => !row.affectedPersonIds.includes(id));
      await notify(change, { to, kind: 'break-glass', path: pageOf(row) });
    }
  },
};
