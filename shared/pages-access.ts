import { mayAgreeTo, mayKeepShared } from './agreement.ts';
import { mayDraftPage, pageAsSeenBy, type Page } from './pages.ts';
import type { Permission } from './permission.ts';

const toRead: Permission<Page> = { sees: pageAsSeenBy };
const toDraft: Permission<Page> = {
  sees: pageAsSeenBy,
  may: mayDraftPage,
  otherwise: 'Somebody else is working on this page. Tell them, or a manager, what you would change.',
};
const toKeep: Permission<Page> = {
  sees: pageAsSeenBy,
  may: mayKeepShared,
  otherwise: 'This is for a manager or a supervisor. You can write a draft for them.',
};
const toAgree: Permission<Page> = {
  sees: pageAsSeenBy,
  may: mayAgreeTo,
  otherwise: 'This takes a second manager or supervisor. Whoever proposed it cannot also agree to it.',
};

/** Who may write the manual: everybody drafts, two of those who keep it publish. */
export const pagesAccess = {
  'page:draft': toDraft,
  'page:discard': toDraft,
  'page:publish': toKeep,
  'page:correct': toKeep,
  'page:hide': toKeep,
  'page:retire': toKeep,
  'page:agree': toAgree,
  'page:decline': toKeep,
  'page:mustRead': toKeep,
  'page:read': toRead,
} as const;
