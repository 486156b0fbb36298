import { goesToMeeting, isOverdue } from '#shared/meeting-rules';
import type { Meeting } from '#shared/meetings';
import type { App } from '../app.ts';

/** The meetings from which a word is missing for too long, or help is asked for, and for which this person is asked to act. */
export const loudMeetings = ({ meetings, me, clock }: Pick<App, 'meetings' | 'me' | 'clock'>): Meeting[] =>
  meetings.all.filter(
    (one) => isOverdue(one, clock.now) && (goesToMeeting(me, one) || one.reached.includes(me.id)),
  );
