import { meetingDetailsHours } from '#shared/meetings';
import { erasedMeetingDays } from './due-queries.ts';

/** The class of data of meetings with callers. */
export const meetingClasses = {
  meetings: {
    covers: 'meetings with callers: place, times, name and words; a count by month stays',
    days: `${meetingDetailsHours} hours; ${erasedMeetingDays} days more`,
    from: 'the end of the meeting',
    why: 'so that nothing says who was met where',
  },
};
