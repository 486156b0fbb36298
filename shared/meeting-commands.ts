import * as v from 'valibot';
import { cancelReasonWords } from './meetings.ts';
import { id, instant, line, writtenText } from './shapes.ts';
import { slugsOf } from './slugs.ts';
import { twoWhoGo } from './two-who-go.ts';

const one = v.strictObject({ meetingId: id });

export const meetingCommands = {
  /** By one of the two, which is their own yes, or by a manager. */
  'meeting:propose': v.strictObject({
    meetingId: id,
    knownAs: line,
    startsAt: instant,
    endsAt: instant,
    placeId: id,
    with: twoWhoGo,
    /** The series to which it belongs. */
    seriesId: v.optional(id),
    wordForTrouble: v.optional(line),
  }),
  'meeting:agree': one,
  /** Puts somebody else in the place of one of the two. It is a proposal again, for the new one and for a manager. */
  'meeting:swapPerson': v.strictObject({ meetingId: id, leavingId: id, personId: id }),
  /** `onCallId`: the manager whom silence reaches first. `despite` names the rule that is broken on purpose. */
  'meeting:allow': v.strictObject({
    meetingId: id,
    onCallId: id,
    words: v.optional(writtenText),
    despite: v.optional(v.picklist(['rest'])),
  }),
  'meeting:refuse': v.strictObject({ meetingId: id, words: writtenText }),
  /** At any time. Once somebody has set out, they are still waited for at home. */
  'meeting:cancel': v.strictObject({ meetingId: id, because: v.picklist(slugsOf(cancelReasonWords)) }),
  'meeting:setOut': one,
  'meeting:there': one,
  /** Nothing is asked for a while. `until` moves the end of the meeting. */
  'meeting:fine': v.strictObject({ meetingId: id, until: v.optional(instant) }),
  'meeting:over': v.strictObject({ meetingId: id, didNotCome: v.optional(v.literal(true)) }),
  /** Each of the two for themself. */
  'meeting:home': one,
  'meeting:support': one,
  /** By a manager who has spoken to them. `againAt`: when to ask again if nothing is heard; null: both are home. */
  'meeting:spoken': v.strictObject({ meetingId: id, againAt: v.nullable(instant) }),
  /** What they agreed with the person, in two lines at most. */
  'meeting:next': v.strictObject({ meetingId: id, words: writtenText }),
};
