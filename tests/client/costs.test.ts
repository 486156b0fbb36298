import { fireEvent, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AssumptionLine } from '#shared/assumptions';
import { costsOf, type CostsPage as Page } from '#shared/costs';
import { periodOf } from '#shared/periods';
import type { App } from '../../client/app.ts';
import CostsPage from '../../client/costs/CostsPage.svelte';
import { closeApp, openApp } from './open-app.ts';
import { personRow } from './person-row.ts';
import { show } from './show.ts';

const lorna = personRow('01900000-0000-7000-8000-000000000003', 'Lorna', { roles: ['manager'] });
const line = (id: string, low: number): AssumptionLine => ({
  ...{ id, key: 'pay', value: { low, high: low }, source: 'Payroll', on: '2026-10-01' },
  ...{ setAt: '2026-11-20T10:00:00.000Z', by: { id: lorna.id, firstName: 'Lorna' } },
});
const pageOf = (period: string, assumptions: AssumptionLine[] = []): Page => ({
  ...{ periods: ['2026-Q3', '2026-Q2'], assumptions, copies: [] },
  sheet: costsOf(periodOf(period)!, { answered: 200, tables: [], crossed: null }, {}),
});
let app: App;
let there: Page;
/** The reads that wait for their answer, by what they ask for. */
let held: Map<string, (page: Page) => void> | null;
let sent: Record<string, unknown>[];
let refusal: Response | null;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') });
  [there, held, sent, refusal] = [pageOf('2026-Q3', [line('one', 12)]), null, [], null];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (init.body) {
      sent.push(JSON.parse(init.body as string) as Record<string, unknown>);
      if (!refusal) throw new TypeError('Failed to fetch');
      return refusal;
    }
    const asked = held;
    if (!asked) return Response.json(there);
    return new Promise((answer) => asked.set(path, (page) => answer(Response.json(page))));
  });
  ({ app } = openApp(lorna, { me: lorna, people: [lorna] }));
  show(app, CostsPage);
  await vi.waitFor(() => expect(screen.getByText(/^£12/)).toBeTruthy());
});
afterEach(() => closeApp(app));

const press = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }));

test('of two managers who change the same number, the second is shown both and chooses', async () => {
  await press(/^Change: Pay of one supporter/);
  const form = within(screen.getByRole('form'));
  for (const label of ['From', 'To'])
    await fireEvent.input(form.getByLabelText(label), { target: { value: '14' } });
  there = pageOf('2026-Q3', [line('two', 13), line('one', 12)]);
  refusal = Response.json({ message: 'Somebody else has changed this meanwhile.' }, { status: 409 });
  await press('Save');
  await vi.waitFor(() => expect(screen.getByText(/It is saved as: £13/)).toBeTruthy());
  expect(screen.getAllByRole('alert')).toHaveLength(1);

  await press('Leave it empty again');
  expect(sent).toHaveLength(1);
  await press('Save mine instead');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ basedOn: 'two', value: { low: 14, high: 14 } });
});

test('the report that was chosen last is shown, in whatever order the answers come', async () => {
  held = new Map();
  const choose = (period: string) =>
    fireEvent.change(screen.getByLabelText('Of which report'), { target: { value: period } });
  await choose('2026-Q2');
  await choose('2026-Q3');
  held.get('/api/costs?period=2026-Q3')!(pageOf('2026-Q3'));
  await vi.waitFor(() => expect(screen.queryByText(/^£12/)).toBeNull());
  held.get('/api/costs?period=2026-Q2')!(pageOf('2026-Q2'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(screen.getByRole('table').querySelector('caption')?.textContent).toMatch(/July to September/);
});

test('a copy is kept once, although the answer to the first press was lost', async () => {
  for (let tries = 1; tries <= 2; tries += 1) {
    await press('Keep a copy');
    await vi.waitFor(() => expect(sent).toHaveLength(tries));
    await vi.waitFor(() => expect(screen.getByText(/cannot be reached/)).toBeTruthy());
  }
  expect(sent[0]).toEqual(sent[1]);
});
