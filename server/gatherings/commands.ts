import { access } from '#shared/access';
import type { gatheringCommands } from '#shared/gathering-commands';
import type { Gathering } from '#shared/gatherings';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { tellAboutGathering } from '../updates/tell.ts';
import { otherOf, othersOf, refuseUnlessAhead, refuseUnlessPlanned, setSupervisionDays } from './guards.ts';
import { changeGathering, gatheringById, insertGathering, plannedGathering } from './queries.ts';
import { writingHandlers } from './writing.ts';

export const gatheringHandlers: Handlers<keyof typeof gatheringCommands> = {
  ...writingHandlers,

  async 'gathering:plan'({ gatheringId, kind, startsAt, minutes, place = null, withId }, context) {
    const { actor, tx, version, helplineId, now } = context;
    permit(context, access['gathering:plan'], { kind });
    const other = await otherOf(context, kind, withId);
    refuseUnlessAhead(startsAt, now);
    const before = await plannedGathering(tx, helplineId, { kind, ledBy: actor.id, withId: other }, now);
    refuseUnless(!before, 'conflict', 'One is planned already. Give that one another time.');

    const times = { startsAt: new Date(startsAt), minutes, place, revisedAt: now };
    const whose = { helplineId, version, kind, ledBy: actor.id, withId: other };
    const planned = await insertGathering(tx, { id: gatheringId, state: 'planned', ...whose, ...times });
    await settle(context, planned, 'gathering-planned');
  },

  async 'gathering:move'({ gatheringId, startsAt, minutes, place = null }, context) {
    const { tx, version, helplineId, now } = context;
    const gathering = await gatheringFor(context, 'gathering:move', gatheringId);
    refuseUnlessPlanned(gathering);
    refuseUnlessAhead(startsAt, now);
    const other = await plannedGathering(tx, helplineId, gathering, now);
    refuseUnless(
      !other || other.id === gatheringId,
      'conflict',
      'Another one is planned already. Give that one another time.',
    );

    const times = { startsAt: new Date(startsAt), minutes, place, revisedAt: now };
    const asked = { version, comingIds: [], cannotIds: [] };
    const moved = await changeGathering(tx, helplineId, gatheringId, { ...asked, ...times });
    await settle(context, moved, 'gathering-moved');
  },

  async 'gathering:cancel'({ gatheringId }, context) {
    const { tx, version, helplineId, now } = context;
    refuseUnlessPlanned(await gatheringFor(context, 'gathering:cancel', gatheringId));

    const change = { version, state: 'cancelled' as const, revisedAt: now };
    const cancelled = await changeGathering(tx, helplineId, gatheringId, change);
    await settle(context, cancelled, 'gathering-cancelled');
  },

  async 'gathering:say'({ gatheringId, answer, startsAt }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const gathering = await gatheringFor(context, 'gathering:say', gatheringId);
    refuseUnlessPlanned(gathering);
    const sameTime = startsAt === undefined || Date.parse(startsAt) === Date.parse(gathering.startsAt);
    refuseUnless(sameTime, 'conflict', 'It has another time now. Say whether you come then.');

    const others = (ids: string[]) => ids.filter((id) => id !== actor.id);
    const [coming, cannot] = [others(gathering.comingIds), others(gathering.cannotIds)];
    (answer === 'coming' ? coming : cannot).push(actor.id);
    const change = { version, comingIds: coming, cannotIds: cannot };
    announce('gathering:changed', await changeGathering(tx, helplineId, gatheringId, change));
    if (gathering.kind !== 'one-to-one' || answer === 'coming') return;
    const told = { to: [gathering.ledBy], by: actor.id, gatheringId };
    await tellAboutGathering(context, { kind: 'gathering-cannot', ...told });
  },

  async 'gathering:hold'({ gatheringId }, context) {
    const { tx, version, helplineId, now, announce } = context;
    const gathering = await gatheringFor(context, 'gathering:hold', gatheringId);
    refuseUnlessPlanned(gathering);
    refuseUnless(Date.parse(gathering.startsAt) <= now.getTime(), 'conflict', 'It has not begun yet.');

    // Who said that they come is of no use any more, and would read as who was there.
    const change = { version, state: 'held' as const, comingIds: [] };
    const held = await changeGathering(tx, helplineId, gatheringId, change);
    announce('gathering:changed', held);
    await setSupervisionDays(context, held);
  },

  async 'gathering:caughtUp'({ gatheringId }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const { state, caughtUpIds } = await gatheringFor(context, 'gathering:caughtUp', gatheringId);
    refuseUnless(state === 'held', 'conflict', 'It has not taken place yet.');
    if (caughtUpIds.includes(actor.id)) return;

    const change = { version, caughtUpIds: [...caughtUpIds, actor.id] };
    announce('gathering:changed', await changeGathering(tx, helplineId, gatheringId, change));
  },
};

async function gatheringFor(
  context: Context,
  command: 'gathering:move' | 'gathering:cancel' | 'gathering:say' | 'gathering:hold' | 'gathering:caughtUp',
  gatheringId: string,
): Promise<Gathering> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await gatheringById(tx, helplineId, gatheringId));
}

/** Announces a new time or state, and tells everybody else who is invited, unless its time is over. */
async function settle(
  context: Context,
  gathering: Gathering,
  kind: 'gathering-planned' | 'gathering-moved' | 'gathering-cancelled',
): Promise<void> {
  const { actor, now, announce } = context;
  announce('gathering:changed', gathering);
  await setSupervisionDays(context, gathering);
  if (Date.parse(gathering.startsAt) <= now.getTime()) return;
  const to = await othersOf(context, gathering);
  await tellAboutGathering(context, { to, kind, by: actor.id, gatheringId: gathering.id });
}
