import * as v from 'valibot';
import {
  checkInAudienceWords,
  checkInTimes,
  comingInWords,
  heavinessWords,
  weekLaterWords,
} from './check-ins.ts';
import { id, writtenText } from './shapes.ts';
import { slugsOf } from './slugs.ts';

export const checkInCommands = {
  /** Replaces an earlier check-in of the same time for the same shift. `heaviness` at the end, `said` at the other times; null skips it, or takes it back. */
  'checkIn:tell': v.strictObject({
    checkInId: id,
    shiftId: id,
    when: v.optional(v.picklist(checkInTimes), 'end'),
    heaviness: v.optional(v.nullable(v.picklist(slugsOf(heavinessWords))), null),
    said: v.optional(v.nullable(v.picklist(slugsOf({ ...comingInWords, ...weekLaterWords }))), null),
    sharedWith: v.optional(v.picklist(slugsOf(checkInAudienceWords)), 'nobody'),
  }),
  /** Something that went well, for oneself alone. Null takes it out. */
  'checkIn:wentWell': v.strictObject({ checkInId: id, shiftId: id, words: v.nullable(writtenText) }),
  /** Whether to be asked once more, a week later, which then is a check-in of its own. */
  'checkIn:askAgain': v.strictObject({ checkInId: id, shiftId: id, ask: v.boolean() }),
};
