import { mayAgreeListChange, mayDeclineListChange, mayKeepLists, type ListChange } from './lists.ts';
import type { Permission } from './permission.ts';

const toPropose: Permission = {
  role: mayKeepLists,
  otherwise: 'The lists are for the supporters and the managers to change.',
};
/** Everybody in the helpline sees what is proposed. */
const sees = () => true;
const whoseYes = ({ needs }: Pick<ListChange, 'needs'>) =>
  needs.length > 1
    ? 'This takes the yes of another supporter or manager.'
    : needs[0] === 'supporter'
      ? 'A manager proposed this, so it takes a supporter’s yes.'
      : 'A supporter proposed this, so it takes a manager’s yes.';

/** Who may change the lists of words: supporters and managers propose, and one of the other kind agrees. */
export const listsAccess = {
  'list:add': toPropose,
  'list:rename': toPropose,
  'list:retire': toPropose,
  'list:order': toPropose,
  'list:agree': { sees, may: mayAgreeListChange, otherwise: whoseYes } satisfies Permission<ListChange>,
  'list:decline': {
    sees,
    may: mayDeclineListChange,
    otherwise: 'Only whoever proposed this, and those whose yes it takes, can say no to it.',
  } satisfies Permission<ListChange>,
} as const;
