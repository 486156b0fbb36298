import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '../../client/app.ts';
import { Draft } from '../../client/live/draft.svelte.ts';
import { DraftTexts } from '../../client/live/draft-texts.svelte.ts';
import Editor from '../../client/pages/Editor.svelte';
import { manualOf } from '../../client/pages/manual.svelte.ts';
import MyProfile from '../../client/people/MyProfile.svelte';
import { press } from './boxes.ts';
import { ana, FakeSocket } from './fake-socket.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  socket = new FakeSocket();
  app = new App(socket.asLive, { person: ana, trial: false });
  socket.welcome();
});
afterEach(() => {
  cleanup();
  app.clock.stop();
  app.live.close();
});

const write = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const sent = (count: number) => vi.waitFor(() => expect(socket.sent).toHaveLength(count));
const answered = () => vi.waitFor(() => expect(app.live.outbox.all).toEqual([]));

test('an edit is over once it is saved, and goes on from what was saved where it has gone on', () => {
  const drafts = new DraftTexts();
  let stored = 'As it was';
  const draft = new Draft(drafts, 'a text', () => stored);
  const save = (after = draft.value) => {
    const sent = draft.value;
    draft.value = after;
    stored = sent;
    draft.settle(sent);
  };
  draft.value = 'As it is';
  save();
  expect([draft.changed, drafts.some]).toEqual([false, false]);

  draft.value = 'As it will be';
  save('As it will be soon');
  expect([draft.value, draft.basedOn, draft.overtaken]).toEqual([
    'As it will be soon',
    'As it will be',
    false,
  ]);
});

test('a page of the manual keeps what is typed while its draft is being saved', async () => {
  const answer = { version: 1, ids: [], pages: [], readings: [], readable: [] };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer)));
  show(app, Editor, { pageId: 'p', page: null, starter: undefined });
  await write('Title', 'Silent calls');
  await write(/^Text/, 'Wait.');
  await press(/^Save the draft/);
  await sent(1);
  await write(/^Text/, 'Wait. Say that you are there.');
  socket.sent[0]!.answer({ ok: true });
  await answered();
  await vi.waitFor(() => expect(manualOf(app).ready).toBe(true));
  await new Promise((done) => setTimeout(done));
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^Text/).value).toBe('Wait. Say that you are there.');
});

test('details keep what is typed while they are being saved, and go on from what was saved', async () => {
  vi.stubGlobal('matchMedia', () => new EventTarget());
  show(app, MyProfile);
  await write(/telephone number/, '020 7946 0001');
  await press(/^Save/);
  await sent(1);
  await write(/ready phrases/, 'Back soon.');
  flushSync(() => socket.say('person:changed', { ...ana, version: 2, phone: '020 7946 0001' }));
  socket.sent[0]!.answer({ ok: true });
  await answered();
  expect(screen.getByLabelText<HTMLTextAreaElement>(/ready phrases/).value).toBe('Back soon.');
  expect(screen.queryByText(/Somebody else has changed this/)).toBeNull();

  await press(/^Save/);
  await sent(2);
  expect(socket.sent[1]!.fields).toMatchObject({
    phrases: ['Back soon.'],
    basedOn: { phone: '020 7946 0001', phrases: [] },
  });
});
