import { fireEvent, screen, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Kit } from '#shared/kits';
import type { Plan } from '#shared/plans';
import type { Step } from '#shared/steps';
import type { App } from '../../client/app.ts';
import AddAbsence from '../../client/absences/AddAbsence.svelte';
import SupervisionDays from '../../client/flags/SupervisionDays.svelte';
import RecordLine from '../../client/grants/RecordLine.svelte';
import AddKit from '../../client/kits/AddKit.svelte';
import Bag from '../../client/kits/Bag.svelte';
import KitRow from '../../client/kits/KitRow.svelte';
import { TestResult } from '../../client/notifications/test-result.svelte.ts';
import PlansPage from '../../client/plans/PlansPage.svelte';
import References from '../../client/steps/References.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna, personRow } from './person-row.ts';
import { show } from './show.ts';

const idris = personRow('01900000-0000-7000-8000-000000000004', 'Idris', { roles: ['manager'] });
let socket: FakeSocket;
let app: App;

function open(person: typeof ana, settings: object = {}, welcome: object = {}) {
  ({ socket, app } = openApp(person));
  const helpline = { ...app.people.helpline, id: 'h', timeZone: 'Europe/London', ...settings };
  const rows = { me: person, people: [ana, lorna, idris], helplines: [helpline], ...welcome };
  flushSync(() => socket.welcome(rows));
}
beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') }));
afterEach(() => closeApp(app));

const press = async (name: string | RegExp) => {
  await fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });
  await settled();
};
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const fill = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const answer = async () => {
  socket.sent.at(-1)!.answer({ ok: true });
  await settled(40);
  flushSync();
};

test('days that are typed while the last ones are saved stay, and it is said which were saved', async () => {
  open(ana);
  show(app, AddAbsence);
  await fill('First day', '2026-12-24');
  await press('Save');
  await fill('First day', '2026-12-30');
  await answer();
  expect(field('First day').value).toBe('2026-12-30');
  expect(screen.getByRole('status').textContent).toMatch(/^Saved: .*24 December/);
  await press('Save');
  await answer();
  expect(field('First day').value).toBe('');
  expect(screen.getByRole('status').textContent).toMatch(/^Saved: .*30 December/);
});

test('a day of supervision that was cancelled is not saved with the next', async () => {
  open(lorna, { lastSupervisionOn: '2026-11-10', nextSupervisionOn: '2026-12-01' });
  show(app, SupervisionDays);
  await press('Change the days');
  await fill('It last took place on', '2026-11-03');
  await press('Cancel');
  await press('Change the days');
  expect(field('It last took place on').value).toBe('2026-11-10');
  await fill('Next group supervision', '2026-12-08');
  await press('Save these days');
  expect(socket.sent.map(({ fields }) => fields)).toMatchObject([{ nextOn: '2026-12-08' }]);
  expect(socket.sent[0]!.fields).not.toHaveProperty('lastOn');
});

test('whoever was asked for a reference is not asked again by the next press', async () => {
  open(ana);
  const { rerender } = show(app, References, { asked: [] });
  await choose('A manager to ask', lorna.id);
  await press('Ask for a reference');
  await answer();
  const asked = { id: 's', withId: lorna.id, words: '', answer: null } as Step;
  await rerender({ props: { asked: [asked] } });
  expect(field('A manager to ask').value).toBe('');
  await press('Ask for a reference');
  expect(socket.sent).toHaveLength(1);
});

const kit = {
  ...{
    id: 'k',
    version: 1,
    name: 'Bag 1',
    items: [],
    holder: { id: idris.id, name: 'Idris' },
    heldSince: null,
  },
  ...{ giverId: null, to: null, charge: null, missingAt: null, missingBy: null, missingWords: null },
  ...{ lineTo: null, lineUntil: null, retiredAt: null, near: [] },
} satisfies Kit;

test('who has a bag is what is chosen until somebody else is, however often it is opened', async () => {
  open(lorna);
  show(app, KitRow, { kit });
  await press('Somebody else has it: Bag 1');
  expect(field('Who has it').value).toBe(idris.id);
  await choose('Who has it', lorna.id);
  await press('Leave it');
  await press('Somebody else has it: Bag 1');
  expect(field('Who has it').value).toBe(idris.id);
});

test('of two bags, each says whose buttons they are', () => {
  open(ana);
  show(app, Bag, { kit, places: [] });
  show(app, Bag, { kit: { ...kit, id: 'other', name: 'Bag 2' }, places: [] });
  for (const name of ['Bag 1', 'Bag 2']) {
    const bag = within(screen.getByRole('group', { name }));
    expect(bag.getByRole('button', { name: 'It is missing' })).toBeTruthy();
  }
});

test.each([
  [Array.from({ length: 13 }, (_, at) => `Thing ${at}`).join(', '), /At most 12 things/],
  ['x'.repeat(121), /too long/],
])('what does not fit in a bag is said beside the field, and not sent', async (contents, words) => {
  open(lorna);
  show(app, AddKit, { number: 1, onclose: () => {} });
  await fill('What is in it', contents);
  await press('Add it');
  expect(document.body.textContent).toMatch(words);
  expect(socket.sent).toEqual([]);
  await fill('What is in it', 'Phone, charger');
  await press('Add it');
  expect(socket.sent.map(({ fields }) => fields)).toMatchObject([{ items: ['Phone', 'charger'] }]);
});

test('a search that finds fewer plans than there were can still be emptied', async () => {
  const agreed = (name: string) =>
    ({ id: name, version: 1, state: 'agreed', knownAs: name, draft: null, reviewBy: '2027-02-01' }) as Plan;
  const plans = Array.from('abcdefghi', agreed);
  open(lorna, { callPlans: true }, { plans });
  show(app, PlansPage);
  await fill('Search by name', 'b');
  flushSync(() => socket.say('plan:changed', { ...agreed('a'), version: 2, state: 'ended', agreedOn: null }));
  expect(field('Search by name').value).toBe('b');
  await fill('Search by name', '');
  expect(screen.queryByLabelText('Search by name')).toBeNull();
});

test('a call that went from one to another of the same first name says so', () => {
  const [one, other] = [personRow('one', 'Sam'), personRow('other', 'Sam')];
  open(lorna, {}, { people: [lorna, one, other] });
  const at = { startedAt: '2026-11-21T21:18:00Z', endedAt: '2026-11-21T21:30:00Z' };
  const call = { id: 'c', shiftId: 's', takenBy: 'one', assignedTo: 'other', flagged: false, ...at };
  show(app, RecordLine, { call, onask: () => {} });
  expect(screen.getByText('Sam, then Sam')).toBeTruthy();
});

test('a test of which nothing is heard is said to be unknown', async () => {
  open(ana);
  const tests = { push: { state: 'waiting', askedAt: '2026-11-21T21:42:10Z', settledAt: null }, email: null };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ email: true, pushKey: 'k', tests })));
  const test = new TestResult('push');
  const following = test.follow();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(test.result).toEqual({ state: 'waiting' });
  await vi.advanceTimersByTimeAsync(125_000);
  await following;
  expect(test.result).toEqual({ state: 'unknown' });
});
