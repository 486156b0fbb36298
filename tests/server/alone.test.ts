import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { presences } from '#drizzle/schema/presence';
import { notifications } from '#drizzle/schema/notifications';
import { places, shifts } from '#drizzle/schema/shifts';
import { inRounds } from '#server/platform/erasing';
import { eraseOldPresences } from '#server/presence/retention-queries';
import { expectOk, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';

const ok = { ok: true };
let testServer: TestServer;
let helpline: Helpline;
let outbox: ReturnType<typeof watchOutbox>;
let shiftId: string;
/** A shift of Ana and Ben begins in ten minutes, and the one before it is over. */
beforeEach(async () => {
  testServer = await openTestServer({ mail: mailToNobody });
  helpline = await openHelpline(testServer);
  await testServer.db.update(helplines).set({ aloneAfterMinutes: 10 }).where(eq(helplines.id, helpline.id));
  await testServer.db.delete(shifts).where(eq(shifts.id, helpline.shiftId));
  shiftId = await helpline.addShift(1 / 6, 4, ['ana', 'ben']);
  await onCall('mo', 'nan');
  outbox = watchOutbox(testServer, helpline);
});
afterEach(() => testServer.close());

const onCall = (first: 'mo' | 'nan' | null, next: 'mo' | 'nan' | null) =>
  testServer.db
    .update(shifts)
    .set({ managerId: first && helpline.ids[first], nextManagerId: next && helpline.ids[next] })
    .where(eq(shifts.id, shiftId));
const join = async (...names: ('ana' | 'ben')[]) => {
  for (const name of names) await expectOk((await helpline.connect(name)).send('presence:join', { shiftId }));
};
/** Who is told that somebody is alone, once so many minutes have gone by. */
async function toldAfter(minutes: number) {
  await testServer.timePasses({ minutes });
  return (await outbox()).filter((line) => line.includes(' alone '));
}

test('ten minutes after the start with one there, the manager on call is told, once', async () => {
  await join('ana');
  expect(await toldAfter(10)).toEqual([]);
  expect(await toldAfter(9.9)).toEqual([]);
  expect(await toldAfter(0.2)).toEqual(['mo alone /desk']);
  expect(await toldAfter(30)).toEqual([]);
});

test('with nobody there it is told too, and where nobody is on call to every manager', async () => {
  await onCall(null, null);
  expect(await toldAfter(20.1)).toEqual(['mo alone /desk', 'nan alone /desk']);
});

test('where only the next manager is on call, that one is told and nobody else', async () => {
  await onCall(null, 'nan');
  expect(await toldAfter(20.1)).toEqual(['nan alone /desk']);
});

test('with both there nobody is told, and neither after the shift', async () => {
  await join('ana', 'ben');
  expect(await toldAfter(20.1)).toEqual([]);
  expect(await toldAfter(300)).toEqual([]);
});

test('the helpline sets its own minutes, from 5 to 30, and only a manager does', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  expect(await ana.send('helpline:change', { aloneAfterMinutes: 5 })).toEqual(refused('not-yours'));
  for (const aloneAfterMinutes of [4, 31, 7.5])
    expect(await mo.send('helpline:change', { aloneAfterMinutes })).toEqual(refused('malformed'));
  expect(await mo.send('helpline:change', { aloneAfterMinutes: 5 })).toEqual(ok);
  expect(await mo.hears('helpline:changed')).toMatchObject({ aloneAfterMinutes: 5 });
  await join('ana');
  expect(await toldAfter(15.1)).toEqual(['mo alone /desk']);
});

test('it goes through the quiet hours of the manager on call', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('notification:change', { quiet: { from: '00:00', until: '23:59' } }));
  await join('ana');
  expect(await toldAfter(20.1)).toEqual(['mo alone /desk']);
  const [told] = await testServer.db
    .select()
    .from(notifications)
    .where(eq(notifications.helplineId, helpline.id));
  expect(told!.dueAt).toEqual(told!.createdAt);
});

test('somebody who goes home in the middle of the shift leaves one alone, which is told after the same minutes', async () => {
  await join('ana', 'ben');
  expect(await toldAfter(60)).toEqual([]);
  await expectOk((await helpline.connect('ben')).send('presence:leave', { shiftId }));
  expect(await toldAfter(9)).toEqual([]);
  expect(await toldAfter(2)).toEqual(['mo alone /desk']);
});

test('an empty place is nobody, and a place without its person does not count', async () => {
  await join('ana', 'ben');
  await testServer.db.delete(places).where(eq(places.personId, helpline.ids.ben));
  expect(await toldAfter(20.1)).toEqual(['mo alone /desk']);
});

test('nothing is kept about who was late: not once two are there, and not after the shift', async () => {
  await join('ana');
  expect(await toldAfter(20.1)).toEqual(['mo alone /desk']);
  await join('ben');
  await testServer.due.look();
  const said = () => testServer.db.select().from(notifications).where(eq(notifications.kind, 'alone'));
  const told = async () => (await testServer.db.select().from(shifts))[0]!.aloneNotifiedAt;
  expect([await said(), await told()]).toEqual([[], null]);
  await expectOk((await helpline.connect('ben')).send('presence:leave', { shiftId }));
  await toldAfter(15);
  expect(await told()).not.toBeNull();
  await toldAfter(240);
  expect([await said(), await told()]).toEqual([[], null]);
  await inRounds(eraseOldPresences)(
    testServer.db,
    new Date(testServer.clock.now().getTime() + 12 * 3_600_000),
  );
  expect(await testServer.db.select().from(presences)).toEqual([]);
});

test('somebody who comes to one line leaves what was said about the other, until that is over too', async () => {
  await testServer.db.update(shifts).set({ secondLine: true }).where(eq(shifts.id, shiftId));
  const other = await helpline.addShift(1 / 6, 4, ['cai']);
  await testServer.db.update(shifts).set({ managerId: helpline.ids.nan }).where(eq(shifts.id, other));
  expect(await toldAfter(20.1)).toEqual(['mo alone /desk', 'nan alone /desk']);
  const said = () => testServer.db.$count(notifications, eq(notifications.kind, 'alone'));
  await join('ana', 'ben');
  await testServer.due.look();
  expect(await said()).toBe(2);
  await toldAfter(240);
  expect(await said()).toBe(0);
});

test('of two servers that look at the same moment, one tells', async () => {
  const other = await openTestServer({ databaseUrl: testServer.databaseUrl, mail: mailToNobody });
  other.clock.advance({ seconds: (testServer.clock.now().getTime() - other.clock.now().getTime()) / 1_000 });
  other.clock.advance({ minutes: 20.1 });
  testServer.clock.advance({ minutes: 20.1 });
  await Promise.all([testServer.due.look(), other.due.look()]);
  await other.close();
  expect((await outbox()).filter((line) => line.includes('alone'))).toEqual(['mo alone /desk']);
});
