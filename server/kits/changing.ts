import type { Kit } from '#shared/kits';
import type { Change } from '../platform/live/commands/command.ts';
import { changeKit, type KitChange } from './queries.ts';

/** Calls ring on the phone of the bag itself. */
export const ownLine = { lineToId: null, lineUntil: null };

/** Changes a bag and announces it; the pages of those who may not see it any more forget it. */
export async function changeAndTell(change: Change, before: Kit, to: KitChange): Promise<void> {
  const { tx, helplineId, version, announce, resync } = change;
  const after = await changeKit(tx, helplineId, before.id, { version, ...to });
  announce('kit:changed', after);
  const still = concernedBy(after);
  for (const id of new Set(concernedBy(before))) if (!still.includes(id)) resync(id);
}

const concernedBy = ({ holder, to, giverId, lineTo, near }: Kit): string[] => [
  ...[holder?.id, to?.id, giverId, lineTo?.id].filter((id) => typeof id === 'string'),
  ...near.map(({ id }) => id),
];
