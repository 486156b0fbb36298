import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { calls } from '#drizzle/schema/calls';
import { dataKeys } from '#drizzle/schema/encryption';
import { logExports } from '#drizzle/schema/log-exports';
import { csvOf, xlsxOf } from '#server/call-log/export-files';
import { retentionRuns } from '#server/retention-runs';
import type { ExportsPage } from '#shared/log-exports';
import { retentionDays } from '#shared/retention';
import { everyRow } from '../support/backup.ts';
import { callAt, quietDay, writeCalls } from '../support/call-log.ts';
import { openHelpline, post } from '../support/helpline.ts';
import { hostileInCsv, hostileRow, hostileTop } from '../support/hostile-cells.ts';
import { csvRows, xlsxRows } from '../support/spreadsheet.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

type Name = 'ana' | 'ben' | 'cai' | 'mo' | 'nan' | 'sue';
const lastWeeks = {
  from: '2026-11-04',
  to: '2026-11-11',
  format: 'csv',
  reason: 'The funder asks for them.',
};

const take = async (name: Name, wanted: object = lastWeeks) =>
  post(testServer.url, '/api/calls/log/export', wanted, { cookie: await helpline.cookieOf(name) });
async function takenOut(name: Name): Promise<ExportsPage> {
  const response = await fetch(`${testServer.url}/api/calls/log/exports`, {
    headers: { cookie: await helpline.cookieOf(name) },
  });
  return (await response.json()) as ExportsPage;
}
const headings = [
  'Week from Monday',
  'What it was about',
  'Borough',
  'How they found us',
  'What was done',
  'Response needed',
  'Length',
];
const nothing = (week: string) => [week, '', '', '', '', '', '15 to 30 minutes'];

async function twoWeeks() {
  const call = callAt(helpline, '2026-11-12T21:17:00Z', {
    takenBy: helpline.ids.ben,
    presentingIssues: ['housing', 'hearing-voices'],
    borough: 'lewisham',
    source: 'crisis-cafe',
    outcomes: ['listened', 'we-ended'],
    responseNeeded: 'manager-before-next-shift',
    note: 'Secret words',
    minutes: 61,
  });
  const small = quietDay(helpline, '2026-10-28').slice(1);
  await writeCalls(testServer, [
    ...quietDay(helpline, '2026-11-03'),
    ...quietDay(helpline, '2026-11-11'),
    ...quietDay(helpline, '2026-11-17'),
    ...small,
    call,
  ]);
  return call;
}
const rows = [
  headings,
  ...Array.from({ length: 5 }, () => nothing('2026-11-02')),
  [
    '2026-11-09',
    'Housing; Hearing voices or unusual beliefs',
    'Lewisham',
    'Crisis café or sanctuary',
    'Listened; We ended (boundary)',
    'Manager to look before the next shift',
    'An hour or more',
  ],
  ...Array.from({ length: 5 }, () => nothing('2026-11-09')),
];
const sorted = (all: string[][]) => [
  all[0],
  ...all
    .slice(1)
    .map((row) => row.join('|'))
    .sort(),
];

