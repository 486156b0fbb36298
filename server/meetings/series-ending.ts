import { isOver, isUnderWay } from '#shared/meeting-rules';
import type { Series } from '#shared/series';
import type { ByWhom } from '../platform/live/commands/command.ts';
import { callOff, change, endMeeting } from './changing.ts';
import { meetingsOfSeries, soonest } from './queries.ts';

/**
 * Cancels what is arranged in a series that has ended. Two who are out already are waited for at home as before; the meeting is over for
 * them only where the person does not want it any more. Where the yes was taken back (`eraseBy`), the name and what was agreed go at once,
 * the rest of each meeting by then.
 */
export async function endMeetingsOfSeries(
  context: ByWhom,
  { id }: Pick<Series, 'id'>,
  eraseBy: Date | null,
): Promise<void> {
  const by = context.actor?.id;
  const cancelledBecause = eraseBy ? ('they' as const) : ('we' as const);
  const words = eraseBy && { knownAs: null, agreedNext: null, eraseAt: soonest(eraseBy) };
  for (const meeting of await meetingsOfSeries(context.tx, id)) {
    const isOpen = meeting.state === 'proposed' || meeting.state === 'allowed';
    if (isOpen && !isUnderWay(meeting))
      await endMeeting(context, meeting, { state: 'cancelled', cancelledBecause, ...words });
    else if (words && by && isUnderWay(meeting) && !isOver(meeting))
      await callOff(context, meeting, { cancelledBecause, by, ...words });
    else if (words) context.announce('meeting:changed', await change(context, meeting, words));
  }
}
