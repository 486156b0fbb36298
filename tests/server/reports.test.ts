import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { reports } from '#drizzle/schema/reports';
import type { ExportsPage } from '#shared/log-exports';
import type { Report, ReportsPage, ReportTable } from '#shared/reports';
import { eraseOldCallRecords } from '#server/calls/retention-queries';
import { periodsToMake } from '#server/reports/making';
import { callAt, writeCalls } from '../support/call-log.ts';
import { newId, openHelpline, post } from '../support/helpline.ts';
import { csvRows } from '../support/spreadsheet.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

type Name = 'ana' | 'mo' | 'sue';
const asks = async (name: Name, path = '/api/reports') =>
  fetch(`${testServer.url}${path}`, { headers: { cookie: await helpline.cookieOf(name) } });
const makes = async (name: Name, period: string) =>
  post(testServer.url, '/api/reports', { period }, { cookie: await helpline.cookieOf(name) });
async function made(period: string): Promise<Report> {
  const response = await makes('mo', period);
  expect(await response.clone().text()).toContain('"figures"');
  expect(response.status).toBe(200);
  return (await response.json()) as Report;
}
const refusal = async (response: Response) => (await response.json()) as { code: string; message: string };
const tableIn = ({ figures }: Report, name: ReportTable['name']) =>
  Object.fromEntries(
    figures.tables.find((table) => table.name === name)!.rows.map(({ slug, figure }) => [slug, figure]),
  );
/** So many calls, an hour apart from a Monday morning on. */
const calls = (count: number, from: string, record: Parameters<typeof callAt>[2] = {}) =>
  Array.from({ length: count }, (_, at) =>
    callAt(helpline, new Date(Date.parse(from) + at * 3_600_000).toISOString(), { ...record }),
  );

test('a manager makes the report of a quarter, in rounded figures, and everybody reads it', async () => {
  await writeCalls(testServer, [
    ...calls(52, '2026-07-06T08:00:00Z', { presentingIssues: ['housing'], borough: 'lambeth' }),
    ...calls(13, '2026-08-03T08:00:00Z', { presentingIssues: ['housing', 'debt'], borough: 'southwark' }),
    ...calls(3, '2026-09-05T19:30:00Z', { borough: 'lewisham' }),
    ...calls(9, '2026-10-05T08:00:00Z', { presentingIssues: ['debt'] }),
  ]);
  const report = await made('2026-Q3');
  expect(report.figures.answered).toBe(70);
  expect(tableIn(report, 'issues')).toEqual({ housing: 'kept-back', debt: 15, '': 'few' });
  expect(tableIn(report, 'parts')).toEqual({ '2026-07': 50, '2026-08': 'kept-back', '2026-09': 'few' });
  expect(tableIn(report, 'boroughs')).toEqual({ lambeth: 50, southwark: 'kept-back', lewisham: 'few' });
  for (const name of ['ana', 'sue'] as const) {
    expect(((await (await asks(name)).json()) as ReportsPage).reports).toMatchObject([{ period: '2026-Q3' }]);
    expect(await (await asks(name, `/api/reports/${report.id}`)).json()).toEqual(report);
  }
});

test.each(['2026-11-01', '2026-11-10', '2026-11-30', '2026-12-31'])(
  'what is going on is among what can be made, on %s as on every day',
  (today) => {
    const known = { today, made: new Set<string>(), keptFrom: null };
    const keys = periodsToMake('2026-01-01', known).map(({ period }) => period);
    expect(keys).toEqual(expect.arrayContaining([today.slice(0, 7), '2026-Q4', '2026']));
    expect(keys).toHaveLength(4 + 1 + Number(today.slice(5, 7)));
  },
);

test('it is made by managers, once, of a time that is over; and nothing smaller is made beside it', async () => {
  await made('2026-Q3');
  for (const name of ['ana', 'sue'] as const) expect((await makes(name, '2026-Q2')).status).toBe(403);
  for (const [period, code, words] of [
    ['2026-Q3', 'conflict', 'has been made'],
    ['2026-Q4', 'conflict', '4 January 2027'],
    ['2026-08', 'conflict', 'Its quarter'],
    ['2026', 'conflict', '4 January 2027'],
    ['2025', 'conflict', 'Make these first'],
    ['last summer', 'malformed', 'Choose'],
  ] as const) {
    const refused = await refusal(await makes('mo', period));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(words);
  }
  const { toMake } = (await (await asks('mo')).json()) as ReportsPage;
  expect(toMake.map(({ period }) => period)).not.toContain('2026-Q3');
  expect(((await (await asks('ana')).json()) as ReportsPage).toMake).toEqual([]);
});

test('what is stored is what is shown: later calls and erasures change nothing, and the true numbers are nowhere', async () => {
  await writeCalls(testServer, calls(23, '2026-07-06T08:00:00Z', { borough: 'lambeth' }));
  const report = await made('2026-Q3');
  await writeCalls(testServer, calls(40, '2026-08-03T08:00:00Z'));
  expect(await (await asks('mo', `/api/reports/${report.id}`)).json()).toEqual(report);
  const [stored] = await testServer.db.select().from(reports).where(eq(reports.id, report.id));
  expect(stored!.figures).toEqual(report.figures);
  expect(JSON.stringify(stored!.figures)).not.toContain('23');
});

