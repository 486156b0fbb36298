import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followUps } from '#drizzle/schema/follow-ups';
import { helplines } from '#drizzle/schema/helplines';
import type { CommandFields } from '#shared/contract';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { insertSealed } from '../support/opened.ts';

let testServer: TestServer;
let helpline: Helpline;
let outbox: ReturnType<typeof watchOutbox>;
beforeEach(async () => {
  testServer = await openTestServer({ mail: mailToNobody });
  await begin('2027-01-12T08:30:00Z');
});
afterEach(() => testServer.close());

/** A helpline that is there from this moment on. */
async function begin(instant: string) {
  moveTo(instant, testServer);
  helpline = await openHelpline(testServer);
  await testServer.db.update(helplines).set({ digestSentOn: null }).where(eq(helplines.id, helpline.id));
  outbox = watchOutbox(testServer, helpline);
}
function moveTo(instant: string, { clock }: TestServer) {
  clock.advance({ seconds: (Date.parse(instant) - clock.now().getTime()) / 1_000 });
}
/** What is told when this moment has come. */
async function toldAt(instant: string) {
  moveTo(instant, testServer);
  await testServer.due.look();
  return outbox();
}
async function ask(more: Partial<CommandFields<'debrief:ask'>> = {}) {
  const ana = await helpline.connect('ana');
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'next-day-or-two', ...more }));
  helpline.leaveAll();
  return debriefId;
}

/** What the suspension of Nan tells at once: Mo is on call in her place. */
const onCallInstead = ['mo rota /rota'];

test('every manager is told once in the morning that something waits, and again the next while it does', async () => {
  await ask();
  await ask();
  expect(await toldAt('2027-01-12T08:59:50Z')).toEqual([]);
  expect(await toldAt('2027-01-12T09:00:00Z')).toEqual(['mo debrief /desk', 'nan debrief /desk']);
  expect(await toldAt('2027-01-12T23:59:00Z')).toEqual([]);
  expect(await toldAt('2027-01-13T08:59:00Z')).toEqual([]);
  expect(await toldAt('2027-01-13T11:00:00Z')).toEqual(['mo debrief /desk', 'nan debrief /desk']);
});

test('what is for one is told to that one, and what has been taken or is kept for supervision to nobody', async () => {
  await ask({ managerId: helpline.ids.nan });
  await ask({ managerId: helpline.ids.sue });
  await ask({ urgency: 'keep-for-supervision' });
  const taken = await ask();
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('debrief:accept', { debriefId: taken }));
  expect(await toldAt('2027-01-12T09:00:00Z')).toEqual(['nan debrief /desk', 'sue debrief /desk']);
});

test('somebody suspended is not told, nor is anybody where nothing waits', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.nan }));
  expect(await outbox()).toEqual(onCallInstead);
  expect(await toldAt('2027-01-12T09:00:00Z')).toEqual([]);
  await ask();
  expect(await toldAt('2027-01-13T09:00:00Z')).toEqual(['mo debrief /desk']);
});

test('what somebody who is suspended had taken waits for the others again', async () => {
  const debriefId = await ask();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  await expectOk(nan.send('debrief:accept', { debriefId }));
  expect(await toldAt('2027-01-12T09:00:00Z')).toEqual([]);
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.nan }));
  expect(await outbox()).toEqual(onCallInstead);
  expect(await toldAt('2027-01-13T09:00:00Z')).toEqual(['mo debrief /desk']);
});

test('of several servers that look at the same moment, one sends it', async () => {
  await ask();
  const same = { databaseUrl: testServer.databaseUrl, mail: mailToNobody };
  const others = await Promise.all([1, 2].map(() => openTestServer(same)));
  for (const one of [testServer, ...others]) moveTo('2027-01-12T09:00:00Z', one);
  await Promise.all([testServer, ...others].map(({ due }) => due.look()));
  await Promise.all(others.map((other) => other.close()));
  expect(await outbox()).toEqual(['mo debrief /desk', 'nan debrief /desk']);
});

test('it goes by the clock on the wall, also where that skips an hour, is an hour ahead, or shows an hour twice', async () => {
  const listed = (digestSentOn: string, dailyDigestAt: string) =>
    testServer.db.update(helplines).set({ digestSentOn, dailyDigestAt }).where(eq(helplines.id, helpline.id));
  const both = ['mo debrief /desk', 'nan debrief /desk'];
  await ask();
  await listed('2027-03-27', '01:30');
  expect(await toldAt('2027-03-28T00:59:59Z')).toEqual([]);
  expect(await toldAt('2027-03-28T01:00:00Z')).toEqual(both);
  await listed('2027-06-30', '09:00');
  expect(await toldAt('2027-07-01T07:59:00Z')).toEqual([]);
  expect(await toldAt('2027-07-01T08:00:00Z')).toEqual(both);
  await listed('2027-10-30', '01:30');
  expect(await toldAt('2027-10-31T00:29:00Z')).toEqual([]);
  expect(await toldAt('2027-10-31T00:30:00Z')).toEqual(both);
  expect(await toldAt('2027-10-31T01:30:00Z')).toEqual([]);
});

test('what was agreed comes back on its day, once, to the one who is to do it, or to every manager', async () => {
  const { ana, sue, mo } = helpline.ids;
  const task = { helplineId: helpline.id, version: 1, words: 'Ask again', raisedBy: sue };
  const raisedAt = testServer.clock.now();
  const days = { today: '2027-01-12', later: '2027-01-14' };
  await insertSealed(testServer.db, followUps, [
    { ...task, id: newId(), source: 'review', raisedAt, dueOn: days.today, forId: sue, withId: ana },
    { ...task, id: newId(), source: 'review', raisedAt, dueOn: days.today, forId: sue },
    { ...task, id: newId(), source: 'debrief', raisedAt, dueOn: days.today, doneAt: raisedAt, forId: mo },
    { ...task, id: newId(), source: 'manual', raisedAt, dueOn: days.later },
    { ...task, id: newId(), source: 'review', raisedAt, dueOn: null, forId: sue },
  ]);
  expect(await toldAt('2027-01-12T08:59:00Z')).toEqual([]);
  expect(await toldAt('2027-01-12T09:00:00Z')).toEqual(['sue follow-up /desk']);
  expect(await toldAt('2027-01-13T09:00:00Z')).toEqual([]);
  expect(await toldAt('2027-01-14T09:00:00Z')).toEqual(['mo follow-up /desk', 'nan follow-up /desk']);
  expect(await toldAt('2027-01-15T09:00:00Z')).toEqual([]);
});