test.each(['csv', 'xlsx'] as const)(
  'a manager takes out whole weeks as %s: one row a call, without who, when and what was written',
  async (format) => {
    const call = await twoWeeks();
    const response = await take('mo', { ...lastWeeks, from: '2026-10-28', format });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="calls-2026-10-26-to-2026-11-15.${format}"`,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    const file = Buffer.from(await response.arrayBuffer());
    const { rows: found, text } = read(format, file);
    expect(sorted(found)).toEqual(sorted(rows));
    expect(found.slice(1).map(([week]) => week)).toEqual([...found.slice(1).map(([week]) => week)].sort());
    for (const secret of [call.id, helpline.ids.ben, 'Ben', 'Secret', '21:17', '2026-11-12', '61'])
      expect(text).not.toContain(secret);
  },
);

function read(format: 'csv' | 'xlsx', file: Buffer) {
  if (format === 'xlsx') {
    const { rows, sheet } = xlsxRows(file);
    return { rows, text: sheet + rows.join() };
  }
  const text = file.toString('utf8');
  expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return { rows: csvRows(text.slice(1)), text };
}

test('no cell is a formula, and every letter comes out as it went in', async () => {
  let csv = '';
  for await (const part of csvOf([hostileRow], hostileTop)) csv += part;
  const cells = csvRows(csv.slice(1));
  expect(cells[0]).toEqual(hostileTop);
  expect(cells[1]).toEqual(hostileInCsv);

  const { rows: found, sheet } = xlsxRows(await xlsxOf([hostileRow], hostileTop));
  expect(found[0]).toEqual(hostileTop);
  expect(found[1]).toEqual(hostileRow);
  expect(sheet).not.toMatch(/<f[\s>]/);
});

test('everybody in the helpline can read who took figures out, which weeks and why, and nobody elsewhere', async () => {
  await twoWeeks();
  expect((await takenOut('ana')).exports).toEqual([]);
  expect((await take('mo')).status).toBe(200);
  expect((await take('nan', { ...lastWeeks, format: 'xlsx', reason: 'A second time' })).status).toBe(200);
  for (const name of ['ana', 'cai', 'mo', 'sue'] as const)
    expect(await takenOut(name)).toEqual({
      exports: [
        expect.objectContaining({ by: { id: helpline.ids.nan, firstName: 'Nan' }, reason: 'A second time' }),
        {
          id: expect.any(String) as string,
          takenAt: testServer.clock.now().toISOString(),
          by: { id: helpline.ids.mo, firstName: 'Mo' },
          from: '2026-11-02',
          to: '2026-11-15',
          format: 'csv',
          reason: 'The funder asks for them.',
          period: null,
        },
      ],
      more: false,
    });
  const audit = await fetch(`${testServer.url}/api/audit`, {
    headers: { cookie: await helpline.cookieOf('nan') },
  });
  expect(await audit.json()).toMatchObject({
    lines: [{ action: 'figures-taken' }, { action: 'figures-taken' }],
  });
  const elsewhere = await openHelpline(testServer);
  const other = await fetch(`${testServer.url}/api/calls/log/exports`, {
    headers: { cookie: await elsewhere.cookieOf('mo') },
  });
  expect(await other.json()).toEqual({ exports: [], more: false });
});

test('what is refused says why, and is not written down as taken', async () => {
  await twoWeeks();
  const wrong = 'Choose the first and the last week, the kind of file, and write why.';
  for (const [name, wanted, status, message] of [
    ['ana', lastWeeks, 403, 'Taking out figures is for the managers.'],
    ['sue', lastWeeks, 403, 'Taking out figures is for the managers.'],
    ['mo', { ...lastWeeks, reason: '  ' }, 400, wrong],
    ['mo', { ...lastWeeks, format: 'pdf' }, 400, wrong],
    ['mo', { ...lastWeeks, from: '2026-11-31' }, 400, wrong],
    ['mo', { ...lastWeeks, from: '2026-11-12' }, 400, wrong],
    ['mo', { ...lastWeeks, takenBy: helpline.ids.ana }, 400, wrong],
    ['mo', {}, 400, wrong],
    ['mo', { ...lastWeeks, from: '2026-11-16', to: '2026-12-20' }, 409, 'None of these weeks is over yet.'],
    [
      'mo',
      { ...lastWeeks, from: '2025-01-01' },
      409,
      'These are more than a year of weeks. Take out one year after the other.',
    ],
    [
      'mo',
      { ...lastWeeks, from: '2026-10-26', to: '2026-11-01' },
      409,
      'No call of these weeks can be taken out: a week needs 5 calls, by 2 people.',
    ],
  ] as const) {
    const response = await take(name, wanted);
    expect([response.status, ((await response.json()) as { message: string }).message]).toEqual([
      status,
      message,
    ]);
  }
  expect((await post(testServer.url, '/api/calls/log/export', lastWeeks)).status).toBe(401);
  expect((await takenOut('mo')).exports).toEqual([]);
});

test('of the file nothing is kept: not a row of it, and no address under which it could be fetched again', async () => {
  await twoWeeks();
  const before = await everyRow(testServer.databaseUrl);
  expect((await take('mo')).status).toBe(200);
  const after = await everyRow(testServer.databaseUrl);
  const added = Object.entries(after).flatMap(([table, now]) =>
    now.filter((row) => !before[table]!.includes(row)).map((row) => [table, row] as const),
  );
  expect([...new Set(added.map(([table]) => table))].sort()).toEqual([
    'audit_heads',
    'audit_log',
    'data_keys',
    'helplines',
    'log_exports',
    'sessions',
  ]);
  for (const [, row] of added) expect(row).not.toMatch(/Housing|housing|lewisham|crisis|funder/i);
  testServer.clock.advance({ hours: 25 });
  for (const path of [
    '/api/calls/log/export',
    `/api/calls/log/export/${(await takenOut('mo')).exports[0]!.id}`,
  ]) {
    const response = await fetch(testServer.url + path, {
      headers: { cookie: await helpline.cookieOf('mo') },
    });
    expect(response.status).toBe(404);
  }
});

test('a file holds one moment, although calls are being changed', async () => {
  await twoWeeks();
  const ofHelpline = and(eq(calls.helplineId, helpline.id), eq(calls.state, 'closed'));
  let isOver = false;
  const change = async () => {
    for (let turn = 0; !isOver; turn += 1)
      await testServer.db
        .update(calls)
        .set({ borough: turn % 2 === 0 ? 'lambeth' : 'southwark' })
        .where(ofHelpline);
  };
  await testServer.db.update(calls).set({ borough: 'southwark' }).where(ofHelpline);
  const changing = change();
  for (let file = 0; file < 8; file += 1) {
    const found = csvRows((await (await take('mo')).text()).slice(1));
    expect(new Set(found.slice(1).map(([, , borough]) => borough)).size).toBe(1);
  }
  isOver = true;
  await changing;
});

test('a year later the line is gone, with the key of its reason', async () => {
  await twoWeeks();
  expect((await take('mo')).status).toBe(200);
  const [taken] = (await takenOut('mo')).exports;
  const left = async () => [
    await testServer.db.$count(logExports, eq(logExports.helplineId, helpline.id)),
    await testServer.db.$count(dataKeys, eq(dataKeys.subjectId, taken!.id)),
  ];
  const eraseAfter = (days: number) =>
    retentionRuns.logExports(testServer.db, new Date(testServer.clock.now().getTime() + days * 86_400_000));
  await eraseAfter(retentionDays.logExports - 1);
  expect(await left()).toEqual([1, 1]);
  await eraseAfter(retentionDays.logExports);
  expect(await left()).toEqual([0, 0]);
});
