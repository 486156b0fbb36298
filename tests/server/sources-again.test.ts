import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { dataKeys } from '#drizzle/schema/encryption';
import { sources } from '#drizzle/schema/sources';
import { retentionRuns } from '#server/retention-runs';
import { sourceById } from '#server/sources/queries';
import type { Client } from '../support/client.ts';
import { expectOk, newId, refused, type Helpline } from '../support/helpline.ts';
import { goodServices, publishing, startPublisher, type Publisher } from '../support/open-referral.ts';
import { differencesOf, switchOn } from '../support/reading-lists.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();
let publisher: Publisher;
let mo: Client;
beforeAll(async () => void (publisher = await startPublisher()));
afterAll(() => publisher.close());
beforeEach(async () => {
  publisher.asked.length = 0;
  mo = await helpline.connect('mo');
  await switchOn(mo);
});

async function added(client: Client = mo) {
  const sourceId = newId();
  await expectOk(
    client.send('source:add', { sourceId, name: 'Council', address: publisher.address, areas: [] }),
  );
  return sourceId;
}
const latest = (sourceId: string) => sourceById(testServer.db, helpline.id, sourceId);
/** A sign-in does not last for weeks. */
async function comesBack() {
  mo.leave();
  mo = await helpline.connect('mo');
}
const lookAfter = async (time: { minutes?: number; days?: number }) => {
  testServer.clock.advance(time);
  await testServer.reader.look();
};

test('a list is read again every week once that is switched on, and not before', async () => {
  publisher.answers(publishing(() => goodServices(2)));
  const sourceId = await added();
  await testServer.reader.look();
  await lookAfter({ days: 30 });
  expect((await latest(sourceId))!.reads).toBe(1);
  await comesBack();
  await expectOk(mo.send('source:change', { sourceId, isWeekly: true }));
  await testServer.reader.look();
  expect(await latest(sourceId)).toMatchObject({ reads: 2, isWeekly: true });
  await lookAfter({ days: 6 });
  expect((await latest(sourceId))!.reads).toBe(2);
  await lookAfter({ days: 1 });
  expect((await latest(sourceId))!.reads).toBe(3);
  await comesBack();
  await expectOk(mo.send('source:change', { sourceId, isWeekly: false }));
  await lookAfter({ days: 30 });
  expect(await latest(sourceId)).toMatchObject({ reads: 3, dueAt: null });

  await comesBack();
  const fileId = newId();
  await expectOk(mo.send('source:add', { sourceId: fileId, name: 'Files', address: null, areas: [] }));
  expect(await mo.send('source:change', { sourceId: fileId, isWeekly: true })).toEqual(
    refused('conflict', /^A file cannot be read again/),
  );
});

test('a read that fails is tried three times with a pause, then says so, and keeps what was found before', async () => {
  publisher.answers(publishing(() => goodServices(2)));
  const sourceId = await added();
  await testServer.reader.look();
  publisher.answers(() => ({ status: 500 }));
  publisher.asked.length = 0;
  await expectOk(mo.send('source:read', { sourceId }));
  await testServer.reader.look();
  await testServer.reader.look();
  expect(publisher.asked).toHaveLength(1);
  expect(await latest(sourceId)).toMatchObject({
    trouble: { what: 'error', again: true },
    waiting: { new: 2 },
    reads: 1,
  });
  await lookAfter({ minutes: 1 });
  await lookAfter({ minutes: 10 });
  expect(publisher.asked).toHaveLength(3);
  expect(await latest(sourceId)).toMatchObject({
    trouble: { what: 'error', again: false },
    dueAt: null,
    waiting: { new: 2 },
  });
  await lookAfter({ days: 1 });
  expect(publisher.asked).toHaveLength(3);
  await comesBack();

  publisher.answers(publishing(() => goodServices(3)));
  await expectOk(mo.send('source:read', { sourceId }));
  await testServer.reader.look();
  expect(await latest(sourceId)).toMatchObject({ trouble: null, reads: 2, waiting: { new: 3 } });
});