test('two managers who make the same one at once make one', async () => {
  const answers = await Promise.all([makes('mo', '2026-Q2'), makes('mo', '2026-Q2')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a year is the sum of its quarters as they are shown, and crosses what calls were about with boroughs', async () => {
  for (const [day, count] of [
    ['2025-02-03', 20],
    ['2025-05-05', 20],
    ['2025-08-04', 4],
    ['2025-11-03', 20],
  ] as const)
    await writeCalls(testServer, [
      ...calls(count, `${day}T08:00:00Z`, { presentingIssues: ['housing'], borough: 'lambeth' }),
      ...calls(count, `${day}T09:30:00Z`, { presentingIssues: ['debt'], borough: 'southwark' }),
      ...calls(20, `${day}T10:15:00Z`, { presentingIssues: ['grief-of-a-kind'], borough: 'lewisham' }),
    ]);
  for (const quarter of ['Q1', 'Q2', 'Q3', 'Q4']) await made(`2025-${quarter}`);
  const year = await made('2025');
  expect(year.figures.answered).toBe(210);
  expect(tableIn(year, 'issues')).toMatchObject({ housing: { atLeast: 60 }, 'grief-of-a-kind': 80 });
  expect(tableIn(year, 'parts')).toEqual({ '2025-Q1': 60, '2025-Q2': 60, '2025-Q3': 30, '2025-Q4': 60 });
  expect(tableIn(year, 'months')).toMatchObject({ '2025-02': 60, '2025-03': 'none', '2025-08': 30 });
  // Of what is not whole in the year no cell is shown, since one quarter could be taken from it.
  expect(year.figures.crossed).toMatchObject([
    { slug: 'grief-of-a-kind', cells: [{ slug: 'lewisham', figure: 80 }] },
  ]);
});

test('a quarter of which a month was made is the sum of its months', async () => {
  await writeCalls(testServer, [
    ...calls(12, '2026-07-06T08:00:00Z'),
    ...calls(3, '2026-08-03T08:00:00Z'),
    ...calls(16, '2026-09-07T08:00:00Z'),
  ]);
  for (const month of ['2026-07', '2026-08', '2026-09']) await made(month);
  expect((await made('2026-Q3')).figures.answered).toEqual({ atLeast: 25 });
});

test('records that have been deleted already are not counted as if they had never been', async () => {
  await testServer.db.update(helplines).set({ callRecordDays: 60 }).where(eq(helplines.id, helpline.id));
  const refused = await refusal(await makes('mo', '2026-Q3'));
  expect(refused).toMatchObject({ code: 'conflict' });
  expect(refused.message).toContain('deleted already');
});

test('also those that were deleted before the helpline chose to keep them longer, or for ever', async () => {
  const keep = (callRecordDays: number) =>
    testServer.db.update(helplines).set({ callRecordDays }).where(eq(helplines.id, helpline.id));
  await writeCalls(testServer, calls(12, '2026-08-03T08:00:00Z'));
  await keep(60);
  await testServer.db.transaction((tx) => eraseOldCallRecords(tx, testServer.clock.now()));
  for (const days of [365, 0]) {
    await keep(days);
    expect((await refusal(await makes('mo', '2026-Q3'))).message, `${days}`).toContain('deleted already');
  }
  await made('2026-09');
});

test('whoever keeps records for ever can have them counted', async () => {
  await testServer.db.update(helplines).set({ callRecordDays: 0 }).where(eq(helplines.id, helpline.id));
  await writeCalls(testServer, calls(12, '2026-07-06T08:00:00Z'));
  expect((await made('2026-Q3')).figures.answered).toBe(10);
});

test('a file of it is taken out with a reason, which everybody can read', async () => {
  await writeCalls(testServer, calls(52, '2026-07-06T08:00:00Z', { borough: 'lambeth' }));
  const { id } = await made('2026-Q3');
  const wish = { format: 'csv', reason: 'The trustees meet.' };
  const cookie = await helpline.cookieOf('ana');
  const file = await post(testServer.url, `/api/reports/${id}/file`, wish, { cookie });
  expect(file.headers.get('content-disposition')).toContain('report-2026-Q3.csv');
  const rows = csvRows(await file.text());
  expect(rows).toContainEqual(['Calls answered', '', '50', '']);
  expect(rows).toContainEqual(['Where they called from', 'Lambeth', '50', '100']);
  const { exports } = (await (await asks('sue', '/api/calls/log/exports')).json()) as ExportsPage;
  expect(exports).toMatchObject([{ period: '2026-Q3', reason: 'The trustees meet.' }]);
  for (const wrong of [{ format: 'csv' }, { format: 'pdf', reason: 'x' }])
    expect((await post(testServer.url, `/api/reports/${id}/file`, wrong, { cookie })).status).toBe(400);
});

test('nobody reads the report of another helpline, nor learns that there is one', async () => {
  const { id } = await made('2026-Q3');
  const other = await openHelpline(testServer);
  const cookie = await other.cookieOf('mo');
  const [theirs, nobodys] = await Promise.all(
    [id, newId()].map((one) => fetch(`${testServer.url}/api/reports/${one}`, { headers: { cookie } })),
  );
  expect(theirs!.status).toBe(404);
  expect(await theirs!.text()).toBe(await nobodys!.text());
  other.leaveAll();
});
