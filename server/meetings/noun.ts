import { meetingCommands } from '#shared/meeting-commands';
import { meetingAsSeenBy } from '#shared/meeting-rules';
import type { NounDefinition } from '../platform/nouns.ts';
import { meetingHandlers } from './commands.ts';
import { lapsedMeetings, meetingDetails } from './due.ts';
import { meetingEscalation } from './escalation.ts';
import { latestMeeting, meetingsChangedSince, sealedMeetings } from './queries.ts';

export const meetings: NounDefinition<'meetings'> = {
  commands: meetingCommands,
  handlers: meetingHandlers,
  changedSince: meetingsChangedSince,
  latest: latestMeeting,
  asSeenBy: meetingAsSeenBy,
  sealed: [sealedMeetings],
  dueJobs: [meetingEscalation, lapsedMeetings, meetingDetails],
  urgent: [
    'meeting:support',
    'meeting:spoken',
    'meeting:setOut',
    'meeting:there',
    'meeting:fine',
    'meeting:over',
    'meeting:home',
  ],
};
