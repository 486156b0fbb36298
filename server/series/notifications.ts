import type { Series } from '#shared/series';
import type { SeriesUpdateKind } from '#shared/updates';
import { notify } from '../notifications/notify.ts';
import type { ByWhom } from '../platform/live/commands/command.ts';
import { tellAboutMeeting } from '../updates/tell.ts';

/** Tells the two, without the one who did it, on whichever page they are and by the ways they chose. */
export async function tellPair(
  change: ByWhom,
  { id, withIds }: Series,
  kind: SeriesUpdateKind,
): Promise<void> {
  const by = change.actor?.id ?? null;
  const to = withIds.filter((one) => one !== by);
  await tellAboutMeeting(change, { to, kind, by });
  await notify(change, { to, kind: 'meeting', path: `/series/${id}` });
}
