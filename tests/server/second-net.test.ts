import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIns } from '#drizzle/schema/check-ins';
import { debriefMessages, debriefs } from '#drizzle/schema/debriefs';
import { feedback, feedbackSettings } from '#drizzle/schema/feedback';
import { handoverLines } from '#drizzle/schema/handovers';
import { listenings } from '#drizzle/schema/listenings';
import { messages } from '#drizzle/schema/messages';
import { plans } from '#drizzle/schema/plans';
import { shifts } from '#drizzle/schema/shifts';
import { identity } from '#server/identity';
import { debriefById } from '#server/debriefs/queries';
import { messageById, messagesBefore } from '#server/messages/queries';
import { nouns } from '#server/nouns';
import type { Db } from '#server/platform/database/db';
import { migrate } from '#server/platform/database/migrate';
import { readAs } from '#server/platform/database/read-as';
import { dataKeysOf, openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { openRegistry } from '#server/platform/live/registry';
import { welcomeOf } from '#server/platform/live/connection/welcome';
import { actors, openWorld, type Actor, type World } from '../access/actors.ts';
import { planTexts } from '../support/evening-plans.ts';
import { expectOk, newId } from '../support/helpline.ts';
import { forgetful, withEveryRole, withoutFilters } from '../support/forgetful.ts';
import { databaseWithRoles } from '../support/own-role.ts';
import { insertSealed } from '../support/opened.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

const tables = [messages, checkIns, debriefs, debriefMessages, handoverLines];
const lists = ['messages', 'checkIns', 'debriefs', 'debriefMessages', 'handoverLines'] as const;

let roles: Awaited<ReturnType<typeof databaseWithRoles>>;
let testServer: TestServer;
let world: World;
let everyShift: string[];
/** The same database for the owner of its tables, and for PostgreSQL's superuser, for whom no policy holds. */
let opened: Record<'owner' | 'superuser', ReturnType<typeof openSealedDatabase>>;

beforeAll(async () => {
  roles = await databaseWithRoles();
  await migrate(roles.ownersUrl);
  testServer = await openTestServer({ databaseUrl: roles.ownUrl });
  const keys = dataKeysOf(testServer.db);
  opened = {
    owner: openSealedDatabase(roles.ownersUrl, keys),
    superuser: openSealedDatabase(roles.superuserUrl, keys),
  };
  const elsewhere = await openWorld(testServer);
  world = await openWorld(testServer);
  for (const one of [elsewhere, world]) await fill(one);
  await elsewhere.close();
  everyShift = (await testServer.db.select({ id: shifts.id }).from(shifts)).map(({ id }) => id);
});
afterAll(async () => {
  await world.close();
  await opened.owner.close();
  await opened.superuser.close();
  await testServer.close();
  await roles.drop();
});

/** What a night leaves: words between two pairs, and check-ins and debriefs for everybody who may be asked. */
async function fill(world: World) {
  const { as, ids, shiftId } = world;
  const [owner, partner, otherPair, manager] = await Promise.all(
    (['owner', 'partner', 'otherPair', 'namedManager'] as const).map(as),
  );
  const said = () => ({ messageId: newId(), body: 'Words' });
  const asked = (more: object = {}) => ({ debriefId: newId(), urgency: 'before-i-finish' as const, ...more });
  const otherShiftId = otherPair!.welcome.shifts.find(({ places }) =>
    places.some(({ personId }) => personId === ids.otherPair),
  )!.id;
  const tell = (who: typeof owner, where: string, sharedWith: 'nobody' | 'partner' | 'managers') =>
    who!.send('checkIn:tell', { checkInId: newId(), shiftId: where, heaviness: 'heavy', sharedWith });
  const [named, escalated, shared] = [
    asked({ managerId: ids.namedManager }),
    asked({ managerId: ids.supervisor }),
    asked({ managerId: ids.supervisor }),
  ];
  await expectOk(owner!.send('message:send', said()), partner!.send('message:send', said()));
  await expectOk(
    tell(owner, shiftId, 'partner'),
    tell(partner, shiftId, 'nobody'),
    tell(otherPair, otherShiftId, 'managers'),
  );
  await expectOk(owner!.send('debrief:ask', named), owner!.send('debrief:ask', escalated));
  await expectOk(partner!.send('debrief:ask', shared), otherPair!.send('debrief:ask', asked()));
  await expectOk(partner!.send('debrief:share', { debriefId: shared.debriefId, shared: true }));
  await expectOk(manager!.send('debrief:accept', { debriefId: named.debriefId }));
  const line = { debriefId: named.debriefId, lineId: newId(), body: 'Words' };
  await expectOk(manager!.send('debrief:sendMessage', line));
  // One line that is sent to a later shift, and one that is still its writer's alone.
  await world.helpline.addShift(20, 24, ['cai']);
  const handed = () => ({ lineId: newId(), shiftId, kind: 'keep-in-mind' as const, words: 'Words' });
  await expectOk(owner!.send('handover:line', handed()), owner!.send('handover:finish', { shiftId }));
  await expectOk(owner!.send('handover:line', handed()));
  await testServer.db
    .update(debriefs)
    .set({ escalatedTo: [ids.otherManager] })
    .where(eq(debriefs.id, escalated.debriefId));
  await world.placeLater();
  await expectOk(owner!.send('message:send', said()));
}

type Reading = { db: Db; checks: boolean };

/** The ids of the rows in a welcome for this actor, from a server with or without its own checks. */
async function welcomed(actor: Exclude<Actor, 'signedOut'>, { db, checks }: Reading) {
  const found = await welcomeOf(
    checks
      ? { db, identity, registry: openRegistry(nouns), trial: false }
      : {
          db: forgetful(db, tables),
          identity: withEveryRole(identity, everyShift),
          registry: withoutFilters(),
          trial: false,
        },
    { personId: world.ids[actor], helplineId: world.helpline.id },
    () => 0,
    testServer.clock.now(),
  );
  return Object.fromEntries(
    lists.map((list) => [list, (found?.welcome[list] ?? []).map(({ id }) => id).sort()]),
  );
}

const counted = (ids: Awaited<ReturnType<typeof welcomed>>) =>
  Object.fromEntries(Object.entries(ids).map(([list, { length }]) => [list, length]));
const all = { messages: 6, checkIns: 6, debriefs: 8, debriefMessages: 2, handoverLines: 4 };

type Reader = Exclude<Actor, 'signedOut' | 'suspended'>;
const readers = (Object.keys(actors) as Actor[]).filter(
  (actor): actor is Reader => actor !== 'signedOut' && actor !== 'suspended',
);

describe.each(readers)('%s', (actor) => {
  test('reads their own rows and no others, though the server checks nothing', async () => {
    const theirs = await welcomed(actor, { db: testServer.db, checks: true });
    expect(await welcomed(actor, { db: testServer.db, checks: false })).toEqual(theirs);
    expect(await welcomed(actor, { db: opened.owner.db, checks: false })).toEqual(theirs);
  });

  test('would read every row of every helpline without the policies', async () => {
    expect(counted(await welcomed(actor, { db: opened.superuser.db, checks: false }))).toEqual(all);
  });
});

test('the rows that each reads are as many as there ought to be', async () => {
  const found = await Promise.all(
    readers.map(async (actor) => {
      const rows = counted(await welcomed(actor, { db: testServer.db, checks: false }));
      return [actor, lists.map((list) => rows[list])] as const;
    }),
  );
  expect(Object.fromEntries(found)).toEqual({
    owner: [3, 1, 3, 1, 2],
    partner: [2, 1, 1, 0, 0],
    placedLater: [1, 0, 0, 0, 0],
    offShift: [0, 0, 0, 0, 1],
    yesterday: [0, 0, 0, 0, 0],
    otherPair: [0, 1, 1, 0, 0],
    namedManager: [0, 1, 2, 1, 0],
    otherManager: [0, 1, 2, 0, 0],
    supervisor: [0, 0, 2, 0, 0],
    managerAndSupporter: [0, 1, 1, 0, 0],
    otherHelpline: [0, 0, 0, 0, 0],
  });
});

test('somebody suspended, and nobody known, read nothing', async () => {
  for (const personId of [world.ids.suspended, newId()])
    for (const table of tables)
      expect(await readAs(testServer.db, personId, (tx) => tx.select({ id: table.id }).from(table))).toEqual(
        [],
      );
});

test('a page of older messages, and a row asked for by its id, hold for whom they are', async () => {
  const { ids, helpline } = world;
  const { messages: own } = await welcomed('owner', { db: testServer.db, checks: true });
  const { debriefs: partners } = await welcomed('partner', { db: testServer.db, checks: true });
  const [messageId, debriefId] = [own!.at(-1)!, partners![0]!];
  const latest = await testServer.db.transaction((tx) => messageById(tx, helpline.id, messageId));
  const readIn = (db: Db, actor: 'owner' | 'partner' | 'otherPair') =>
    Promise.all([
      readAs(forgetful(db, tables), ids[actor], (tx) => messagesBefore(tx, ids[actor], latest!, 50)),
      readAs(db, ids[actor], (tx) => messageById(tx, helpline.id, messageId)),
      readAs(db, ids[actor], (tx) => debriefById(tx, helpline.id, debriefId)),
    ]).then(([older, message, debrief]) => [older.length, message?.id, debrief?.id]);
  expect(await readIn(testServer.db, 'owner')).toEqual([3, messageId, debriefId]);
  expect(await readIn(testServer.db, 'partner')).toEqual([2, undefined, debriefId]);
  expect(await readIn(testServer.db, 'otherPair')).toEqual([0, undefined, undefined]);
  expect(await readIn(opened.superuser.db, 'otherPair')).toEqual([6, messageId, debriefId]);
});

test('agreed plans are let through to whoever has a place here, and to managers and supervisors', async () => {
  const { as, ids } = world;
  await expectOk((await as('namedManager')).send('helpline:change', { callPlans: true }));
  const planId = newId();
  await expectOk(
    (await as('owner')).send('plan:draft', { planId, knownAs: 'Wren', texts: planTexts, basedOn: 0 }),
  );
  const readBy = async (personId: string) =>
    (await readAs(testServer.db, personId, (tx) => tx.select({ id: plans.id }).from(plans))).length;
  for (const actor of ['owner', 'placedLater', 'namedManager', 'supervisor'] as const)
    expect(await readBy(ids[actor])).toBe(1);
  for (const personId of [ids.otherHelpline, ids.suspended, newId()]) expect(await readBy(personId)).toBe(0);
});

test('feedback is let through to managers and the supporter who is named, and to nobody else', async () => {
  const { ids, helpline } = world;
  const { db } = testServer;
  const said = { quarter: '2026-Q3', batch: 1, answers: {}, words: 'Words' };
  await insertSealed(db, feedback, [{ id: newId(), helplineId: helpline.id, ...said }]);
  await insertSealed(db, feedback, [{ id: newId(), helplineId: helpline.id, ...said, safety: 'ticked' }]);
  await db.insert(feedbackSettings).values({ helplineId: helpline.id, isOn: true, readerId: ids.owner });
  const readBy = async (personId: string) =>
    (await readAs(db, personId, (tx) => tx.select({ id: feedback.id }).from(feedback))).length;
  for (const actor of ['owner', 'namedManager', 'otherManager'] as const)
    expect(await readBy(ids[actor])).toBe(2);
  for (const personId of [ids.partner, ids.supervisor, ids.otherHelpline, ids.suspended, newId()])
    expect(await readBy(personId)).toBe(0);
  await db.update(feedback).set({ safety: 'waiting' }).where(eq(feedback.safety, 'ticked'));
  expect(await readBy(ids.supervisor)).toBe(1);
  for (const personId of [ids.partner, ids.otherHelpline, ids.suspended])
    expect(await readBy(personId)).toBe(0);
});

test('who listens along is let through to themselves, to those who have the places, and to managers', async () => {
  const { ids, helpline, shiftId } = world;
  const { db } = testServer;
  const row = { id: newId(), helplineId: helpline.id, version: 1, shiftId, personId: ids.offShift };
  await db.insert(listenings).values({ ...row, shiftStartsAt: testServer.clock.now(), state: 'asked' });
  const readBy = async (personId: string) =>
    (await readAs(db, personId, (tx) => tx.select({ id: listenings.id }).from(listenings))).length;
  for (const actor of ['offShift', 'owner', 'placedLater', 'namedManager', 'otherManager'] as const)
    expect([actor, await readBy(ids[actor])]).toEqual([actor, 1]);
  for (const personId of [
    ids.partner,
    ids.otherPair,
    ids.supervisor,
    ids.otherHelpline,
    ids.suspended,
    newId(),
  ])
    expect(await readBy(personId)).toBe(0);
});

test('every table with policies has them forced', async () => {
  const found = await testServer.db.execute<{ name: string; forced: boolean }>(
    sql`select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class
      where oid in (select polrelid from pg_policy) order by relname`,
  );
  expect([...found]).toEqual(
    [
      'absences',
      'call_back_numbers',
      'call_backs',
      'check_ins',
      'debrief_messages',
      'debriefs',
      'feedback',
      'gathering_lines',
      'gatherings',
      'handover_lines',
      'listenings',
      'meetings',
      'messages',
      'offers',
      'plans',
      'series',
      'steps',
      'swap_asks',
      'swaps',
      'to_bring',
      'trainings',
    ].map((name) => ({ name, forced: true })),
  );
});

test('the name of the reader ends with the transaction', async () => {
  await readAs(testServer.db, world.ids.offShift, (tx) => tx.select({ id: messages.id }).from(messages));
  const rows = await Promise.all(
    Array.from({ length: 40 }, () => testServer.db.select({ id: messages.id }).from(messages)),
  );
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([all.messages]));
});

