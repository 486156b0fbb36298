import * as v from 'valibot';
import { talkWays } from './plans.ts';
import { day, id, lineUpTo, shortText, version } from './shapes.ts';
import { slugsOf } from './slugs.ts';
import { isBlank } from './text-checks.ts';

const name = lineUpTo('name');
const written = v.pipe(
  v.strictObject({
    helps: shortText,
    doesNot: shortText,
    when: shortText,
    others: shortText,
    emergency: shortText,
  }),
  v.check((texts) => Object.values(texts).some((text) => !isBlank(text)), 'Nothing is written here.'),
);
const ofCall = { planId: id, callId: id };
const talked = { agreedOn: day, how: v.picklist(slugsOf(talkWays)) };

export const planCommands = {
  /** After a talk with the caller. `basedOn` is the version that the sender saw, 0 for a new plan. A new draft of a plan in force leaves it in force. */
  'plan:draft': v.strictObject({ planId: id, knownAs: name, texts: written, basedOn: version }),
  /** Takes a draft out that nobody has agreed to. */
  'plan:discard': v.strictObject({ planId: id }),
  /** By a second person: with the drafter two supporters, or one and a manager. */
  'plan:agree': v.strictObject({
    planId: id,
    basedOn: version,
    knownAs: name,
    word: v.optional(name),
    ...talked,
  }),
  /** Looked at again with the caller; `reviewBy` is at most three months after the talk. */
  'plan:review': v.strictObject({ planId: id, ...talked, reviewBy: day }),
  'plan:end': v.strictObject({ planId: id, because: v.picklist(['they-asked', 'no-longer-needed']) }),
  /** This call is from the one with whom it was agreed: it stands beside the call, and the record says so. */
  'plan:mark': v.strictObject(ofCall),
  /** The caller has heard it read. */
  'plan:readOut': v.strictObject(ofCall),
  /** The caller is somebody else, or says so: takes the mark off. */
  'plan:notThem': v.strictObject({ callId: id }),
};
