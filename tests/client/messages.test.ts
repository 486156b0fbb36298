import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { sendMessage } from '../../client/messages/commands.ts';
import type { Live } from '../../client/live/live.svelte.ts';
import { Messages } from '../../client/messages/messages.svelte.ts';
import { messagesOf, unsentTo } from '../../client/debriefs/thread-messages.ts';
import { eventually } from '../support/eventually.ts';
import { fakeLive, settled, type FakeSocket } from './fake-socket.ts';

let socket: FakeSocket;
let live: Live;

beforeEach(() => {
  ({ socket, live } = fakeLive());
  socket.welcome();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

test('what was fetched stays through a whole welcome, and what may no longer be seen goes', async () => {
  const messages = new Messages(live);
  const shiftId = uuidv7();
  const said = (minute: number) => ({
    ...{ id: `m${minute}`, version: minute, shiftId, body: `Line ${minute}`, from: uuidv7() },
    receivedAt: `2026-06-01T20:0${minute}:00.000Z`,
  });
  const pages: Record<string, object> = {
    m4: { messages: [said(3), said(2)], more: true },
    m2: { messages: [said(1)], more: false },
  };
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(Response.json(pages[path.split('/').at(-1)!])));
  const shown = () => messages.inShift(shiftId).map(({ id }) => id);
  const welcome = (...rows: number[]) => socket.welcome({ messages: rows.map(said) as never });

  welcome(4, 5);
  await messages.earlier(shiftId);
  await messages.earlier(shiftId);
  expect(shown()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  expect(messages.beganIn(shiftId)).toBe(true);

  pages.m4 = { messages: [said(3)], more: false };
  welcome(4, 5);
  expect(shown()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  await eventually(() => expect(shown()).toEqual(['m3', 'm4', 'm5']));

  vi.stubGlobal('fetch', () => Promise.reject(new Error('no link')));
  welcome(4, 5);
  await eventually(() => expect(shown()).toEqual(['m4', 'm5']));
  expect(messages.beganIn(shiftId)).toBe(false);
});
