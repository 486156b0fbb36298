import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { namesAlone } from '#shared/directory';
import type { App } from '../../client/app.ts';
import MinutesSetting from '../../client/helpline/MinutesSetting.svelte';
import { Draft } from '../../client/live/draft.svelte.ts';
import { DraftTexts } from '../../client/live/draft-texts.svelte.ts';
import Editor from '../../client/pages/Editor.svelte';
import { manualOf } from '../../client/pages/manual.svelte.ts';
import MyProfile from '../../client/people/MyProfile.svelte';
import PeopleChange from '../../client/people/PeopleChange.svelte';
import PeopleInvite from '../../client/people/PeopleInvite.svelte';
import ServiceForm from '../../client/services/ServiceForm.svelte';
import { unsaved } from '../../client/shell/unsaved.svelte.ts';
import { eventually } from '../support/eventually.ts';
import { press } from './boxes.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { personRow } from './person-row.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  ({ socket, app } = openApp(ana, {}));
});
afterEach(() => {
  closeApp(app);
  vi.restoreAllMocks();
});

const write = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const sent = (count: number) => eventually(() => expect(socket.sent).toHaveLength(count));
/** Lets whatever was waiting for an answer go on. */
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((done) => setTimeout(done));
};
const answered = () => eventually(() => expect(app.live.outbox.all).toEqual([]));

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
  await eventually(() => expect(manualOf(app).ready).toBe(true));
  await turns(1);
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

const grace = personRow('01900000-0000-7000-8000-000000000004', 'Grace');
const service = { ...namesAlone({ name: 'The pier', organisation: '', kind: 'talking' }), email: 'a@b.org' };

/** `first` is written into the field and sent, `again` while that is being saved. */
type Edit = {
  shown: unknown;
  props: object;
  place: string;
  label: string;
  first: string;
  again: string;
  button: RegExp;
  before?: () => Promise<unknown>;
};
const edits: Record<string, Edit> = {
  'a setting': {
    shown: MinutesSetting,
    props: {
      ...{ label: 'The wait', unit: 'minutes', least: 1, most: 90, value: 5 },
      named: (lockMinutes: number) => ({ lockMinutes }),
    },
    ...{ place: 'draft setting The wait', label: 'The wait', button: /^Save: The wait/ },
    ...{ first: '7', again: '75' },
  },
  'a person': {
    shown: PeopleChange,
    props: { person: grace, onclose: () => {} },
    ...{ place: `draft person ${grace.id}`, label: 'First name', button: /^Save/ },
    ...{ first: 'Gracia', again: 'Graciana' },
  },
  'an invitation': {
    shown: PeopleInvite,
    props: { onclose: () => {} },
    before: () => write('E-mail address', 'mina@example.org'),
    ...{ place: 'draft invitation', label: 'First name', button: /Create invitation link/ },
    ...{ first: 'Mina', again: 'Mina Rose' },
  },
  'a service': {
    shown: ServiceForm,
    props: { serviceId: 's', service: { version: 1, state: 'published', current: { text: service } } },
    before: () => write('What changes, and why?', 'It has moved.'),
    ...{ place: 'draft service s', label: 'Name', button: /Propose it/ },
    ...{ first: 'The old pier', again: 'The old pier, upstairs' },
  },
};

test.each(Object.entries(edits))(
  'the edit of %s goes on where it goes on while it is saved, and is over otherwise',
  async (_, { shown, props, place, label, first, again, button, before }) => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ services: [], ids: [], bankHolidays: [] })));
    vi.spyOn(unsaved, 'leave').mockImplementation(() => {});
    const save = async (meanwhile: string) => {
      const count = socket.sent.length;
      show(app, shown, props);
      await before?.();
      await write(label, first);
      await press(button);
      await sent(count + 1);
      await write(label, meanwhile);
      socket.sent[count]!.answer({ ok: true });
      await answered();
    };
    await save(again);
    await turns(4);
    cleanup();
    expect(app.drafts.at(place)).toContain(`"${again}"`);
    app.drafts.put(place, '');
    await save(first);
    await eventually(() => expect(app.drafts.at(place)).toBe(''));
  },
);
