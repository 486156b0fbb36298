import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import AssumptionForm from '../../client/costs/AssumptionForm.svelte';
import ProposeQuestion from '../../client/feedback/ProposeQuestion.svelte';
import PublicReplies from '../../client/feedback/PublicReplies.svelte';
import WriteIn from '../../client/feedback/WriteIn.svelte';
import PlanForm from '../../client/gatherings/PlanForm.svelte';
import Places from '../../client/meeting-places/Places.svelte';
import PlaceForm from '../../client/meeting-places/PlaceForm.svelte';
import ProposeForm from '../../client/meetings/ProposeForm.svelte';
import OfferForm from '../../client/series/OfferForm.svelte';
import { unsaved } from '../../client/shell/unsaved.svelte.ts';
import { stillOffered } from '../../client/ui/still-offered.ts';
import { eventually } from '../support/eventually.ts';
import { press } from './boxes.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { ben, lorna } from './person-row.ts';
import { show } from './show.ts';

const place = (change: object) => ({
  ...{ version: 1, borough: 'lambeth', opening: '', wayOut: '', signal: true, retiredAt: null },
  ...change,
});
const cafe = place({ id: 'cafe', name: 'The café', address: 'By the station' });
const park = place({ id: 'park', name: 'The park', address: 'At its gate' });
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ times: [] })));
  vi.spyOn(unsaved, 'leave').mockImplementation(() => {});
  ({ socket, app } = openApp(lorna));
  const people = [ana, ben, lorna];
  socket.welcome({ me: lorna, people, meetingPlaces: [cafe, park] as never });
});
afterEach(() => {
  closeApp(app);
  vi.restoreAllMocks();
});

/** `open`: what opens it the first time; `filled`: what is put into its fields; `send`: what sends it. */
type Form = {
  shown: unknown;
  props: object;
  open?: RegExp;
  filled: Record<string, string>;
  send: RegExp;
};
const taken = () => Promise.resolve(true);
const nothing = () => {};
const forms: Record<string, Form> = {
  'an answer for the public page': {
    shown: PublicReplies,
    props: { replies: [], mayWrite: true, busy: false, send: taken, post: () => Promise.resolve(null) },
    open: /Write an answer/,
    filled: { 'You said': 'Nobody answered at night.', 'We did': 'Two more of us are on at night.' },
    send: /Put it on the public page/,
  },
  'a question to be asked': {
    shown: ProposeQuestion,
    props: { busy: false, send: taken },
    open: /Propose a question/,
    filled: { 'The question': 'Did it help?', 'Words to choose from, one on each line': 'Yes\nNo' },
    send: /Propose it/,
  },
  'what somebody asked to have said': {
    shown: WriteIn,
    props: {
      questions: [{ id: 'q', words: 'Did it help?', options: ['Yes', 'No'] }],
      busy: false,
      send: taken,
    },
    open: /Write it in/,
    filled: {
      'Did it help?': '1',
      'What they asked you to say': 'it took long',
      'If it is about another service, its name': 'The night bus',
    },
    send: /Send it/,
  },
  'what the costs rest on': {
    shown: AssumptionForm,
    props: { key: 'ambulanceCost', line: null, onclose: nothing },
    filled: { From: '12', To: '15.50', 'Said on': '2026-11-20', 'Where it is from': 'A table of 2026' },
    send: /Save/,
  },
  'a place to meet': {
    shown: PlaceForm,
    props: { onclose: nothing },
    filled: {
      Name: 'The library',
      'Address, in words': 'Behind the market',
      'When it is open (optional)': 'Until six',
      'Way out (optional)': 'Two doors',
    },
    send: /Add it/,
  },
  'a meeting': {
    shown: ProposeForm,
    props: { onclose: nothing },
    filled: {
      'Known as': 'River',
      Day: '2026-11-28',
      From: '10:00',
      To: '11:00',
      Where: 'park',
      'Who goes': ben.id,
      'A word for trouble (optional)': 'umbrella',
    },
    send: /Propose it/,
  },
  'a series of meetings': {
    shown: OfferForm,
    props: { onclose: nothing },
    filled: { 'Known as': 'River', Meetings: '4', 'How often': '1', 'Who goes': ben.id },
    send: /Offer it/,
  },
  'a one-to-one': {
    shown: PlanForm,
    props: {
      ...{ kind: 'one-to-one', withId: ana.id, around: null, submit: 'Plan it', onclose: nothing },
      onsubmit: () => Promise.resolve({ ok: true }),
    },
    filled: { Day: '2026-11-28', Time: '10:00', Minutes: '45', 'Where, or how (optional)': 'By telephone' },
    send: /Plan it/,
  },
};

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const field = (label: string) =>
  screen.getByLabelText<Field>((words) => words.trim() === label, { selector: 'input, textarea, select' });
const fill = (label: string, value: string) =>
  field(label) instanceof HTMLSelectElement
    ? fireEvent.change(field(label), { target: { value } })
    : fireEvent.input(field(label), { target: { value } });

test.each(Object.entries(forms))(
  '%s is there again as far as it was filled in, until it is sent',
  async (_, form) => {
    show(app, form.shown, form.props);
    if (form.open) await press(form.open);
    for (const [label, value] of Object.entries(form.filled)) await fill(label, value);
    cleanup();
    show(app, form.shown, form.props);
    for (const [label, value] of Object.entries(form.filled))
      expect([label, field(label).value]).toEqual([label, value]);

    await press(form.send);
    socket.sent[0]?.answer({ ok: true });
    await eventually(() => {
      socket.sent[0]?.answer({ ok: true });
      expect(app.drafts.some).toBe(false);
    });
  },
);

test('a change that somebody else overtakes is sent only once that is settled', async () => {
  show(app, Places);
  await press(/Change: The café/);
  await fill('Name', 'The small café');
  const theirs = { ...cafe, version: 2, name: 'The old café' };
  flushSync(() => socket.say('meetingPlace:changed', theirs));
  expect(field('Name').value).toBe('The small café');
  await press(/^Save$/);
  expect(socket.sent).toEqual([]);

  await press(/Save mine instead/);
  await eventually(() =>
    expect(socket.sent[0]?.fields).toMatchObject({ name: 'The small café', basedOn: 2 }),
  );
});

test('a choice that is not offered any more gives way to the first', () => {
  const options = [{ value: 'park' }, { value: 'library' }];
  expect(stillOffered(options, 'library')).toBe('library');
  expect(stillOffered(options, 'cafe')).toBe('park');
  expect(stillOffered([], 'cafe')).toBe('');
});
