import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { sendMessage } from '../../client/messages/commands.ts';
import type { Live } from '../../client/live/live.svelte.ts';
import { Messages } from '../../client/messages/messages.svelte.ts';
import { messagesOf, unsentTo } from '../../client/debriefs/thread-messages.ts';
import { fakeLive, settled, type FakeSocket } from './fake-socket.ts';

let socket: FakeSocket;
let live: Live;

beforeEach(() => {
  ({ socket, live } = fakeLive());
  socket.welcome();
});
afterEach(() => vi.useRealTimers());

test('a message whose news comes before its reply stands in the talk once', async () => {
  const messages = new Messages(live);
  const shiftId = uuidv7();
  void sendMessage(live, { body: 'With you.' });
  await settled();
  expect(messages.unsent).toHaveLength(1);
  const [sent] = socket.sent;
  const { messageId: id, body } = sent!.fields;
  socket.say('message:changed', { id, version: 2, shiftId, body, from: uuidv7(), receivedAt: '' });
  expect(messages.inShift(shiftId)).toHaveLength(1);
  expect(messages.unsent).toHaveLength(0);
});

test('a debrief message whose news comes before its reply stands in the thread once', async () => {
  const debriefId = uuidv7();
  void live.send('debrief:sendMessage', { debriefId, lineId: uuidv7(), body: 'Thank you.' });
  await settled();
  const { fields } = socket.sent[0]!;
  const line = { id: fields.lineId as string, debriefId, sentAt: '' };
  expect(unsentTo(live, debriefId, [])).toHaveLength(1);
  expect(unsentTo(live, debriefId, messagesOf([line as never], debriefId))).toHaveLength(0);
});
