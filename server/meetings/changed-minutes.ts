import type { Change } from '../platform/live/commands/command.ts';
import { watchSilence } from './escalation.ts';
import { allowedMeetings } from './queries.ts';

/** The minutes have changed for which nothing may be heard: plans anew, for every meeting that is allowed, whom silence reaches and when. */
export async function watchAllAnew(change: Change): Promise<void> {
  for (const meeting of await allowedMeetings(change.tx, change.helplineId)) {
    const watched = await watchSilence(change, meeting, meeting);
    if (watched !== meeting) change.announce('meeting:changed', watched);
  }
}
