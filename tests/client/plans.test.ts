import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Plan, PlanDraft } from '#shared/plans';
import type { App } from '../../client/app.ts';
import PlanPage from '../../client/plans/PlanPage.svelte';
import { navigate, route } from '../../client/shell/route.ts';
import { eventually } from '../support/eventually.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

const texts = { helps: 'Tea', doesNot: '', when: '', others: '', emergency: '' };
const written = (change: Partial<PlanDraft> = {}): PlanDraft => ({
  ...{ knownAs: 'Bea', texts, by: ana.id, at: '2026-11-21T21:00:00.000Z' },
  ...change,
});
const planWith = (draft: PlanDraft, change: Partial<Plan> = {}): Plan => ({
  ...{ id: 'p', version: 1, state: 'draft', knownAs: '', word: null, texts: null, agreedOn: null, how: null },
  ...{ madeBy: [], reviewBy: null, readOutAt: null, endedAt: null, endedBy: null, ending: null },
  ...{ draft, ...change },
});
let socket: FakeSocket;
let app: App;
let stop: () => void;

beforeEach(() => {
  ({ socket, app } = openApp(lorna));
  const helpline = { ...app.people.helpline, id: 'h', timeZone: 'Europe/London', callPlans: true };
  socket.welcome({ me: lorna, people: [ana, lorna], helplines: [helpline], plans: [planWith(written())] });
  stop = route.begin({ here: { '/plans/:id': PlanPage }, others: () => Promise.resolve({ pages: {} }) });
  navigate('/plans/:id', { params: { id: 'p' } });
});
afterEach(() => {
  closeApp(app);
  stop();
});

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const boxOf = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const write = (label: string | RegExp, value: string) => fireEvent.input(boxOf(label), { target: { value } });
const press = async (name: string) => {
  await fireEvent.click(button(name), { detail: 1 });
  await settled();
};
const hear = (plan: Plan) => flushSync(() => socket.say('plan:changed', plan));
const answer = async () => {
  socket.sent.at(-1)!.answer({ ok: true });
  await eventually(() => expect(app.live.outbox.all).toEqual([]));
  await settled();
  flushSync();
};
const later = written({
  knownAs: 'Bee',
  texts: { ...texts, helps: 'Coffee' },
  at: '2026-11-21T21:42:00.000Z',
});

test('a plan that was changed while it was read has to be read again before it is agreed to', async () => {
  show(app, PlanPage);
  hear(planWith(later, { version: 2 }));
  expect(screen.getByRole('alert').textContent).toContain('It was changed just now. Read it again.');
  expect(button('I agree to this').disabled).toBe(true);
  await fireEvent.submit(boxOf('Known as').form!);
  expect(socket.sent).toEqual([]);
  await press('I have read it again');
  await press('I agree to this');
  expect(socket.sent[0]).toMatchObject({ name: 'plan:agree', fields: { basedOn: 2, knownAs: 'Bee' } });
});

test('a plan that was only read to its caller meanwhile can be agreed to', async () => {
  show(app, PlanPage);
  hear(planWith(written(), { version: 2, readOutAt: '2026-11-21T21:42:00.000Z' }));
  await press('I agree to this');
  expect(socket.sent[0]).toMatchObject({ fields: { basedOn: 2, knownAs: 'Bea' } });
});

test('what the second person types stays there, whatever changes and wherever they go', async () => {
  const { unmount } = show(app, PlanPage);
  await write('Known as', 'Beatrix');
  await write(/^A word they may say/, 'Heron');
  hear(planWith(later, { version: 2 }));
  expect(boxOf('Known as').value).toBe('Beatrix');
  unmount();
  show(app, PlanPage);
  expect(boxOf('Known as').value).toBe('Beatrix');
  await press('I agree to this');
  expect(socket.sent[0]).toMatchObject({ fields: { knownAs: 'Beatrix', word: 'Heron' } });
  const agreed = { state: 'agreed', draft: null, knownAs: 'Beatrix', word: 'Heron', texts } as const;
  hear({ ...planWith(later, { version: 3 }), ...agreed });
  await answer();
  expect(app.drafts.some).toBe(false);
});

test('what is typed in a plan while it is saved stays, and the form stays open for it', async () => {
  show(app, PlanPage);
  await press('Change it');
  const saved = (helps: string, version: number) =>
    planWith(written({ by: lorna.id, texts: { ...texts, helps }, at: '2026-11-21T21:42:00.000Z' }), {
      version,
    });
  await write('What helps', 'Coffee');
  await press('Save it for a second person');
  await write('What helps', 'Coffee, and company');
  hear(saved('Coffee', 2));
  await answer();
  expect(boxOf('What helps').value).toBe('Coffee, and company');
  expect(screen.queryByText(/Somebody else has changed this/)).toBeNull();
  await press('Save it for a second person');
  expect(socket.sent[1]).toMatchObject({ fields: { basedOn: 2, texts: { helps: 'Coffee, and company' } } });
  hear(saved('Coffee, and company', 3));
  await answer();
  expect(screen.queryByLabelText('What helps')).toBeNull();
  expect(app.drafts.some).toBe(false);
});

test('what is typed in a new plan while it is saved goes on as a change of it', async () => {
  navigate('/plans/:id', { params: { id: 'new' } });
  show(app, PlanPage);
  await write(/^Known as/, 'Finn');
  await write('What helps', 'Music');
  await press('Save it for a second person');
  await write('What helps', 'Music, and silence');
  const { planId } = socket.sent[0]!.fields as { planId: string };
  const draft = written({ knownAs: 'Finn', by: lorna.id, texts: { ...texts, helps: 'Music' } });
  hear(planWith(draft, { id: planId, version: 2 }));
  await answer();
  expect(route.params['id']).toBe(planId);
  expect(boxOf('What helps').value).toBe('Music, and silence');
});

test('a new plan that is saved as it was typed opens with nothing left to save', async () => {
  navigate('/plans/:id', { params: { id: 'new' } });
  show(app, PlanPage);
  await write(/^Known as/, 'Finn ');
  await write('What helps', 'Music');
  await press('Save it for a second person');
  const { planId } = socket.sent[0]!.fields as { planId: string };
  const draft = written({ knownAs: 'Finn', by: lorna.id, texts: { ...texts, helps: 'Music' } });
  hear(planWith(draft, { id: planId, version: 2 }));
  await answer();
  expect(screen.queryByLabelText('What helps')).toBeNull();
  expect(app.drafts.some).toBe(false);
});
