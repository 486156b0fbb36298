import { fireEvent, screen, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FeedbackPage as Page } from '#shared/feedback';
import type { App } from '../../client/app.ts';
import FeedbackPage from '../../client/feedback/FeedbackPage.svelte';
import { eventually } from '../support/eventually.ts';
import { ana } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

const question = (id: string, words: string) => ({
  ...{ id, words, options: ['Yes', 'No'], state: 'proposed' as const, proposedBy: ana.id, settledBy: null },
});
const page: Page = {
  ...{ isOn: true, path: '/tell-us', readerId: null },
  questions: [question('q', 'Did it help?'), question('r', 'Was it quick?')],
  replies: [{ id: 's', said: 'Nobody answered.', did: 'Two more are on.' }] as Page['replies'],
  batches: [],
};
let app: App;
/** The page as it is fetched now. */
let there: Page;
/** The changes that were sent; each waits for its answer. */
let sent: { path: string; body: object; answer: (refusal?: string) => void }[];

function answered(path: string, body: BodyInit | null | undefined): Promise<Response> {
  const given = (value: object, status = 200) => new Response(JSON.stringify(value), { status });
  if (!body) return Promise.resolve(given(path.endsWith('safety') ? { notes: [] } : there));
  return new Promise((done) => {
    const answer = (message?: string) => done(message ? given({ message }, 409) : given({}));
    sent.push({ path, body: JSON.parse(body as string) as object, answer });
  });
}

beforeEach(async () => {
  [sent, there] = [[], page];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => answered(path, init.body));
  ({ app } = openApp(lorna, { me: lorna, people: [ana, lorna] }));
  show(app, FeedbackPage);
  await screen.findByText('Did it help?');
});
afterEach(() => closeApp(app));

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const sending = (count: number) => eventually(() => expect(sent).toHaveLength(count));
const entryOf = (words: string) => within(screen.getByText(words).closest('li')!);

test('why something was refused stands beside what was sent, and nowhere else', async () => {
  await press('Agree: Was it quick?');
  await sending(1);
  sent[0]!.answer('Somebody took it back.');
  await screen.findByText('Somebody took it back.');
  expect(entryOf('Was it quick?').getByRole('alert').textContent).toBe('Somebody took it back.');
  expect(screen.getAllByRole('alert')).toHaveLength(1);

  await press('Take it off the page: Nobody answered.');
  await sending(2);
  sent[1]!.answer('It is gone already.');
  await screen.findByText('It is gone already.');
  expect(entryOf('Nobody answered.').getByRole('alert')).toBeTruthy();

  await press('Propose a question');
  await press('Propose it');
  await sending(3);
  sent[2]!.answer('Write a question first.');
  const said = await screen.findByText('Write a question first.');
  const form = screen.getByRole('button', { name: 'Propose it' }).closest('form')!;
  expect(form.nextElementSibling).toBe(said.parentElement);
});

test('what is sent while something else is on its way is sent after it, and a second press is none', async () => {
  await press('Agree: Was it quick?');
  await press('Agree: Was it quick?');
  await press('Decline: Did it help?');
  await sending(1);
  sent[0]!.answer();
  await sending(2);
  expect(sent.map(({ body }) => body)).toEqual([
    { questionId: 'r', outcome: 'agreed' },
    { questionId: 'q', outcome: 'declined' },
  ]);
  sent[1]!.answer();
  await eventually(() => expect(document.querySelectorAll('[aria-disabled="true"]')).toHaveLength(0));
  expect(sent).toHaveLength(2);
});

test('what somebody else has settled meanwhile is there no longer, once it was refused', async () => {
  await press('Agree: Was it quick?');
  await sending(1);
  there = { ...page, questions: page.questions.slice(0, 1) };
  sent[0]!.answer('Somebody else has settled this meanwhile.');
  await vi.waitFor(() => expect(screen.queryByText('Was it quick?')).toBeNull());
  expect(screen.getByText('Did it help?')).toBeTruthy();
});

test('a reader who was refused is not shown as chosen', async () => {
  const picker = screen.getByLabelText<HTMLSelectElement>('The supporter who reads along');
  await fireEvent.change(picker, { target: { value: ana.id } });
  expect(sent).toEqual([]);
  await press('Save who reads along');
  await sending(1);
  expect(picker.value).toBe(ana.id);
  sent[0]!.answer('Ana is not a supporter any more.');
  await screen.findByText('Ana is not a supporter any more.');
  flushSync();
  await eventually(() => expect(picker.value).toBe(''));
});
