import { access } from '#shared/access';
import { mostLineHours, type kitCommands } from '#shared/kits';
import { notify } from '../notifications/notify.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { kitFor, refuseUnlessMayHold } from './guards.ts';
import { nearOf } from './near-queries.ts';
import { insertKit, kitById, type KitChange } from './queries.ts';
import { changeAndTell, ownLine } from './changing.ts';

const found = { missingAt: null, missingBy: null, missingWords: null };

export const kitHandlers: Handlers<keyof typeof kitCommands> = {
  async 'kit:add'({ kitId, name, items, holderId = null }, context) {
    const { tx, version, helplineId, now, announce } = context;
    permit(context, access['kit:add']);
    if (holderId !== null) await refuseUnlessMayHold(context, holderId);

    const held = { holderId, heldSince: holderId === null ? null : now };
    const near = await nearOf(tx, helplineId, now);
    await insertKit(tx, { id: kitId, helplineId, version, name, items, ...held, ...near });
    announce('kit:changed', (await kitById(tx, helplineId, kitId))!);
  },

  async 'kit:change'({ kitId, name, items, holderId }, context) {
    const kit = await kitFor(context, 'kit:change', kitId);
    if (holderId) await refuseUnlessMayHold(context, holderId);

    const before = kit.holder?.id ?? null;
    const moved = { heldSince: holderId ? context.now : null, giverId: before, charge: null };
    const held = holderId === undefined ? {} : { holderId, toId: null, ...found };
    const change: KitChange = {
      ...(name !== undefined && { name }),
      ...(items && { items }),
      ...held,
      ...(holderId !== undefined && holderId !== before && moved),
    };
    await changeAndTell(context, kit, change);
  },

  async 'kit:retire'({ kitId }, context) {
    const kit = await kitFor(context, 'kit:retire', kitId);

    await changeAndTell(context, kit, { retiredAt: context.now, toId: null, ...ownLine });
  },

  async 'kit:give'({ kitId, toId }, context) {
    const kit = await kitFor(context, 'kit:give', kitId);
    refuseUnless(toId !== context.actor.id, 'conflict', 'You have the bag already.');
    refuseUnless(
      kit.near.some(({ id }) => id === toId),
      'conflict',
      'The bag can go to the two of this shift or of the next. Choose one of them.',
    );

    await changeAndTell(context, kit, { toId });
  },

  async 'kit:take'({ kitId, charge = null }, context) {
    const kit = await kitFor(context, 'kit:take', kitId);

    const taken = { holderId: context.actor.id, heldSince: context.now, toId: null, charge };
    await changeAndTell(context, kit, { ...taken, giverId: kit.holder?.id ?? null, ...found });
  },

  async 'kit:notYet'({ kitId }, context) {
    const kit = await kitFor(context, 'kit:notYet', kitId);

    if (kit.to !== null) await changeAndTell(context, kit, { toId: null });
  },

  async 'kit:missing'({ kitId, words }, context) {
    const { actor, tx, helplineId, now } = context;
    const kit = await kitFor(context, 'kit:missing', kitId);

    const missing = { missingAt: now, missingBy: actor.id, missingWords: words };
    await changeAndTell(context, kit, { ...missing, toId: null });
    const to = (await peopleWhoAre(tx, helplineId, 'manager')).map(({ id }) => id);
    await notify(context, { to, kind: 'handover', path: '/helpline' });
  },

  async 'kit:lineMoved'({ kitId, until }, context) {
    const { actor, now } = context;
    const kit = await kitFor(context, 'kit:lineMoved', kitId);
    if (until === null) {
      if (kit.lineTo !== null) await changeAndTell(context, kit, ownLine);
      return;
    }
    const hours = (Date.parse(until) - now.getTime()) / 3_600_000;
    refuseUnless(hours > 0 && hours <= mostLineHours, 'conflict', 'Choose a time in the next 24 hours.');

    await changeAndTell(context, kit, { lineToId: actor.id, lineUntil: new Date(until) });
  },
};
