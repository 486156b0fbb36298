import * as v from 'valibot';
import { listNames } from './lists.ts';
import { presentingIssueGroups } from './record-lists.ts';
import { id, listWord, slug, slugs } from './shapes.ts';

const list = v.picklist(listNames);
const change = v.strictObject({ changeId: id });

/** The sender picks `changeId`. A change is in force once a second person agrees. */
export const listCommands = {
  /** A new word, or one that was retired, as it reads now. `group`: one of the headings of the issues, and of no other list. */
  'list:add': v.strictObject({
    changeId: id,
    list,
    words: listWord,
    group: v.optional(v.picklist(['', ...Object.keys(presentingIssueGroups)]), ''),
  }),
  /** Other words for the same meaning: records read the new words too. */
  'list:rename': v.strictObject({ changeId: id, list, slug, words: listWord }),
  'list:retire': v.strictObject({ changeId: id, list, slug }),
  /** `slugs`: every word that is offered, in the new order. */
  'list:order': v.strictObject({ changeId: id, list, slugs }),
  'list:agree': change,
  /** The second person’s no, or taken back by whoever proposed it. */
  'list:decline': change,
};
