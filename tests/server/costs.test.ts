import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assumptions, costCopies } from '#drizzle/schema/costs';
import { costCaution } from '#shared/cost-words';
import type { CostCopy, CostsPage } from '#shared/costs';
import { retentionRuns } from '#server/retention-runs';
import { callAt, writeCalls } from '../support/call-log.ts';
import { newId, openHelpline, post } from '../support/helpline.ts';
import { csvRows } from '../support/spreadsheet.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

type Name = 'ana' | 'mo' | 'nan' | 'sue';
const asks = async (name: Name, path = '/api/costs') =>
  fetch(`${testServer.url}${path}`, { headers: { cookie: await helpline.cookieOf(name) } });
const sends = async (name: Name, path: string, body: object) =>
  post(testServer.url, path, body, { cookie: await helpline.cookieOf(name) });
const pay = (more: object = {}) => ({
  ...{ assumptionId: newId(), key: 'pay', value: { low: 12.5, high: 14 } },
  ...{ source: 'Payroll of October', on: '2026-10-01', basedOn: null, ...more },
});
const sets = (name: Name, one: object) => sends(name, '/api/costs/assumptions', one);
const page = async (path?: string) => (await (await asks('mo', path)).json()) as CostsPage;
const message = async (response: Response) => ((await response.json()) as { message: string }).message;

/** A quarter with so many calls, and its report. */
async function reported(count: number) {
  const calls = Array.from({ length: count }, (_, at) =>
    callAt(helpline, new Date(Date.parse('2026-07-06T08:00:00Z') + at * 3_600_000).toISOString(), {}),
  );
  await writeCalls(testServer, calls);
  expect((await sends('mo', '/api/reports', { period: '2026-Q3' })).status).toBe(200);
}

test('it is empty at the start, and costs nothing until somebody has said what', async () => {
  expect(await page()).toEqual({ periods: [], sheet: null, assumptions: [], copies: [] });
  await reported(52);
  const { periods, sheet } = await page();
  expect(periods).toEqual(['2026-Q3']);
  expect(sheet!.lines.every(({ range }) => range === null)).toBe(true);
  expect(sheet!.counts.answered).toBe(50);
});

test('a manager sets an assumption with its source and day; its history stays; nobody else sees a word of it', async () => {
  const first = pay();
  expect((await sets('mo', first)).status).toBe(200);
  expect((await sets('mo', first)).status).toBe(200);
  const second = pay({ value: { low: 13, high: 15 }, basedOn: first.assumptionId });
  expect((await sets('nan', second)).status).toBe(200);
  expect((await page()).assumptions).toMatchObject([
    { id: second.assumptionId, value: { low: 13, high: 15 }, by: { firstName: 'Nan' } },
    { id: first.assumptionId, source: 'Payroll of October', on: '2026-10-01' },
  ]);
  for (const name of ['ana', 'sue'] as const) {
    expect((await asks(name)).status).toBe(403);
    expect((await sets(name, pay())).status).toBe(403);
    expect((await sends(name, '/api/costs', { costId: newId(), period: '2026-Q3' })).status).toBe(403);
  }
  const stored = await testServer.db
    .select()
    .from(assumptions)
    .where(eq(assumptions.helplineId, helpline.id));
  expect(JSON.stringify(stored)).not.toContain('Payroll');
});

test('of two managers who change the same one, the second is told; what is wrong is said in a sentence', async () => {
  const [one, other] = await Promise.all([sets('mo', pay()), sets('nan', pay())]);
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  for (const [wrong, words] of [
    [{ value: { low: 14, high: 12 } }, 'the lower one'],
    [{ key: 'oncosts', value: { low: 1, high: 200 } }, 'no more than 100'],
    [{ source: '  ' }, 'Nothing is written'],
  ] as const) {
    const refused = await sets('mo', pay(wrong));
    expect(refused.status).toBe(400);
    expect(await message(refused)).toContain(words);
  }
});

test('one that is taken out is not used any more, and goes for good after its years', async () => {
  const first = pay();
  await sets('mo', first);
  const gone = pay({ value: null, source: 'Taken out.', basedOn: first.assumptionId });
  expect((await sets('mo', gone)).status).toBe(200);
  await reported(52);
  expect((await page()).sheet!.assumptions).toEqual([]);
  testServer.clock.advance({ hours: 24 * 1_462 });
  await retentionRuns.assumptions(testServer.db, testServer.clock.now());
  expect((await page()).assumptions.map(({ id }) => id)).toEqual([gone.assumptionId]);
});

test('a copy stays as it was kept, whatever is said later, and is taken as a file', async () => {
  await reported(52);
  const first = pay();
  await sets('mo', first);
  const wish = { costId: newId(), period: '2026-Q3' };
  for (const name of ['mo', 'mo'] as const) expect((await sends(name, '/api/costs', wish)).status).toBe(200);
  await sets('mo', pay({ value: { low: 90, high: 99 }, basedOn: first.assumptionId }));
  const copy = (await (await asks('nan', `/api/costs/${wish.costId}`)).json()) as CostCopy;
  expect(copy.sheet.assumptions).toMatchObject([{ key: 'pay', value: { low: 12.5, high: 14 } }]);
  expect((await page()).copies).toMatchObject([{ id: wish.costId, period: '2026-Q3' }]);
  const stored = await testServer.db.select().from(costCopies).where(eq(costCopies.id, wish.costId));
  expect(JSON.stringify(stored)).not.toContain('Payroll');

  const file = await sends('mo', `/api/costs/${wish.costId}/file`, {});
  expect(file.headers.get('content-disposition')).toContain('costs-2026-Q3.csv');
  const rows = csvRows(await file.text());
  expect(rows[1]![0]).toBe(costCaution);
  expect(rows).toContainEqual([
    'Pay of one supporter for an hour',
    '12.5',
    '14',
    'Payroll of October',
    '2026-10-01',
  ]);
  const none = await sends('mo', '/api/costs', { costId: newId(), period: '2024' });
  expect(await message(none)).toBe('There is no report of this period. Make it first.');
});

test('two helplines whose reports show the same get the same, so that nothing finer can be worked out', async () => {
  await reported(48);
  await sets('mo', pay());
  const ours = (await page()).sheet;
  const other = await openHelpline(testServer);
  const cookie = await other.cookieOf('mo');
  const calls = Array.from({ length: 52 }, (_, at) =>
    callAt(other, new Date(Date.parse('2026-07-06T08:00:00Z') + at * 3_600_000).toISOString(), {}),
  );
  await writeCalls(testServer, calls);
  await post(testServer.url, '/api/reports', { period: '2026-Q3' }, { cookie });
  await post(testServer.url, '/api/costs/assumptions', pay(), { cookie });
  const theirs = (await (
    await fetch(`${testServer.url}/api/costs`, { headers: { cookie } })
  ).json()) as CostsPage;
  expect({ ...theirs.sheet, assumptions: [] }).toEqual({ ...ours, assumptions: [] });
  other.leaveAll();
});
