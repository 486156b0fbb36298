import * as v from 'valibot';
import { talkWays } from './plans.ts';
import { leastMeetings, mostMeetings, mostWeeksBetween, seriesKinds, seriesReasons } from './series.ts';
import { day, id, line, whole, writtenText } from './shapes.ts';
import { sheetNames } from './sheets.ts';
import { slugsOf } from './slugs.ts';
import { twoWhoGo } from './two-who-go.ts';

const one = { seriesId: id };

export const seriesCommands = {
  /** By one of the two or by a manager. Nothing of what the person says is written before their yes. */
  'series:offer': v.strictObject({
    ...one,
    kind: v.picklist(slugsOf(seriesKinds)),
    knownAs: line,
    with: twoWhoGo,
    most: whole(leastMeetings, mostMeetings),
    everyWeeks: whole(1, mostWeeksBetween),
  }),
  /** The person has said yes. `purpose` is what they want from it, in words that they chose. */
  'series:consent': v.strictObject({
    ...one,
    how: v.picklist(slugsOf(talkWays)),
    on: day,
    purpose: writtenText,
  }),
  /** At half, together with the person. Without `keepOn` it ends. */
  'series:review': v.strictObject({ ...one, keepOn: v.boolean(), changed: v.optional(writtenText) }),
  'series:end': v.strictObject({ ...one, because: v.picklist(slugsOf(seriesReasons)) }),
  /** The person has taken their yes back, by a word to anybody. */
  'series:consentBack': v.strictObject(one),
  /** A service or a team was told: only where the person asked for it and was there. */
  'series:toldTeam': v.strictObject({ ...one, on: day, asked: v.boolean(), present: v.boolean() }),
  /** A sheet was opened for the person. What they write on it is theirs, on paper. */
  'series:openSheet': v.strictObject({ ...one, sheet: v.picklist(slugsOf(sheetNames)) }),
};
