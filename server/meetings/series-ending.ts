import { isOver, isUnderWay } from '#shared/meeting-rules';
import type { Meeting } from '#shared/meetings';
import type { Series } from '#shared/series';
import type { ByWhom } from '../platform/live/commands/command.ts';
import { change, closing } from './arranging.ts';
import { watchSilence } from './escalation.ts';
import { meetingsOfSeries, soonest, type MeetingChange } from './queries.ts';
import { hideFromOthers, tellAbout } from './notifications.ts';

/**
 * Cancels what is arranged in a series that has ended. Two who are out already are waited for at home as before. Where the yes was
 * taken back (`eraseBy`), the name and what was agreed go at once, the rest of each meeting by then.
 */
export async function endMeetingsOfSeries(
  context: ByWhom,
  { id }: Pick<Series, 'id'>,
  eraseBy: Date | null,
): Promise<void> {
  for (const meeting of await meetingsOfSeries(context.tx, id)) {
    const changes = { ...cancelling(context, meeting, eraseBy), ...(eraseBy && withoutWords(eraseBy)) };
    if (Object.keys(changes).length === 0) continue;
    const changed = await change(context, meeting, changes);
    context.announce('meeting:changed', await watchSilence(context, meeting, changed));
    if (meeting.state === 'proposed') await hideFromOthers(context, changed);
    if (changed.cancelledBecause !== meeting.cancelledBecause)
      await tellAbout(context, changed, [...meeting.withIds, ...meeting.managerIds]);
  }
}

const withoutWords = (eraseBy: Date) => ({ knownAs: null, agreedNext: null, eraseAt: soonest(eraseBy) });

/** A meeting under way is over only where the person does not want it any more. */
function cancelling(
  { now, actor }: ByWhom,
  meeting: Meeting,
  eraseBy: Date | null,
): Partial<Omit<MeetingChange, 'version'>> {
  if (meeting.state !== 'proposed' && meeting.state !== 'allowed') return {};
  const cancelledBecause = eraseBy ? ('they' as const) : ('we' as const);
  if (!isUnderWay(meeting)) return { state: 'cancelled', cancelledBecause, ...closing(now) };
  if (!eraseBy || !actor || isOver(meeting)) return {};
  const over = { step: 'over' as const, by: actor.id, at: now.toISOString() };
  return { cancelledBecause, steps: [...meeting.steps, over], askAgainAt: null };
}
