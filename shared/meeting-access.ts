import { mayKeepPlaces, type MeetingPlace } from './meeting-places.ts';
import { goesToMeeting, mayArrangeMeeting, mayDecideMeeting, meetingAsSeenBy } from './meeting-rules.ts';
import type { Meeting } from './meetings.ts';
import type { Permission } from './permission.ts';

const toPropose: Permission<Pick<Meeting, 'withIds'>> = {
  may: mayArrangeMeeting,
  otherwise: 'One of the two who go proposes a meeting, or a project manager.',
};
const oneOfTheTwo: Permission<Meeting> = {
  sees: meetingAsSeenBy,
  may: goesToMeeting,
  otherwise: 'This is for the two who go.',
};
const toArrange: Permission<Meeting> = {
  sees: meetingAsSeenBy,
  may: mayArrangeMeeting,
  otherwise: 'This is for the two who go, and for a project manager.',
};
const toDecide: Permission<Meeting> = {
  sees: meetingAsSeenBy,
  may: mayDecideMeeting,
  otherwise: 'A project manager who does not go themself decides this.',
};
const otherwise = 'The project managers keep the list of places.';
const keepers: Permission = { role: mayKeepPlaces, otherwise };
const placeToKeep: Permission<MeetingPlace> = { role: mayKeepPlaces, sees: () => true, otherwise };

/** Who may arrange and decide meetings with callers, say on the day how they are, and keep the list of places. */
export const meetingAccess = {
  'meeting:propose': toPropose,
  'meeting:agree': oneOfTheTwo,
  'meeting:swapPerson': toArrange,
  'meeting:allow': toDecide,
  'meeting:refuse': toDecide,
  'meeting:cancel': toArrange,
  'meeting:setOut': oneOfTheTwo,
  'meeting:there': oneOfTheTwo,
  'meeting:fine': oneOfTheTwo,
  'meeting:over': oneOfTheTwo,
  'meeting:home': oneOfTheTwo,
  'meeting:support': oneOfTheTwo,
  'meeting:spoken': toDecide,
  'meeting:next': oneOfTheTwo,
  'meetingPlace:add': keepers,
  'meetingPlace:change': placeToKeep,
  'meetingPlace:retire': placeToKeep,
} as const;
