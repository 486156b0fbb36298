import { isOver } from '#shared/meeting-rules';
import type { Context } from '../platform/live/commands/command.ts';
import { openMeetingsAt } from './queries.ts';
import { tellAbout } from './notifications.ts';

/** What is written about a place has changed: tells those who go there. */
export async function tellWhoGoesTo(context: Context, placeId: string): Promise<void> {
  for (const meeting of await openMeetingsAt(context.tx, placeId))
    if (!isOver(meeting)) await tellAbout(context, meeting, meeting.withIds, { atOnce: meeting.withIds });
}
