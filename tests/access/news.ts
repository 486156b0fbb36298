import { eq } from 'drizzle-orm';
import { handovers } from '#drizzle/schema/handovers';
import { lists } from '#drizzle/schema/lists';
import type { NewsName } from '#shared/nouns';
import type { TestServer } from '../support/test-server.ts';
import { hex } from '../support/evening.ts';
import { expectOk, newId } from '../support/helpline.ts';
import type { Actor, World } from './actors.ts';
import * as given from './given.ts';

/** One change, and who is told of it: at once, or in the next welcome for who came later. */
export type NewsCase = {
  /** Makes the change and returns the id of the row. */
  given: (world: World, testServer: TestServer) => Promise<string>;
  seenBy: readonly Actor[];
};

const pair = ['owner', 'partner'] as const;
const managers = ['namedManager', 'otherManager', 'managerAndSupporter'] as const;
const ownHelpline = [
  ...pair,
  'placedLater',
  'offShift',
  'yesterday',
  'otherPair',
  ...managers,
  'supervisor',
] as const;

const idOf =
  (situation: (world: World) => Promise<() => object>, field: string) =>
  async (world: World): Promise<string> =>
    ((await situation(world))() as Record<string, string>)[field]!;

async function handoverIdOf(db: TestServer['db'], shiftId: string): Promise<string> {
  const [row] = await db.select({ id: handovers.id }).from(handovers).where(eq(handovers.shiftId, shiftId));
  return row!.id;
}

