import { expect, test } from 'vitest';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const minutesAgo = (minutes: number) =>
  new Date(testServer.clock.now().getTime() - minutes * 60_000).toISOString();
const logged = (from: number, to: number) => ({
  callId: newId(),
  shiftId: helpline.shiftId,
  startedAt: minutesAgo(from),
  endedAt: minutesAgo(to),
});

test('a call that was not started live is written down afterwards, and shown as that', async () => {
  const { ana, ben } = await helpline.pair();
  const call = logged(40, 25);
  await expectOk(ana.send('call:log', call));
  expect(await ben.hears('call:changed')).toMatchObject({
    id: call.callId,
    state: 'writing-up',
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    takenBy: helpline.ids.ana,
    writtenAfterwards: true,
  });
  await expectOk(ana.send('call:note', { callId: call.callId, changes: { note: 'She had slept.' } }));
  await expectOk(ana.send('call:close', { callId: call.callId }));
  expect((await ben.hears('call:changed', ({ state }) => state === 'closed')).record.note).toBe(
    'She had slept.',
  );
  expect(await ben.hasHeard('presence:changed', ({ state }) => state === 'on-a-call')).toBe(false);
});

test('a call is written down during another one, and also by somebody who never joined', async () => {
  const { ana } = await helpline.pairOnCall();
  await expectOk(ana.send('call:log', logged(50, 45)));
  const elsewhere = await openHelpline(testServer);
  const ben = await elsewhere.connect('ben');
  await expectOk(ben.send('call:log', { ...logged(50, 45), shiftId: elsewhere.shiftId }));
  elsewhere.leaveAll();
});

test('until twelve hours after the shift it can be written down, and not after', async () => {
  const call = logged(30, 20);
  testServer.clock.advance({ hours: 15 });
  expect(await (await helpline.connect('ana')).send('call:log', call)).toEqual({ ok: true });
  testServer.clock.advance({ hours: 2 });
  expect(await (await helpline.connect('ana')).send('call:log', { ...call, callId: newId() })).toEqual(
    refused('not-found'),
  );
});

test.each([
  ['that ends before it begins', 20, 30],
  ['from before the shift was open', 120, 110],
  ['that is still to come', 10, -10],
])('a call %s is refused with a sentence', async (_, from, to) => {
  const ana = await helpline.connect('ana');
  expect(await ana.send('call:log', logged(from, to))).toEqual(refused('conflict', /Check the two times/));
});

test('somebody without a place in the shift writes nothing down in it', async () => {
  for (const name of ['cai', 'mo', 'sue'] as const)
    expect(await (await helpline.connect(name)).send('call:log', logged(30, 20))).toEqual(
      refused('not-found'),
    );
  const elsewhere = await openHelpline(testServer);
  const theirs = { ...logged(30, 20), shiftId: elsewhere.shiftId };
  expect(await (await helpline.connect('ana')).send('call:log', theirs)).toEqual(refused('not-found'));
});

test('that it rang and neither could take it is a time, known to the pair and to nobody else', async () => {
  const { ana, ben } = await helpline.pair();
  const outside = await helpline.connectAll('cai', 'mo', 'sue');
  const missedCallId = newId();
  const rang = testServer.clock.now();
  testServer.clock.advance({ minutes: 3 });
  expect(await ana.send('missedCall:note', { missedCallId }, newId(), rang)).toEqual({ ok: true });
  const heard = await ben.hears('missedCall:changed');
  expect(heard).toEqual({
    id: missedCallId,
    version: heard.version,
    shiftId: helpline.shiftId,
    rangAt: rang.toISOString(),
    undoneAt: null,
  });
  for (const one of Object.values(outside)) expect(await one.hasHeard('missedCall:changed')).toBe(false);
  for (const name of ['cai', 'mo', 'sue'] as const)
    expect((await helpline.connect(name)).welcome.missedCalls).toEqual([]);
  expect((await helpline.connect('ben')).welcome.missedCalls).toEqual([heard]);
});

test('it can be undone for a minute after it arrived, by either of the two, and not later', async () => {
  const { ana, ben } = await helpline.pair();
  const cai = await helpline.connect('cai');
  const [slip, meant] = [newId(), newId()];
  await expectOk(ana.send('missedCall:note', { missedCallId: slip }));
  await expectOk(ana.send('missedCall:note', { missedCallId: meant }));
  expect(await cai.send('missedCall:undo', { missedCallId: slip })).toEqual(refused('not-found'));
  await expectOk(ben.send('missedCall:undo', { missedCallId: slip }));
  expect((await ana.hears('missedCall:changed', ({ undoneAt }) => undoneAt !== null)).id).toBe(slip);
  testServer.clock.advance({ minutes: 2 });
  expect(await ana.send('missedCall:undo', { missedCallId: meant })).toEqual(refused('conflict'));
});

test('it is noted by whoever is on the shift', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  for (const client of [ana, mo])
    expect(await client.send('missedCall:note', { missedCallId: newId() })).toEqual(refused('conflict'));
});
