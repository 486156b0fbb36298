import * as v from 'valibot';
import type { Viewer } from './viewer.ts';
import { id, type Row } from './shapes.ts';

/** What a person is told of until they have seen it. It says that something changed and by whom; the rest is on its own page. */
export type UpdateKind =
  | 'shift-added'
  | 'shift-removed'
  | 'link-requested'
  | 'change-proposed'
  | 'change-declined'
  | 'roles-changed'
  | 'email-changed';

export type PersonalUpdate = Row & {
  /** Who is told. */
  personId: string;
  kind: UpdateKind;
  /** Whom it is about; null where it is about a shift. */
  aboutId: string | null;
  shiftId: string | null;
  /** Null where the host did it at the shell. */
  by: string | null;
  at: string;
  seenAt: string | null;
};

export const updateCommands = {
  /** One's own. Seen twice is seen once. */
  'update:seen': v.strictObject({ updateId: id }),
};
export type UpdateNews = { 'update:changed': PersonalUpdate };

/** An update is for the one whom it tells, and for nobody else. */
export const updateAsSeenBy = (viewer: Viewer, update: PersonalUpdate): PersonalUpdate | null =>
  update.personId === viewer.id ? update : null;