/** Who is told of each kind of news. News that is missing here does not compile. */
export const newsCases: { [Name in NewsName]: NewsCase } = {
  'person:changed': {
    given: async ({ as, ids }) => {
      await expectOk(
        (await as('namedManager')).send('person:change', { personId: ids.offShift, firstName: 'Kai' }),
      );
      return ids.offShift;
    },
    seenBy: ['offShift', ...managers, 'supervisor'],
  },
  'helpline:changed': {
    given: async ({ as, helpline }) => {
      await expectOk((await as('namedManager')).send('helpline:planSupervision', { nextOn: '2026-12-13' }));
      return helpline.id;
    },
    seenBy: ownHelpline,
  },
  'shift:changed': {
    given: async ({ as, ids, helpline }) => {
      const shiftId = await helpline.addShift(40, 44);
      const manager = await as('namedManager');
      for (const [place, personId] of [
        [1, ids.offShift],
        [2, ids.yesterday],
      ] as const)
        await expectOk(manager.send('shift:place', { shiftId, place, personId }));
      return shiftId;
    },
    seenBy: ownHelpline,
  },
  'presence:changed': {
    given: async ({ as }) => {
      const owner = await as('owner');
      const before = owner.welcome.version;
      await expectOk(owner.send('presence:set', { state: 'taking-a-break' }));
      return (await owner.hears('presence:changed', ({ version }) => version > before)).id;
    },
    seenBy: [...pair, 'placedLater'],
  },
  'call:changed': { given: given.call, seenBy: [...pair, 'placedLater'] },
  'callBack:changed': { given: idOf(given.promised, 'callBackId'), seenBy: [...pair, 'placedLater'] },
  'missedCall:changed': { given: idOf(given.missedCall, 'missedCallId'), seenBy: pair },
  'message:changed': { given: idOf(given.messageToOwner, 'messageId'), seenBy: pair },
  'signal:changed': { given: idOf(given.signal, 'signalId'), seenBy: [...pair, 'placedLater'] },
  'debrief:changed': { given: idOf(given.debrief('asked'), 'debriefId'), seenBy: ['owner', 'namedManager'] },
  'debriefMessage:changed': {
    given: idOf(given.debriefMessageToOwner, 'lineId'),
    seenBy: ['owner', 'namedManager'],
  },
  'followUp:changed': {
    given: idOf(given.agreedFollowUp, 'followUpId'),
    seenBy: ['owner', 'namedManager'],
  },
  'checkIn:changed': {
    given: async ({ as, shiftId }) => {
      const checkInId = newId();
      const told = { checkInId, shiftId, heaviness: 'heavy', sharedWith: 'partner' } as const;
      await expectOk((await as('owner')).send('checkIn:tell', told));
      return checkInId;
    },
    seenBy: pair,
  },
  'flag:changed': { given: idOf(given.flag('waiting'), 'flagId'), seenBy: [...pair, 'supervisor'] },
  'grant:changed': {
    given: async (world) => {
      const { callId } = (await given.endedCall(world))();
      const grantId = newId();
      await expectOk(
        (await world.as('otherManager')).send('grant:open', { grantId, callId, reason: 'Words' }),
      );
      return grantId;
    },
    seenBy: ['owner', 'otherManager'],
  },
  'list:changed': {
    given: async (world, { db }) => {
      await given.listChange(world);
      const [row] = await db.select().from(lists).where(eq(lists.helplineId, world.helpline.id));
      return row!.id;
    },
    seenBy: ownHelpline,
  },
  'page:changed': {
    given: async (world) => {
      await given.page('published')(world);
      return world.helpline.id;
    },
    seenBy: ownHelpline,
  },
  'service:changed': {
    given: async (world) => {
      await given.service('published')(world);
      return world.helpline.id;
    },
    seenBy: ownHelpline,
  },
  'plan:changed': {
    given: idOf(given.plan('drafted'), 'planId'),
    seenBy: [...pair, 'placedLater', 'otherPair', ...managers, 'supervisor'],
  },
  'breakGlass:changed': {
    given: idOf(given.breakGlass('open'), 'breakGlassId'),
    seenBy: [...pair, ...managers, 'supervisor'],
  },
  'handover:changed': {
    given: async (world, { db }) => {
      const { shiftId } = await given.handedOver('finished')(world);
      return handoverIdOf(db, shiftId);
    },
    seenBy: [...pair, 'placedLater', 'offShift', ...managers],
  },
  'handoverLine:changed': {
    given: async (world) => (await given.handedOver('finished')(world)).lineId,
    seenBy: [...pair, 'offShift'],
  },
  'kit:changed': {
    given: idOf(given.kit('held'), 'kitId'),
    seenBy: [...pair, 'otherPair', ...managers],
  },
  'source:changed': { given: idOf(given.source, 'sourceId'), seenBy: managers },
  'absence:changed': {
    given: idOf(given.ownersAbsence, 'absenceId'),
    seenBy: ['owner', ...managers],
  },
  'listening:changed': {
    given: given.listening('asked'),
    seenBy: [...pair, 'placedLater', 'offShift', ...managers],
  },
  'offer:changed': {
    given: idOf(given.ownersOffer, 'offerId'),
    seenBy: ['owner', ...managers],
  },
  'swap:changed': {
    given: idOf(given.swap('open'), 'swapId'),
    seenBy: [...pair, 'offShift', ...managers],
  },
  'notificationPreferences:changed': {
    given: async ({ as, ids }) => {
      await expectOk((await as('owner')).send('notification:change', { quiet: null }));
      return ids.owner;
    },
    seenBy: ['owner'],
  },
  'feed:changed': {
    given: async ({ as, ids }) => {
      await expectOk((await as('owner')).send('feed:make', { tokenHash: hex(newId()) }));
      return ids.owner;
    },
    seenBy: ['owner'],
  },
  'undelivered:changed': {
    given: async ({ helpline, ids }, { live, clock }) => {
      const id = newId();
      const at = clock.now().toISOString();
      await live.change(helpline.id, ({ announce, version }) => {
        announce('undelivered:changed', {
          id,
          version,
          personId: ids.owner,
          channel: 'push',
          kind: 'flag-step',
          at,
        });
        return Promise.resolve();
      });
      return id;
    },
    seenBy: ['owner', ...managers],
  },
  'gathering:changed': {
    given: idOf(given.gathering('one-to-one', 'planned'), 'gatheringId'),
    seenBy: ['owner', 'namedManager'],
  },
  'gatheringLine:changed': {
    given: async (world) => (await given.gatheringLine(world)).lineId,
    seenBy: ['owner', 'namedManager'],
  },
  'training:changed': { given: idOf(given.training, 'trainingId'), seenBy: ['owner', ...managers] },
  'step:changed': {
    given: async (world) => (await given.step('shared')(world)).stepId,
    seenBy: ['owner', 'namedManager'],
  },
  'toBring:changed': {
    given: async (world) => (await given.toBring('alone')(world)).toBringId,
    seenBy: ['owner'],
  },
  'meeting:changed': {
    given: idOf(given.meeting('proposed'), 'meetingId'),
    seenBy: [...pair, ...managers],
  },
  'series:changed': { given: idOf(given.series('active'), 'seriesId'), seenBy: [...pair, ...managers] },
  'meetingPlace:changed': {
    given: idOf(given.meetingPlace, 'placeId'),
    seenBy: [...pair, 'placedLater', 'offShift', 'yesterday', 'otherPair', ...managers],
  },
  'update:changed': { given: idOf(given.ownersUpdate, 'updateId'), seenBy: ['owner'] },
};
