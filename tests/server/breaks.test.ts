import { expect, test } from 'vitest';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { openTestServer } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';
import type { Client } from '../support/client.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();
const inMinutes = (minutes: number) =>
  new Date(testServer.clock.now().getTime() + minutes * 60_000).toISOString();
const rest = (client: Client, minutes = 10) =>
  client.send('presence:set', { state: 'taking-a-break', backAt: inMinutes(minutes) });
/** Ana’s presence as a page that is opened now shows it. */
async function seenAfresh(name: 'ana' | 'ben') {
  const page = await helpline.connect(name);
  page.leave();
  return page.welcome.presences.find(({ personId }) => personId === helpline.ids.ana)!;
}

test('a break lasts until its time, is seen by the partner, and ends by itself, once', async () => {
  const { ana, ben } = await helpline.pair();
  const until = inMinutes(10);
  expect(await rest(ana)).toEqual(ok);
  await ben.hears('presence:changed', ({ state, backAt }) => state === 'taking-a-break' && backAt === until);
  await testServer.timePasses({ minutes: 9, seconds: 59 });
  expect(await seenAfresh('ben')).toMatchObject({ state: 'taking-a-break', backAt: until });
  await testServer.timePasses({ seconds: 1 });
  const over = await ben.hears(
    'presence:changed',
    ({ state, stateSince }) => state === 'ready' && stateSince === until,
  );
  expect(over).toMatchObject({ personId: helpline.ids.ana, backAt: null });
  await testServer.due.look();
  expect((await seenAfresh('ben')).version).toBe(over.version);
});

test('a server that was started in between ends it too', async () => {
  const { ana } = await helpline.pair();
  const until = inMinutes(10);
  await expectOk(rest(ana));
  testServer.clock.advance({ minutes: 20 });
  const next = await openTestServer({ databaseUrl: testServer.databaseUrl });
  await next.timePasses({ seconds: (testServer.clock.now().getTime() - next.clock.now().getTime()) / 1_000 });
  await next.close();
  expect(await seenAfresh('ana')).toMatchObject({ state: 'ready', stateSince: until });
});

test('it ends early by a word or by a call, and not by finishing a record', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  expect(await rest(ana)).toEqual(refused('conflict'));
  await expectOk(ana.send('call:end', { callId: call.id }), rest(ana));
  expect(await ana.send('call:close', { callId: call.id })).toEqual(ok);
  expect(await seenAfresh('ben')).toMatchObject({ state: 'taking-a-break' });
  expect(await ana.send('presence:set', { state: 'ready' })).toEqual(ok);
  expect(await seenAfresh('ben')).toMatchObject({ state: 'ready', backAt: null });
  await expectOk(rest(ana), ana.send('call:start', { callId: newId() }));
  await testServer.timePasses({ minutes: 11 });
  expect(await seenAfresh('ben')).toMatchObject({ state: 'on-a-call', backAt: null });
  expect(await ben.hasHeard('presence:changed', ({ offerBreak }) => offerBreak)).toBe(false);
});

test('one that waited for a connection until it was over is not begun, and one without a time does not end', async () => {
  const { ana } = await helpline.pair();
  expect(await rest(ana, -1)).toEqual(ok);
  expect(await seenAfresh('ana')).toMatchObject({ state: 'ready', backAt: null });
  expect(await ana.send('presence:set', { state: 'taking-a-break' })).toEqual(ok);
  await testServer.timePasses({ hours: 1 });
  expect(await seenAfresh('ana')).toMatchObject({ state: 'taking-a-break', backAt: null });
});

test('stepped away, the time that somebody gave ends nothing, and nobody who left is brought back', async () => {
  const { ana, ben } = await helpline.pair();
  await expectOk(ana.send('presence:set', { state: 'stepped-away', backAt: inMinutes(5) }), rest(ben, 5));
  await expectOk(ben.send('presence:leave', { shiftId: helpline.shiftId }));
  await testServer.timePasses({ minutes: 6 });
  const { presences } = (await helpline.connect('ana')).welcome;
  expect(presences.map(({ state }) => state).sort()).toEqual(['stepped-away', 'taking-a-break']);
});

test('after a call that was hard, or an emergency, a break is offered to its supporter alone, until they answer', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const hard = { state: 'on-a-call', feeling: 'finding-it-hard' } as const;
  await expectOk(ana.send('presence:set', hard));
  await expectOk(ana.send('presence:set', { state: 'on-a-call', feeling: 'nearly-done' }));
  await expectOk(ana.send('call:end', { callId: call.id }));
  expect(await seenAfresh('ana')).toMatchObject({ state: 'writing-up', offerBreak: true });
  expect(await seenAfresh('ben')).toMatchObject({ state: 'writing-up', offerBreak: false });
  expect(await ana.send('presence:set', { state: 'writing-up' })).toEqual(ok);
  expect(await seenAfresh('ana')).toMatchObject({ offerBreak: false });

  const changes = { outcomes: ['emergency-services'] };
  await expectOk(ana.send('call:note', { callId: call.id, changes }));
  expect(await seenAfresh('ana')).toMatchObject({ offerBreak: true });
  await expectOk(ana.send('call:close', { callId: call.id }));
  expect(await seenAfresh('ana')).toMatchObject({ state: 'ready', offerBreak: true });
  await expectOk(rest(ana));
  expect(await seenAfresh('ana')).toMatchObject({ state: 'taking-a-break', offerBreak: false });
  expect(await ben.hasHeard('presence:changed', ({ offerBreak }) => offerBreak)).toBe(false);

  await expectOk(ana.send('call:start', { callId: newId() }), ana.send('presence:set', hard));
  const { calls } = (await helpline.connect('ana')).welcome;
  await expectOk(ana.send('call:end', { callId: calls.find(({ state }) => state === 'active')!.id }));
  await expectOk(ana.send('call:start', { callId: newId() }));
  expect(await seenAfresh('ana')).toMatchObject({ offerBreak: false });
});
