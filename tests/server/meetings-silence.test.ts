import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { escalationSteps } from '#drizzle/schema/escalation';
import { helplines } from '#drizzle/schema/helplines';
import type { Client } from '../support/client.ts';
import { expectOk, refused } from '../support/helpline.ts';
import { meetingsOf, meetingWithoutWord } from '../support/meetings.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { projectionOf, rowsOf } from '../support/projection.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });

const meeting = meetingWithoutWord(testServer, helpline);
const { begins } = meeting;

async function allowed() {
  const clients = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  return { ...clients, meetingId: await meeting.allowedFor(clients) };
}
const stepsLeft = () => testServer.db.$count(escalationSteps, eq(escalationSteps.helplineId, helpline.id));
/** A phone that was asleep: its sign-in has ended meanwhile, and it opens a new page. */
const awake = (name: 'ana' | 'ben' | 'mo') => helpline.connect(name);
/** Both set out, and are there at the start. */
async function bothThere(id: string, { ana, ben }: { ana: Client; ben: Client }) {
  testServer.clock.advance({ minutes: begins });
  for (const client of [ana, ben])
    await expectOk(
      client.send('meeting:setOut', { meetingId: id }),
      client.send('meeting:there', { meetingId: id }),
    );
}

test('nobody is there: fifteen minutes after the start the two are asked, then one manager after the other, and round again', async () => {
  const { ana, mo, nan, meetingId } = await allowed();
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await testServer.timePasses({ minutes: begins + 14.9 });
  expect(await meeting.reached(meetingId)).toEqual([]);
  await testServer.timePasses({ minutes: 0.2 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
  const path = `/meetings/${meetingId}`;
  expect(await fresh()).toEqual([`ana meeting-now ${path}`, `ben meeting-now ${path}`]);
  expect(await nan.hasHeard('meeting:changed', ({ state }) => state === 'allowed')).toBe(false);
  await testServer.timePasses({ minutes: 10 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
  expect(await fresh()).toEqual([`mo meeting-now ${path}`]);
  await testServer.timePasses({ minutes: 10 });
  expect(await nan.hears('meeting:changed', ({ state }) => state === 'allowed')).toMatchObject({
    id: meetingId,
    knownAs: 'The lady with the hat',
  });
  await testServer.timePasses({ minutes: 10 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo', 'nan', 'mo']);
  expect(await ana.hears('meeting:changed', ({ reached }) => reached.length === 5)).toBeTruthy();
  await mo.hears('meeting:changed', ({ reached }) => reached.length === 5);
});

test('a word in time is enough: there, over and home, each within its minutes, and nobody is asked', async () => {
  const { ana, ben, meetingId } = await allowed();
  await bothThere(meetingId, { ana, ben });
  await testServer.timePasses({ minutes: 74 });
  await expectOk((await awake('ana')).send('meeting:over', { meetingId }));
  await testServer.timePasses({ minutes: 59 });
  for (const name of ['ana', 'ben'] as const)
    await expectOk((await awake(name)).send('meeting:home', { meetingId }));
  await testServer.timePasses({ minutes: 300 });
  expect(await meeting.now(meetingId)).toMatchObject({ state: 'closed', reached: [], waitsFor: null });
  expect(await stepsLeft()).toBe(0);
});

test('it does not end: fifteen minutes after the end the two are asked, and a word of either ends that', async () => {
  const { ana, ben, meetingId } = await allowed();
  await bothThere(meetingId, { ana, ben });
  await testServer.timePasses({ minutes: 60 + 15.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
  await expectOk((await awake('ben')).send('meeting:fine', { meetingId }));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'over', reached: [] });
  await testServer.timePasses({ minutes: 14.8 });
  expect(await meeting.reached(meetingId)).toEqual([]);
  await testServer.timePasses({ minutes: 0.3 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
  await testServer.timePasses({ minutes: 10 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
});

test('one is home and the other is not: an hour after it was over the two are asked, and the word of one does not end it', async () => {
  const { ana, ben, meetingId } = await allowed();
  await bothThere(meetingId, { ana, ben });
  await expectOk(ana.send('meeting:over', { meetingId }));
  await expectOk(ana.send('meeting:home', { meetingId }));
  await testServer.timePasses({ minutes: 60.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
  await testServer.timePasses({ minutes: 10 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
  await expectOk((await awake('ben')).send('meeting:home', { meetingId }));
  expect(await meeting.now(meetingId)).toMatchObject({ state: 'closed', waitsFor: null });
  expect(await stepsLeft()).toBe(0);
});

test('only one arrives: fifteen minutes after the start the manager is told together with the two', async () => {
  const { ana, meetingId } = await allowed();
  testServer.clock.advance({ minutes: begins });
  await expectOk(ana.send('meeting:there', { meetingId }));
  await testServer.timePasses({ minutes: 15.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
});

test('only one arrives, after the two were asked: the manager is told at once', async () => {
  const { ana, meetingId } = await allowed();
  await testServer.timePasses({ minutes: begins + 15.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
  await expectOk(ana.send('meeting:there', { meetingId }));
  await testServer.due.look();
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
});

test('a manager who has spoken to them ends it until the time they say, or for good', async () => {
  const { meetingId } = await allowed();
  const { inMinutes } = meetingsOf(helpline);
  await testServer.timePasses({ minutes: begins + 25.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
  await expectOk((await awake('mo')).send('meeting:spoken', { meetingId, againAt: inMinutes(30) }));
  await testServer.timePasses({ minutes: 29.9 });
  expect(await meeting.reached(meetingId)).toEqual([]);
  await testServer.timePasses({ minutes: 0.2 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
  await expectOk((await awake('mo')).send('meeting:spoken', { meetingId, againAt: null }));
  await testServer.timePasses({ minutes: 300 });
  expect(await meeting.now(meetingId)).toMatchObject({ state: 'closed', reached: [] });
});

test('nobody has spoken to them before the day of the meeting, unless one of them asked for support', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const { allowed: allowedIn, inMinutes } = meetingsOf(helpline);
  const meetingId = await allowedIn(mo, [ana, ben], 7 * 60);
  const spoken = (againAt: string | null) => mo.send('meeting:spoken', { meetingId, againAt });
  for (const againAt of [inMinutes(30), null])
    expect(await spoken(againAt)).toEqual(
      refused('conflict', 'It is too early for this. Say it on the day.'),
    );
  await expectOk(ana.send('meeting:support', { meetingId }));
  for (const againAt of [inMinutes(30), null]) expect(await spoken(againAt)).toEqual({ ok: true });
});

test('“I need support now” reaches the manager on call within the same change, then the next, until one has spoken to them', async () => {
  const { ana, ben, mo, nan, meetingId } = await allowed();
  await bothThere(meetingId, { ana, ben });
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await expectOk(ana.send('meeting:support', { meetingId }));
  await expectOk(ana.send('meeting:support', { meetingId }));
  expect(await fresh()).toEqual([`mo meeting-now /meetings/${meetingId}`]);
  await mo.hears(
    'meeting:changed',
    ({ waitsFor, reached }) => waitsFor === 'support' && reached.length === 1,
  );
  await testServer.timePasses({ minutes: 2.1 });
  await nan.hears('meeting:changed', ({ waitsFor }) => waitsFor === 'support');
  expect(await meeting.reached(meetingId)).toEqual(['mo', 'nan']);
  const againAt = meetingsOf(helpline).inMinutes(90);
  await expectOk(nan.send('meeting:spoken', { meetingId, againAt }));
  await testServer.timePasses({ minutes: 60 });
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'over', reached: [], waitsUntil: againAt });
});

test('whoever asked for support and is fine again ends it', async () => {
  const { ana, ben, meetingId } = await allowed();
  await bothThere(meetingId, { ana, ben });
  await expectOk(ana.send('meeting:support', { meetingId }));
  await expectOk(ana.send('meeting:fine', { meetingId }));
  await testServer.timePasses({ minutes: 10 });
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'over', reached: [] });
});

test('a manager who was suspended meanwhile is passed over for the next', async () => {
  const { nan, meetingId } = await allowed();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  await testServer.timePasses({ minutes: begins + 25.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'nan']);
});

test('a server that looks an hour late reaches everybody who was due, once, and goes on from there', async () => {
  const { meetingId } = await allowed();
  await testServer.timePasses({ minutes: begins + 36 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo', 'nan']);
  await testServer.due.look();
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo', 'nan']);
});

test('called off on the way, the two are still waited for at home', async () => {
  const { ana, ben, meetingId } = await allowed();
  testServer.clock.advance({ minutes: begins - 20 });
  await expectOk(ana.send('meeting:setOut', { meetingId }));
  await expectOk(ben.send('meeting:cancel', { meetingId, because: 'unsafe' }));
  await testServer.timePasses({ minutes: 60.1 });
  expect(await meeting.now(meetingId)).toMatchObject({ state: 'allowed', waitsFor: 'home' });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
});

test('once its time has come, nobody is put in the place of somebody who may be out, and silence reaches the two as before', async () => {
  const { meetingId } = await allowed();
  await testServer.timePasses({ minutes: begins + 1 });
  const { ben: leavingId, cai: personId } = helpline.ids;
  expect(await (await awake('mo')).send('meeting:swapPerson', { meetingId, leavingId, personId })).toEqual(
    refused('conflict', 'Its time has come. Ring the two, or cancel it.'),
  );
  await testServer.timePasses({ minutes: 14.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
});

const everyMinutes = (minutes: number) => ({
  ...{ meetingThereMinutes: minutes, meetingOverMinutes: minutes, meetingHomeMinutes: minutes },
});

test.each([
  ['raised', 15, 30],
  ['lowered', 30, 15],
])('minutes of silence that are %s count for meetings that are allowed already', async (_, before, after) => {
  const { mo } = await helpline.connectAll('mo');
  await expectOk(mo.send('helpline:change', everyMinutes(before)));
  const { ana, meetingId } = await allowed();
  await expectOk(mo.send('helpline:change', everyMinutes(after)));
  const waitsUntil = meetingsOf(helpline).inMinutes(begins + after);
  await ana.hears('meeting:changed', (one) => one.waitsUntil === waitsUntil);
  await testServer.timePasses({ minutes: begins + after - 0.1 });
  expect(await meeting.reached(meetingId)).toEqual([]);
  await testServer.timePasses({ minutes: 0.2 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
});

test('what was planned for fewer minutes than are set by now is planned anew, and not dropped', async () => {
  const { meetingId } = await allowed();
  // As a server of before wrote it.
  await testServer.db.update(helplines).set({ meetingThereMinutes: 30 }).where(eq(helplines.id, helpline.id));
  await testServer.timePasses({ minutes: begins + 15.1 });
  expect(await meeting.reached(meetingId)).toEqual([]);
  await testServer.timePasses({ minutes: 15 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
});

test('what a manager heard of it adds up to what a fresh page is told', async () => {
  const { nan, meetingId } = await allowed();
  await testServer.timePasses({ minutes: begins + 36 });
  await nan.hears('meeting:changed', ({ id, reached }) => id === meetingId && reached.length === 4);
  const fresh = rowsOf((await helpline.connect('nan')).welcome);
  expect(projectionOf(nan).meetings).toEqual(fresh.meetings);
});
