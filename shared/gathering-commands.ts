import * as v from 'valibot';
import { gatheringKindWords, mostAgreed, mostMinutes } from './gatherings.ts';
import { id, instant, line, version, whole, writtenText } from './shapes.ts';
import { slugsOf } from './slugs.ts';

const one = v.strictObject({ gatheringId: id });
const time = {
  startsAt: instant,
  minutes: whole(10, mostMinutes),
  place: v.optional(v.nullable(line)),
};
/** What people write; `brought` comes from their own lists, `agreed` by `gathering:agreed`. */
const writtenSections = ['how-you-are', 'role', 'went-well', 'to-learn', 'agenda', 'themes'] as const;

export const gatheringCommands = {
  /** Plans it and invites. `withId`: the supporter of a one-to-one, and nobody otherwise. */
  'gathering:plan': v.strictObject({
    gatheringId: id,
    kind: v.picklist(slugsOf(gatheringKindWords)),
    ...time,
    withId: v.optional(id),
  }),
  /** Gives it another time or place. Everybody is asked anew whether they come. */
  'gathering:move': v.strictObject({ gatheringId: id, ...time }),
  'gathering:cancel': one,
  /** `startsAt`: the time that the sender saw, and answers to. */
  'gathering:say': v.strictObject({
    gatheringId: id,
    answer: v.picklist(['coming', 'cannot']),
    startsAt: v.optional(instant),
  }),
  /** "It took place": from its start on. */
  'gathering:hold': one,
  'gathering:write': v.strictObject({
    gatheringId: id,
    lineId: id,
    section: v.picklist(writtenSections),
    words: writtenText,
  }),
  /** Takes a line of one’s own out again. */
  'gathering:strike': v.strictObject({ lineId: id }),
  /** What was agreed: a line for everybody there, and for whoever is named a follow-up. */
  'gathering:agreed': v.strictObject({
    gatheringId: id,
    agreed: v.pipe(
      v.array(
        v.strictObject({
          lineId: id,
          words: writtenText,
          followUp: v.optional(v.strictObject({ followUpId: id, forId: id })),
        }),
      ),
      v.minLength(1),
      v.maxLength(mostAgreed),
    ),
  }),
  /**
   * "What is written is right." After a change it is asked anew. With the supervisor’s, what was brought is erased and the themes stay.
   * `basedOn`: the highest version of the lines that the sender saw.
   */
  'gathering:confirm': v.strictObject({ gatheringId: id, basedOn: v.optional(version) }),
  /** "I have read what was decided without me." */
  'gathering:caughtUp': one,
};
