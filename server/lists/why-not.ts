import { mayRetireWord } from '#shared/list-rules';
import { groupsOf, type List } from '#shared/lists';
import { mostInList } from '#shared/limits';
import { starterLists } from '#shared/starter-lists';
import { readsLike, type Wanted } from './new-words.ts';

/** A sentence saying why this list cannot be changed like this; null if it can. `proposed` does not hold the change itself. */
export function whyNot(list: Pick<List, 'list' | 'words' | 'proposed'>, wanted: Wanted): string | null {
  switch (wanted.change) {
    case 'add':
      return whyNoSuchHeading(list, wanted) ?? whyTaken(list, wanted) ?? whyFull(list);
    case 'rename':
      return whyNotThisWord(list, wanted) ?? whyTaken(list, wanted);
    case 'retire':
      return whyNotThisWord(list, wanted) ?? whyItStays(list, wanted);
    case 'order':
      return whyNotInThisOrder(list, wanted);
  }
}

type Where = Pick<List, 'list' | 'words' | 'proposed'>;
const lookAgain = 'Look at the list again: it has changed.';

const whyNoSuchHeading = ({ list }: Where, { group }: Wanted) =>
  groupsOf(starterLists[list]).includes(group ?? '')
    ? null
    : 'Choose the heading that the word stands under.';

const whyFull = ({ words }: Where) =>
  words.length < mostInList
    ? null
    : `This list holds ${mostInList} words, with those not used any more. It cannot hold another.`;

/** Two words that read the same could not be told apart by whoever chooses. */
function whyTaken({ words, proposed }: Where, { slug, words: text }: Wanted): string | null {
  const same = words.find((word) => !word.retired && readsLike(word.words, text!));
  if (same && (same.slug !== slug || same.words === text)) return `“${same.words}” is in this list already.`;
  const asked = proposed.some((one) => one.words !== null && readsLike(one.words, text!));
  return asked ? `“${text}” has been proposed already. It waits for a second yes.` : null;
}

function whyNotThisWord({ words, proposed }: Where, { slug }: Wanted): string | null {
  const word = words.find((one) => one.slug === slug);
  if (!word) return `There is no such word in this list. ${lookAgain}`;
  if (word.retired) return `“${word.words}” is not used any more.`;
  return proposed.some((one) => one.slug === slug)
    ? `A change to “${word.words}” waits for a second yes already. Settle that one first.`
    : null;
}

function whyItStays({ list, words }: Where, { slug }: Wanted): string | null {
  const word = words.find((one) => one.slug === slug)!;
  if (!mayRetireWord(list, word))
    return `“${word.words}” does more than stand in the record, so it stays. You can rename it.`;
  return words.some((one) => !one.retired && one !== word) ? null : 'A list needs at least one word.';
}

function whyNotInThisOrder({ words, proposed }: Where, { order }: Wanted): string | null {
  if (proposed.some((one) => one.change === 'order'))
    return 'Another order waits for a second yes already. Settle that one first.';
  const offered = words.filter((word) => !word.retired).map((word) => word.slug);
  const isKnown = order!.every((slug) => words.some((word) => word.slug === slug));
  if (!isKnown || order!.length === 0) return `There is a word that this list does not have. ${lookAgain}`;
  return order!.join() === offered.join() ? 'The words stand in this order already.' : null;
}
