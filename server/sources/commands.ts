import { access } from '#shared/access';
import type { sourceCommands } from '#shared/source-commands';
import { mostSources } from '#shared/sources';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseIfTaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { mayCall } from '../platform/outside/addresses.ts';
import { decidingHandlers } from './deciding.ts';
import { deleteEntriesOf } from './entry-queries.ts';
import { refuseUnlessSwitchedOn, sourceFor } from './guards.ts';
import { changeSource, countSources, insertSource } from './queries.ts';

const nothingWaits = { new: 0, changed: 0, gone: 0, unreadable: 0, kinds: {} };

export const sourceHandlers: Handlers<keyof typeof sourceCommands> = {
  ...decidingHandlers,

  async 'source:add'({ sourceId, name, address, areas }, context) {
    const { actor, tx, helplineId, version, now, announce, channels } = context;
    permit(context, access['source:add']);
    await refuseUnlessSwitchedOn(context);
    refuseUnless(
      address === null || mayCall(address, channels.onlyHere),
      'conflict',
      'This address cannot be read. It has to begin with https:// and lead to a public server.',
    );
    refuseUnless(
      (await countSources(tx, helplineId)) < mostSources,
      'conflict',
      `There is room for ${mostSources} lists. Remove one that you do not need.`,
    );

    const added = {
      id: sourceId,
      helplineId,
      version,
      name,
      address,
      areas,
      addedBy: actor.id,
      addedAt: now,
    };
    const read = { dueAt: address === null ? null : now, waiting: nothingWaits };
    const inserting = insertSource(tx, { ...added, ...read });
    announce('source:changed', await refuseIfTaken(inserting, 'sources_pkey', 'This list is there already.'));
    await recordAudit(context, 'source-added', sourceId);
  },

  async 'source:change'({ sourceId, name, areas, isWeekly }, context) {
    const { tx, helplineId, version, now, announce } = context;
    const source = await sourceFor(context, 'source:change', sourceId);
    const readAgain = source.address !== null && (areas !== undefined || isWeekly === true);
    refuseUnless(
      isWeekly !== true || source.address !== null,
      'conflict',
      'A file cannot be read again by itself. Bring the next one when you have it.',
    );

    const dueAt = readAgain ? { dueAt: now, tries: 0 } : isWeekly === false ? { dueAt: null } : {};
    const change = {
      version,
      ...(name !== undefined && { name }),
      ...(areas && { areas }),
      ...(isWeekly !== undefined && { isWeekly }),
      ...dueAt,
    };
    announce('source:changed', await changeSource(tx, helplineId, sourceId, change));
  },

  async 'source:read'({ sourceId }, context) {
    const { tx, helplineId, version, now, announce } = context;
    const source = await sourceFor(context, 'source:read', sourceId);
    refuseUnless(
      source.address !== null,
      'conflict',
      'This list comes in files. Bring the next one when you have it.',
    );

    const change = { version, dueAt: now, tries: 0 };
    announce('source:changed', await changeSource(tx, helplineId, sourceId, change));
  },

  async 'source:remove'({ sourceId }, context) {
    const { tx, helplineId, version, now, announce } = context;
    await sourceFor(context, 'source:remove', sourceId);

    await deleteEntriesOf(tx, sourceId);
    const over = { removedAt: now, dueAt: null, isWeekly: false, waiting: nothingWaits };
    announce('source:changed', await changeSource(tx, helplineId, sourceId, { version, ...over }));
    await recordAudit(context, 'source-removed', sourceId);
  },
};
