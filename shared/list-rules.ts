import type { ListName, ListWord } from './lists.ts';
import { presentingIssueGroups, safetyGroup } from './record-lists.ts';

const tellsTheManager = 'Choosing it offers to tell the manager on call.';
const cannotWait = 'The supervisors’ list names it, because it cannot wait.';
const offeredFirst = 'It is offered first, before the list is opened.';

/** The words that do more than stand in a record, and what they do. */
const rules: Partial<Record<ListName, Record<string, string>>> = {
  outcomes: {
    'emergency-services': 'Choosing it opens the questions about the emergency services.',
    'call-back': 'The call is proposed for the handover, so that somebody rings back.',
    listened: offeredFirst,
  },
  responses: {
    '999-now': tellsTheManager,
    'partner-and-manager-now': tellsTheManager,
    'manager-before-next-shift':
      'Choosing it asks a manager to look, and opens the record to whoever takes that on.',
    none: offeredFirst,
  },
  flagReasons: {
    safeguarding: cannotWait,
    confidentiality: cannotWait,
    'manual-wrong': 'The handover tells the next two that something in the manual is wrong.',
  },
};

/** What choosing this word does beside standing in the record; null for nothing. */
export function whatItDoes(list: ListName, { slug, group }: Pick<ListWord, 'slug' | 'group'>): string | null {
  if (list === 'issues' && group === safetyGroup) return 'Choosing it opens the questions about safety.';
  const ofList = rules[list] ?? {};
  return Object.hasOwn(ofList, slug) ? ofList[slug]! : null;
}

/**
 * Whether a word can be taken out of its list: not one that does something, which nobody would miss until it is needed. A word that the
 * helpline added to the group about safety can be.
 */
export const mayRetireWord = (list: ListName, word: Pick<ListWord, 'slug' | 'group'>): boolean =>
  list === 'issues'
    ? !Object.hasOwn(presentingIssueGroups[safetyGroup], word.slug)
    : whatItDoes(list, word) === null;
