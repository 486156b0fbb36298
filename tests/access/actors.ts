import { uuidv7 } from 'uuidv7';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { openSignIns } from '#server/platform/auth/sign-ins';
import type { Role } from '#shared/viewer';
import { connectClient, type Client } from '../support/client.ts';
import { expectOk, openHelpline } from '../support/helpline.ts';
import type { TestServer } from '../support/test-server.ts';

/** Everybody who may try something, by how they stand to what the pair of tonight does. */
export const actors = {
  owner: 'whose call, message or request it is',
  partner: 'the other one on the shift',
  placedLater: 'put in the partner’s place afterwards',
  offShift: 'a supporter without a shift',
  yesterday: 'on a shift whose window is over',
  otherPair: 'on another shift at the same time',
  namedManager: 'the manager on call, who was asked by name',
  otherManager: 'another manager',
  supervisor: 'the supervisor',
  managerAndSupporter: 'a manager who is a supporter too',
  otherHelpline: 'somebody with every role in another helpline',
  suspended: 'a suspended manager',
  signedOut: 'nobody signed in',
} as const;
export type Actor = keyof typeof actors;

const extra = {
  placedLater: ['supporter'],
  yesterday: ['supporter'],
  otherPair: ['supporter'],
  managerAndSupporter: ['manager', 'supporter'],
  suspended: ['manager', 'supporter'],
} as const satisfies Partial<Record<Actor, Role[]>>;

const ofHelpline = {
  owner: 'ana',
  partner: 'ben',
  offShift: 'cai',
  namedManager: 'mo',
  otherManager: 'nan',
  supervisor: 'sue',
} as const;

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A helpline of its own with everybody in it; its pair, Ana and Ben, has joined its shift unless `joined` is false. */
export async function openWorld(testServer: TestServer, { joined = true } = {}) {
  const [helpline, elsewhere] = await Promise.all([openHelpline(testServer), openHelpline(testServer)]);
  const { db, clock } = testServer;
  const now = clock.now();
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  const ids: Record<Exclude<Actor, 'signedOut'>, string> = {
    ...byActor(helpline.ids),
    otherHelpline: uuidv7(),
    placedLater: uuidv7(),
    yesterday: uuidv7(),
    otherPair: uuidv7(),
    managerAndSupporter: uuidv7(),
    suspended: uuidv7(),
  };
  const personOf = (name: keyof typeof extra | 'otherHelpline', roles: readonly Role[]) => ({
    id: ids[name],
    helplineId: name === 'otherHelpline' ? elsewhere.id : helpline.id,
    version: 1,
    firstName: name,
    email: `${ids[name]}@example.org`,
    roles: [...roles],
    isIn: true,
    suspendedAt: name === 'suspended' ? now : null,
  });
  const everyRole = ['supporter', 'manager', 'supervisor'] as const;
  await db
    .insert(people)
    .values([
      ...Object.entries(extra).map(([name, roles]) => personOf(name as keyof typeof extra, roles)),
      personOf('otherHelpline', everyRole),
    ]);
  const [running, over] = [uuidv7(), uuidv7()];
  await db.insert(shifts).values([
    { id: running, helplineId: helpline.id, version: 1, startsAt: hours(-0.9), endsAt: hours(4.1) },
    { id: over, helplineId: helpline.id, version: 1, startsAt: hours(-25), endsAt: hours(-20) },
  ]);
  await db.insert(places).values([
    { shiftId: running, place: 1, helplineId: helpline.id, personId: ids.otherPair },
    { shiftId: over, place: 1, helplineId: helpline.id, personId: ids.yesterday },
  ]);

  const signIns = openSignIns(db, clock.now, false);
  const cookieOf = async (actor: Actor) =>
    actor === 'signedOut' ? '' : (await signIns.start(ids[actor])).split(';')[0]!;
  const clients = new Map<Actor, Promise<Client | null>>();
  const again: Client[] = [];
  /** Null where nobody can connect. */
  const clientOf = (actor: Actor): Promise<Client | null> => {
    const known = clients.get(actor);
    if (known) return known;
    const opened = cookieOf(actor).then((cookie) => connectClient(testServer.url, cookie).catch(() => null));
    clients.set(actor, opened);
    return opened;
  };
  const as = async (actor: Actor) => (await clientOf(actor))!;
  const world = {
    helpline,
    url: testServer.url,
    ids,
    shiftId: helpline.shiftId,
    clientOf,
    cookieOf,
    as,
    /** A second connection, with a welcome of now. */
    connectAnew: async (actor: Actor) => {
      const client = await connectClient(testServer.url, await cookieOf(actor));
      again.push(client);
      return client;
    },
    /** A manager puts somebody else in the partner's place, who joins. */
    async placeLater() {
      clock.advance({ seconds: 1 });
      const [manager, partner, later] = await Promise.all([
        as('namedManager'),
        as('partner'),
        as('placedLater'),
      ]);
      await partner.send('presence:leave', { shiftId: helpline.shiftId });
      await expectOk(
        manager.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: ids.placedLater }),
      );
      if (joined) await expectOk(later.send('presence:join', { shiftId: helpline.shiftId }));
    },
    async close() {
      for (const opened of clients.values()) (await opened)?.leave();
      for (const client of again) client.leave();
    },
  };
  if (joined) {
    const [owner, partner] = await Promise.all([as('owner'), as('partner')]);
    const { shiftId } = helpline;
    await expectOk(owner.send('presence:join', { shiftId }), partner.send('presence:join', { shiftId }));
  }
  return world;
}

const byActor = (ids: Record<(typeof ofHelpline)[keyof typeof ofHelpline], string>) =>
  Object.fromEntries(Object.entries(ofHelpline).map(([actor, name]) => [actor, ids[name]])) as Record<
    keyof typeof ofHelpline,
    string
  >;
