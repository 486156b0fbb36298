import type { RequestHandler } from 'express';
import type * as v from 'valibot';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../database/db.ts';
import { refuseUnless, type Change } from '../live/commands/command.ts';
import { inWords } from '../live/commands/validation.ts';
import { read } from '../tolerant-read.ts';
import type { Deps } from './deps.ts';
import { sendRefusal } from './send.ts';
import { forViewer } from './signed-in.ts';

/** Throws a refusal for whoever may not. */
export type Rule = (viewer: Viewer, tx: Db | Tx) => void | Promise<void>;

/**
 * Runs a change that somebody's request asks for. `work` gets them as they are in its transaction and asks its rule there, because a
 * role may have been taken away while the request waited for its turn. Refuses `not-signed-in` for whoever was suspended meanwhile.
 */
export function changeAs(
  { live, identity }: Pick<Deps, 'live' | 'identity'>,
  { id, helplineId }: Viewer,
  work: (change: Change, viewer: Viewer) => Promise<void>,
): Promise<void> {
  return live.change(helplineId, async (change) => {
    const [viewer] = await identity.viewers(change.tx, [id], change.now);
    refuseUnless(viewer, 'not-signed-in');
    await work(change, viewer);
  });
}

/**
 * Serves a change with what was sent, read as a command is. The rule is asked before anything else, and once more in the change.
 */
export const forChange = <Wanted>(
  deps: Deps,
  rule: Rule,
  shape: v.GenericSchema<unknown, Wanted>,
  work: (change: Change, viewer: Viewer, wanted: Wanted) => Promise<void>,
): RequestHandler =>
  forViewer(deps, async (viewer, { body }, response) => {
    await rule(viewer, deps.db);
    const wanted = read(shape, body);
    if (!wanted.success) return sendRefusal(response, 'malformed', inWords(wanted.issues[0]));
    await changeAs(deps, viewer, async (change, current) => {
      await rule(current, change.tx);
      await work(change, current, wanted.output);
    });
    response.json({});
  });
