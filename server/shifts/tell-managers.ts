import type { Shift } from '#shared/shifts';
import { soonHours } from '#shared/swaps';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';

type Concerned = Pick<Shift, 'startsAt' | 'managerId' | 'nextManagerId'>;

/**
 * Notifies the manager on call for a shift that its places need them; where nobody is, all managers. Shortly before the shift it goes
 * through quiet hours. `except` is whose own matter it is.
 */
export async function tellManagersOf(
  change: Change,
  shift: Concerned,
  { except = null }: { except?: string | null } = {},
): Promise<void> {
  const onCall = [shift.managerId, shift.nextManagerId].find((id) => id !== null && id !== except);
  const to = onCall ? [onCall] : await allManagers(change, except);
  const isSoon = Date.parse(shift.startsAt) - change.now.getTime() < soonHours * 3_600_000;
  const kind = isSoon ? 'rota-now' : 'rota-asks';
  await notify(change, { to, kind, path: '/rota', onCall: to, once: true });
}

async function allManagers({ tx, helplineId }: Change, except: string | null): Promise<string[]> {
  const managers = await peopleWhoAre(tx, helplineId, 'manager');
  return managers
    .filter(({ id, isIn, suspendedAt }) => isIn && suspendedAt === null && id !== except)
    .map(({ id }) => id);
}
