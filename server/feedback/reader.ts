import { mayReadFeedback } from '#shared/feedback';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { settingsOf } from './queries.ts';

/** Whether this person reads what came in, by who is named for it now. */
export const isReader = async (tx: Db | Tx, viewer: Viewer): Promise<boolean> =>
  mayReadFeedback(viewer, (await settingsOf(tx, viewer.helplineId)).readerId);
