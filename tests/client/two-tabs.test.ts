import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { Calls } from '../../client/calls/calls.svelte.ts';
import { ServerClock } from '../../client/live/clock.svelte.ts';
import { newBrowser, openTab, until, type Tab } from './browser.ts';

const words = (body: string) => ({ messageId: uuidv7(), body });
const bodies = ({ live }: Tab) => live.waiting('message:send').map(({ fields }) => fields.body);
let first: Tab;
let second: Tab;

beforeEach(async () => {
  newBrowser();
  first = await openTab();
  second = await openTab();
  return () => [first, second].forEach((tab) => tab.kill());
});

test('one tab sends for both, in the order in which the two were written in', async () => {
  void first.live.send('message:send', words('one'));
  await until(() => bodies(second).length === 1);
  const replied = second.live.send('message:send', words('two'));
  await until(() => bodies(first).length === 2);
  void first.live.send('message:send', words('three'));
  await until(() => bodies(second).length === 3);
  expect(bodies(first)).toEqual(['one', 'two', 'three']);
  expect(bodies(second)).toEqual(['one', 'two', 'three']);

  first.socket.welcome();
  second.socket.welcome();
  for (const at of [0, 1, 2]) {
    await until(() => first.socket.sent.length === at + 1);
    first.socket.sent[at]!.answer({ ok: true });
  }
  expect(await replied).toEqual({ ok: true });
  expect(first.socket.sent.map(({ fields }) => fields.body)).toEqual(['one', 'two', 'three']);
  expect(second.socket.sent).toEqual([]);
  await until(() => bodies(second).length === 0);
});

test('when the tab that sends dies, the other goes on under the same id', async () => {
  first.socket.welcome();
  second.socket.welcome();
  const replied = second.live.send('message:send', words('Are you there?'));
  await until(() => first.socket.sent.length === 1);
  first.kill();
  await until(() => second.socket.sent.length === 1);
  expect(second.socket.sent[0]!.fields).toEqual(first.socket.sent[0]!.fields);
  second.socket.sent[0]!.answer({ ok: true });
  expect(await replied).toEqual({ ok: true });
});

test('a tab that was put to sleep with the turn loses it to the one in front', async () => {
  second.socket.welcome();
  const replied = second.live.send('message:send', words('Are you there?'));
  await until(() => second.socket.sent.length === 1);
  second.socket.sent[0]!.answer({ ok: true });
  expect(await replied).toEqual({ ok: true });

  first.socket.welcome();
  void first.live.send('message:send', words('I am here.'));
  await until(() => second.socket.sent.length === 2);
  expect(first.socket.sent).toEqual([]);
});

test('a tab that was put to sleep with the turn loses it also to somebody who goes on typing', async () => {
  second.socket.welcome();
  const send = () => void second.live.send('message:send', words('And another thing.'));
  send();
  const typing = setInterval(send, 3_000);
  await until(() => second.socket.sent.length === 1, 8_000).finally(() => clearInterval(typing));
}, 15_000);

test('what is refused shows in both, and goes from both', async () => {
  first.socket.welcome();
  void second.live.send('message:send', words('Too late'), { keepRefused: true });
  await until(() => first.socket.sent.length === 1);
  first.socket.sent[0]!.answer({ ok: false, code: 'conflict', message: 'This shift is over.' });
  await until(() => second.live.waiting('message:send')[0]?.refusal !== undefined);
  expect(first.live.waiting('message:send')[0]?.refusal).toBe('This shift is over.');
  second.live.outbox.forget(second.live.outbox.all[0]!.commandId);
  await until(() => first.live.outbox.all.length === 0);
});

test('what is typed in one shows in the other, and goes from there when it is sent', async () => {
  first.live.drafts.put('chat', 'Half a sen');
  await until(() => second.live.drafts.at('chat') === 'Half a sen');
  second.live.drafts.put('chat', 'Half a sentence');
  await until(() => first.live.drafts.at('chat') === 'Half a sentence');
  first.live.drafts.put('chat', '');
  await until(() => second.live.drafts.at('chat') === '');
});

test('a note typed in a tab that dies is sent by the other, once', async () => {
  const [one, other] = [first, second].map(({ live }) => new Calls(live, new ServerClock()));
  second.socket.welcome();
  const call = { id: uuidv7(), version: 3 } as Parameters<Calls['type']>[0];
  one!.type(call, { note: 'Alone at Chr' });
  await until(() => other!.drafts.of(call.id).note === 'Alone at Chr');
  first.kill();
  await until(() => second.socket.sent.length === 1);
  expect(second.socket.sent[0]).toMatchObject({
    name: 'call:note',
    fields: { callId: call.id, basedOn: 3, changes: { note: 'Alone at Chr' } },
  });
  expect(other!.drafts.of(call.id)).toEqual({});
});

test('signing out in one ends the other', async () => {
  await first.live.persistence!.remove();
  await until(() => second.live.over);
  expect(second.live.connected).toBe(false);
});
