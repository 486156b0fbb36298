import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, openHelpline, refused } from '../support/helpline.ts';
import { enoughForLocks } from '../support/database.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';
import type { Reply } from '#shared/refusals';

let testServer: TestServer;
beforeAll(
  async () => void (testServer = await openTestServer({ commandsPerMinute: 1, connections: enoughForLocks })),
);
afterAll(() => testServer.close());

test('too many commands in a minute are refused, in every tab of one person, but never a call for support', async () => {
  const helpline = await openHelpline(testServer);
  const { ana, ben } = await helpline.pair();
  const tab = await helpline.connect('ana');
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, n) => (n % 2 ? ana : tab).send('presence:set', { state: 'ready' })),
  );
  expect(replies.filter((reply) => reply.ok)).toHaveLength(9);
  expect(replies.filter((reply) => !reply.ok)).toEqual([1, 2, 3].map(() => refused('too-fast')));

  const signalId = newId();
  expect(await ana.send('signal:raise', { signalId, kind: 'support-now' })).toEqual({ ok: true });
  await ben.hears('signal:changed');
  expect(await ben.send('signal:answer', { signalId })).toEqual({ ok: true });
  expect(await tab.send('signal:lower', { signalId })).toEqual({ ok: true });
  expect(await ana.send('call:start', { callId: newId() })).toEqual(refused('too-fast'));
  expect(await ben.send('call:start', { callId: newId() })).toEqual({ ok: true });
  helpline.leaveAll();
});

test('what waited without a link comes all at once, three hundred at most', async () => {
  const helpline = await openHelpline(testServer);
  const { ana } = await helpline.pair();
  const give = (at?: string) => ana.send('presence:set', { state: 'ready', ...(at && { at }) });
  await Promise.all(Array.from({ length: 9 }, () => give()));
  expect(await give()).toEqual(refused('too-fast'));
  const before = testServer.clock.now().toISOString();
  const late = await Promise.all(Array.from({ length: 302 }, () => give(before)));
  expect(late.filter(({ ok }) => ok)).toHaveLength(300);
  expect(late.slice(300)).toEqual([refused('too-fast'), refused('too-fast')]);
  helpline.leaveAll();
});

test('a command refused as too fast can be sent again under its id', async () => {
  const helpline = await openHelpline(testServer);
  const { ana } = await helpline.pair();
  const commandId = newId();
  await Promise.all(Array.from({ length: 9 }, () => ana.send('presence:set', { state: 'ready' })));
  expect(await ana.send('presence:set', { state: 'ready' }, commandId)).toEqual(refused('too-fast'));
  const secondServer = await openTestServer({ databaseUrl: testServer.databaseUrl });
  const elsewhere = await helpline.connect('ana', { url: secondServer.url });
  expect(await elsewhere.send('presence:set', { state: 'ready' }, commandId)).toEqual({ ok: true });
  helpline.leaveAll();
  await secondServer.close();
});

test('a queue that is full says so at once, and still lets a call for support in', async () => {
  const helpline = await openHelpline(testServer);
  const { ana, ben } = await helpline.pair();
  const answered: (Reply | undefined)[] = [];
  const give = (name: string, fields: object, index: number) =>
    new Promise<Reply>((resolve) => {
      ana.socket.emit(name, { commandId: newId(), ...fields }, (reply: Reply) => {
        answered[index] = reply;
        resolve(reply);
      });
    });
  const sent = await withHelplineLocked(testServer, helpline.id, async (waiting) => {
    const sent = Array.from({ length: 1_003 }, (_, index) => give('presence:set', { state: 'ready' }, index));
    await waiting();
    for (const late of sent.slice(1_000)) expect(await late).toEqual(refused('too-fast'));
    sent.push(give('signal:raise', { signalId: newId(), kind: 'support-now' }, 1_003));
    await ana.catchesUp();
    expect(Object.keys(answered)).toEqual(['1000', '1001', '1002']);
    return sent;
  });
  const replies = await Promise.all(sent);
  expect(replies.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => ({ ok: true })));
  expect(replies.at(-1)).toEqual({ ok: true });
  await ben.hears('signal:changed');
  helpline.leaveAll();
});