test('what will not mend by itself is not tried again', async () => {
  publisher.answers(() => ({ body: '<title>Hello</title>' }));
  const sourceId = await added();
  await testServer.reader.look();
  expect(await latest(sourceId)).toMatchObject({
    trouble: { what: 'not-json', again: false },
    dueAt: null,
    lastRead: null,
  });
  await lookAfter({ days: 1 });
  expect(publisher.asked).toHaveLength(1);
});

test('a server that is stopped in the middle of a read leaves nothing behind, and the next begins it again', async () => {
  publisher.answers((url) => (/0005$/.test(url.pathname) ? 'hang' : publishing(() => goodServices(9))(url)));
  const sourceId = await added();
  const reading = testServer.reader.look();
  await publisher.wasAsked(1 + 5);
  await testServer.reader.close();
  await reading;
  expect(await latest(sourceId)).toMatchObject({ reads: 0, lastRead: null, trouble: null });
  publisher.answers(publishing(() => goodServices(9)));
  const next = await openTestServer({ databaseUrl: testServer.databaseUrl, clock: testServer.clock });
  await next.reader.look();
  await expectRead(next, sourceId);
});

test('a server that was killed in the middle of a read: another one takes over once its time is up, and gives up after three', async () => {
  publisher.answers(publishing(() => goodServices(9)));
  const sourceId = await added();
  const killed = { leasedUntil: new Date(testServer.clock.now().getTime() + 720_000), tries: 1 };
  await testServer.db.update(sources).set(killed).where(eq(sources.id, sourceId));
  await lookAfter({ minutes: 11 });
  expect(publisher.asked).toEqual([]);
  await lookAfter({ minutes: 2 });
  expect((await latest(sourceId))!.reads).toBe(1);

  await expectOk(mo.send('source:read', { sourceId }));
  await testServer.db.update(sources).set({ tries: 3 }).where(eq(sources.id, sourceId));
  await testServer.reader.look();
  expect(await latest(sourceId)).toMatchObject({ reads: 1, trouble: { what: 'unfinished', again: false } });
});

test('two servers never read the same list at once', async () => {
  publisher.answers(publishing(() => goodServices(3)));
  await added();
  const other = await openTestServer({ databaseUrl: testServer.databaseUrl, clock: testServer.clock });
  await Promise.all([testServer.reader.look(), other.reader.look()]);
  expect(publisher.asked).toHaveLength(1 + 3);
  await other.close();
});

test('a list whose areas change while it is read is read again with the new ones', async () => {
  publisher.answers((url) => (/0002$/.test(url.pathname) ? 'hang' : publishing(() => goodServices(3))(url)));
  const sourceId = await added();
  const reading = testServer.reader.look();
  await publisher.wasAsked(1 + 2);
  await expectOk(mo.send('source:change', { sourceId, areas: ['Lewisham'] }));
  publisher.answers(publishing(() => goodServices(3)));
  publisher.dropAll();
  await reading;
  await testServer.reader.look();
  expect(await latest(sourceId)).toMatchObject({ reads: 1, lastRead: { elsewhere: 3, found: { new: 0 } } });
});

test('a removed list is erased with its key after thirty days', async () => {
  publisher.answers(publishing(() => goodServices(1)));
  const sourceId = await added();
  await testServer.reader.look();
  await expectOk(mo.send('source:remove', { sourceId }));
  const keys = () => testServer.db.$count(dataKeys, eq(dataKeys.subjectId, sourceId));
  const eraseAfter = (days: number) =>
    retentionRuns.sources(testServer.db, new Date(testServer.clock.now().getTime() + days * 86_400_000));
  await eraseAfter(29);
  expect(await keys()).toBe(1);
  await eraseAfter(30);
  expect(await keys()).toBe(0);
  expect(await testServer.db.$count(sources, eq(sources.id, sourceId))).toBe(0);
});

async function expectRead(server: TestServer, sourceId: string) {
  const { cookieOf } = helpline as Pick<Helpline, 'cookieOf'>;
  expect(
    await differencesOf({ url: server.url, cookie: await cookieOf('mo') }, sourceId, 'new'),
  ).toHaveLength(9);
  await server.close();
}