test('a conversation that two have opened is let through to them, from before its opening, and to nobody else', async () => {
  const { ids, shiftId, as } = world;
  const breakGlassId = newId();
  const reason = 'An ambulance crew asks what was said.';
  const [first, second] = await Promise.all([as('otherManager'), as('supervisor')]);
  const readBy = async (actor: Exclude<Actor, 'signedOut'>) =>
    (await readAs(forgetful(testServer.db, tables), ids[actor], (tx) => tx.select().from(messages))).length;
  const everybody = ['otherManager', 'supervisor', 'namedManager', 'suspended', 'otherHelpline'] as const;
  const readByEach = () => Promise.all(everybody.map(readBy));
  await expectOk(first.send('breakGlass:ask', { breakGlassId, shiftId, reason }));
  expect(await readByEach()).toEqual([0, 0, 0, 0, 0]);
  await expectOk(second.send('breakGlass:confirm', { breakGlassId }));
  const open = await testServer.db.$count(messages, eq(messages.shiftId, shiftId));
  expect(await readByEach()).toEqual([open, open, 0, 0, 0]);
  testServer.clock.advance({ seconds: 1 });
  await expectOk((await as('owner')).send('message:send', { messageId: newId(), body: 'Only for us' }));
  expect(await readByEach()).toEqual([open, open, 0, 0, 0]);
  await expectOk(first.send('breakGlass:end', { breakGlassId }));
  expect(await readByEach()).toEqual([0, 0, 0, 0, 0]);
});
