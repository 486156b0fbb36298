import type { OnlyWhile } from '#shared/notifications';
import { isHere } from '#shared/people';
import type { Shift } from '#shared/shifts';
import { soonHours } from '#shared/swaps';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';

type Concerned = Pick<Shift, 'startsAt' | 'managerId' | 'nextManagerId'>;
/** A shift whose places or turns on call need the managers. `except`: the people whose own matter it is. */
export type Need = { shift: Concerned; except?: (string | null)[] };

/**
 * Notifies the manager on call for each shift that it needs them; where nobody is, all managers. Each is notified once.
 * Shortly before a shift it goes through quiet hours. `onlyWhile` drops one that still waits once the matter is settled.
 */
export async function tellManagers(
  change: Change,
  needs: Need[],
  onlyWhile: OnlyWhile | null = null,
): Promise<void> {
  const managers = needs.some((need) => onCallFor(need) === undefined) ? await activeManagers(change) : [];
  const toOf = (need: Need) => {
    const onCall = onCallFor(need);
    return onCall ? [onCall] : managers.filter((id) => !need.except?.includes(id));
  };
  const isSoon = ({ shift }: Need) =>
    Date.parse(shift.startsAt) - change.now.getTime() < soonHours * 3_600_000;
  for (const kind of ['rota-now', 'rota-asks'] as const) {
    const to = [...new Set(needs.filter((need) => isSoon(need) === (kind === 'rota-now')).flatMap(toOf))];
    await notify(change, { to, kind, path: '/rota', onCall: to, once: true, onlyWhile });
  }
}

const onCallFor = ({ shift, except = [] }: Need) =>
  [shift.managerId, shift.nextManagerId].find((id) => id !== null && !except.includes(id)) ?? undefined;

async function activeManagers({ tx, helplineId }: Change): Promise<string[]> {
  const managers = await peopleWhoAre(tx, helplineId, 'manager');
  return managers.filter(isHere).map(({ id }) => id);
}
