import type { ListName, ListWord } from './lists.ts';
import {
  boroughWords,
  flagReasonWords,
  outcomeWords,
  presentingIssueGroups,
  referralSourceWords,
  responseNeededWords,
} from './record-lists.ts';

/** “Routine” asked for no more than `none` does. */
const noLongerOffered = 'routine';

const under = (group: string, words: Record<string, string>): ListWord[] =>
  Object.entries(words).map(([slug, words]) => ({ slug, words, group, retired: slug === noLongerOffered }));

/** What each list holds until the helpline has changed it. */
export const starterLists: Record<ListName, ListWord[]> = {
  issues: Object.entries(presentingIssueGroups).flatMap(([group, words]) => under(group, words)),
  outcomes: under('', outcomeWords),
  responses: under('', responseNeededWords),
  boroughs: under('', boroughWords),
  sources: under('', referralSourceWords),
  flagReasons: under('', flagReasonWords),
};
