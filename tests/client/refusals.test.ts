import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { askAboutFlag, raiseFlag } from '../../client/flags/commands.ts';
import { kept, newBrowser, openTab, until } from './browser.ts';

const callId = uuidv7();
const refusal = { ok: false, code: 'conflict', message: 'This call was flagged already.' } as const;

beforeEach(newBrowser);

test('words that were sent from a page that is gone go from their place once they have arrived', async () => {
  const before = await openTab();
  before.live.drafts.put('flag', 'Was it right?');
  void raiseFlag(before.live, callId, 'safeguarding', 'Was it right?', 'flag');
  before.live.drafts.flush();
  await kept('', 2);
  before.kill();

  const after = await openTab();
  expect(after.live.drafts.at('flag')).toBe('Was it right?');
  after.socket.welcome();
  await until(() => after.socket.sent.length === 1);
  after.socket.sent[0]!.answer({ ok: true });
  await until(() => after.live.drafts.at('flag') === '');
});

test('refused words come back to where they were typed, with the reason beside them', async () => {
  const { live, socket } = await openTab();
  live.drafts.put('flag', 'Was it right?');
  void raiseFlag(live, callId, 'safeguarding', 'Was it right?', 'flag');
  live.drafts.put('flag', '');
  socket.welcome();
  await until(() => socket.sent.length === 1);
  socket.sent[0]!.answer(refusal);
  await until(() => live.drafts.at('flag') === 'Was it right?');
  expect(live.outbox.all).toMatchObject([{ name: 'flag:raise', refusal: refusal.message }]);

  void raiseFlag(live, callId, 'safeguarding', 'Was it right, really?', 'flag');
  expect(live.outbox.all.map((one) => one.refusal)).toEqual([undefined]);
});

test('what somebody is typing by now is not overwritten by what was refused', async () => {
  const { live, socket } = await openTab();
  void askAboutFlag(live, callId, 'Why?', 'question');
  live.drafts.put('question', 'Something new');
  socket.welcome();
  await until(() => socket.sent.length === 1);
  socket.sent[0]!.answer(refusal);
  await until(() => live.outbox.all[0]?.refusal !== undefined);
  expect(live.drafts.at('question')).toBe('Something new');
});

test('a refusal outlives its page', async () => {
  const before = await openTab();
  before.socket.welcome();
  void before.live.send('message:send', { messageId: uuidv7(), body: 'Too late' }, { keepRefused: true });
  await until(() => before.socket.sent.length === 1);
  before.socket.sent[0]!.answer(refusal);
  await until(() => before.live.outbox.all[0]?.refusal !== undefined);
  await until(() => before.live.outbox.waiting === 0);
  const isWritten = async () => (await kept('command', 1))[0]?.value;
  while (!JSON.stringify(await isWritten()).includes('refusal')) await Promise.resolve();
  before.kill();
  const after = await openTab();
  expect(after.live.waiting('message:send')).toMatchObject([{ refusal: refusal.message }]);
});
