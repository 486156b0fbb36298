import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '../../client/app.ts';
import { DraftTexts } from '../../client/live/draft-texts.svelte.ts';
import SafetyItem from '../../client/feedback/SafetyItem.svelte';
import WriteIn from '../../client/feedback/WriteIn.svelte';
import RestQuestion from '../../client/shifts/RestQuestion.svelte';
import { eventually } from '../support/eventually.ts';
import { boxes, press, type Box } from './boxes.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  ({ socket, app } = openApp(ana, {}));
});
afterEach(() => closeApp(app));

const write = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const sent = (count: number) => eventually(() => expect(socket.sent).toHaveLength(count));
const answered = () => eventually(() => expect(app.live.outbox.all).toEqual([]));

async function send({ shown, props, label, button, before }: Box, words: string) {
  show(app, shown, props(app));
  await before?.();
  await write(label, words);
  await press(button);
}

test.each(Object.entries(boxes))('%s stays in its box where it goes on while it is sent', async (_, box) => {
  await send(box, 'The first line ');
  await sent(1);
  await write(box.label, 'The first line, and more');
  socket.sent[0]!.answer({ ok: true });
  await answered();
  flushSync();
  expect(app.drafts.at(box.place)).toBe('The first line, and more');
});

test.each(Object.entries(boxes))('%s goes from its box once it is saved', async (_, box) => {
  await send(box, 'The first line ');
  await sent(1);
  expect(app.drafts.at(box.place)).toBe('The first line ');
  socket.sent[0]!.answer({ ok: true });
  await eventually(() => expect(app.drafts.some).toBe(false));
});

/** Boxes whose text is handed to somebody who says whether it was accepted. */
const handing = (taken: () => Promise<boolean>): Record<string, Box> => ({
  'what came of it': {
    shown: SafetyItem,
    props: () => ({
      note: { id: 'n', quarter: '2026-Q4', answers: [], safety: { assignedTo: ana.id, outcome: null } },
      post: async () => ((await taken()) ? null : 'This could not be saved.'),
    }),
    ...{ place: 'safety/n', label: 'What came of it', button: /It is done/ },
  },
  'what somebody asked to have said': {
    shown: WriteIn,
    props: () => ({ questions: [], busy: false, send: taken }),
    ...{ place: 'feedback/on-behalf', label: 'What they asked you to say', button: /Send it/ },
    before: () => press(/Write it in/),
  },
  'a word to somebody whose rest is short': {
    shown: RestQuestion,
    props: () => ({ short: { hours: 8 }, name: 'Ben', place: 'rest', onput: taken, oncancel: () => {} }),
    ...{ place: 'rest', label: /Why it has to be Ben/, button: /Put Ben here/ },
  },
});

test.each(Object.keys(handing(() => Promise.resolve(true))))(
  '%s stays in its box where it goes on while it is handed in, and goes otherwise',
  async (name) => {
    let accept: (isTaken: boolean) => void = () => {};
    const box = handing(() => new Promise((done) => (accept = done)))[name]!;
    await send(box, 'the first line ');
    await write(box.label, 'the first line, and more');
    accept(true);
    await new Promise((done) => setTimeout(done));
    expect(app.drafts.at(box.place)).toBe('the first line, and more');

    cleanup();
    app.drafts.put(box.place, '');
    await send(box, 'the second line ');
    accept(true);
    await eventually(() => expect(app.drafts.some).toBe(false));
  },
);

test('a text that was sent without the space behind it goes from its box with the space', () => {
  const drafts = new DraftTexts();
  drafts.put('box', 'A line. ');
  drafts.answered({ place: 'box', text: 'A line.' }, { ok: true });
  expect(drafts.at('box')).toBe('');
});

test('a text goes from its box only as it was sent', () => {
  const drafts = new DraftTexts();
  drafts.put('box', 'A line, and more');
  drafts.settle('box', 'A line');
  expect(drafts.at('box')).toBe('A line, and more');
  drafts.settle('box', 'A line, and more');
  expect(drafts.at('box')).toBe('');
});
