import { expect, test } from 'vitest';
import type { WeekLine, WeeksPage } from '#shared/call-log';
import { callAt, quietDay, writeCalls } from '../support/call-log.ts';
import { openHelpline } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

type Name = 'ana' | 'ben' | 'cai' | 'mo' | 'nan' | 'sue';

async function log(name: Name, query: string) {
  const response = await fetch(`${testServer.url}/api/calls/log?${query}`, {
    headers: { cookie: await helpline.cookieOf(name) },
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: JSON.parse(text) as WeeksPage & { code?: string; message?: string },
  };
}
const issuesOf = (lines: WeekLine[]) => lines.map(({ presentingIssues }) => presentingIssues.join()).sort();
const weeksOf = (lines: WeekLine[]) => [...new Set(lines.map(({ week }) => week))];

test('a manager finds what calls were about and in which week, and neither who took them nor when', async () => {
  const { ana, ben } = helpline.ids;
  const record = {
    presentingIssues: ['housing', 'debt'] as ['housing', 'debt'],
    borough: 'lambeth' as const,
    source: 'gp' as const,
    outcomes: ['listened'] as ['listened'],
    responseNeeded: 'none' as const,
    note: 'Secret words',
    whatKeepsSafe: 'A sister',
    flagged: true,
  };
  const found = callAt(helpline, '2026-11-11T19:30:00Z', { ...record, takenBy: ben, minutes: 14 });
  await writeCalls(testServer, [...quietDay(helpline, '2026-11-10'), found]);
  const { status, body, text } = await log('mo', 'of=all&issue=debt');
  expect(status).toBe(200);
  expect(body).toEqual({
    lines: [
      {
        week: '2026-11-09',
        handle: expect.stringMatching(/^[\w-]{40,}$/) as string,
        presentingIssues: ['housing', 'debt'],
        borough: 'lambeth',
        source: 'gp',
        outcomes: ['listened'],
        responseNeeded: 'none',
        length: '5-to-15',
        state: 'closed',
      },
    ],
    more: false,
    before: null,
    leftOut: false,
  });
  for (const secret of [found.id, ana, ben, '19:30', '2026-11-11', 'Secret', 'sister', 'flagged'])
    expect(text).not.toContain(secret);
  expect((await log('mo', 'of=all&issue=debt')).body.lines[0]!.handle).not.toBe(body.lines[0]!.handle);
});

test('within a week the order is by what was chosen, whatever came first, and the same each time', async () => {
  const issues = ['sleep', 'anger', 'housing', 'debt', 'anger', 'drugs'] as const;
  const rows = (order: readonly (typeof issues)[number][]) =>
    order.map((issue, index) =>
      callAt(helpline, `2026-11-1${index}T20:00:00Z`, {
        presentingIssues: [issue],
        takenBy: index % 2 === 0 ? helpline.ids.ana : helpline.ids.ben,
      }),
    );
  await writeCalls(testServer, rows(issues));
  const inOrder = async () => (await log('mo', 'of=all')).body.lines.map((line) => line.presentingIssues[0]);
  expect(await inOrder()).toEqual([...issues].sort());
  expect(await inOrder()).toEqual([...issues].sort());
});

test.each([
  ['issue=housing', ['housing']],
  ['issue=housing,sleep', ['housing', 'sleep']],
  ['borough=southwark', ['sleep']],
  ['source=police', ['housing']],
  ['outcome=referred', ['housing']],
  ['outcome=referred,silent', ['housing', 'sleep']],
  ['response=999-now', ['sleep']],
  ['length=under-5', ['sleep']],
  ['length=over-60', ['housing']],
  ['length=under-5,over-60', ['housing', 'sleep']],
  ['state=writing-up', ['sleep']],
  ['issue=housing&borough=southwark', []],
  ['issue=housing&from=2026-11-15&to=2026-11-15', ['housing']],
  ['issue=housing&to=2026-11-08', []],
  ['issue=housing&from=2026-11-16', []],
])('%s finds what has all of it', async (query, expected) => {
  await writeCalls(testServer, [
    ...quietDay(helpline, '2026-11-12').map((row) => ({ ...row, presentingIssues: ['anger' as const] })),
    callAt(helpline, '2026-11-10T19:00:00Z', {
      presentingIssues: ['housing'],
      source: 'police',
      borough: 'lambeth',
      outcomes: ['listened', 'referred'],
      minutes: 60,
    }),
    callAt(helpline, '2026-11-11T19:00:00Z', {
      presentingIssues: ['sleep'],
      borough: 'southwark',
      outcomes: ['silent'],
      responseNeeded: '999-now',
      state: 'writing-up',
      minutes: 4,
    }),
  ]);
  const { body } = await log('mo', `of=all&${query}`);
  expect(issuesOf(body.lines)).toEqual(expected);
});

test('a week begins on Monday where the helpline is', async () => {
  const late = quietDay(helpline, '2026-10-04').map((row) => ({
    ...row,
    startedAt: new Date('2026-10-04T23:30Z'),
  }));
  const early = quietDay(helpline, '2026-10-04').map((row) => ({
    ...row,
    startedAt: new Date('2026-10-04T22:30Z'),
  }));
  await writeCalls(testServer, [
    ...late.map((row) => ({ ...row, presentingIssues: ['sleep' as const] })),
    ...early.map((row) => ({ ...row, presentingIssues: ['anger' as const] })),
  ]);
  const { lines } = (await log('mo', 'of=all')).body;
  expect(new Set(lines.map(({ week, presentingIssues }) => `${week} ${presentingIssues.join()}`))).toEqual(
    new Set(['2026-10-05 sleep', '2026-09-28 anger']),
  );
});

test('it comes in whole weeks, the latest first, each week once, and holds no call of another helpline', async () => {
  const elsewhere = await openHelpline(testServer);
  const days = ['2026-11-10', '2026-11-03', '2026-10-27', '2026-10-20', '2026-10-13'];
  const busy = days.flatMap((day) => [1, 2, 3, 4, 5].flatMap(() => quietDay(helpline, day)));
  await writeCalls(testServer, [...busy, ...quietDay(elsewhere, '2026-11-10')]);
  const pages: WeeksPage[] = [];
  do {
    const before = pages.at(-1)?.before;
    pages.push((await log('mo', `of=all${before ? `&before=${before}` : ''}`)).body);
  } while (pages.at(-1)!.more && pages.length < 9);
  expect(pages.map(({ lines }) => weeksOf(lines))).toEqual([
    ['2026-11-09', '2026-11-02'],
    ['2026-10-26', '2026-10-19'],
    ['2026-10-12'],
  ]);
  expect(pages.map(({ lines }) => lines.length)).toEqual([50, 50, 25]);
  expect(pages.at(-1)).toMatchObject({ more: false, before: null });
});

test('a view of the log is for whom it is, and a filter that is not in the lists is said to be so', async () => {
  for (const [name, query, status] of [
    ['ana', 'of=all', 403],
    ['sue', 'of=all', 403],
    ['ana', 'of=flagged', 403],
    ['mo', 'of=flagged', 403],
    ['mo', 'of=mine', 200],
    ['sue', 'of=mine', 200],
    ['mo', '', 400],
    ['mo', 'of=everything', 400],
    ['mo', 'of=all&issue=hosing', 400],
    ['mo', 'of=all&issue=housing,', 400],
    ['mo', 'of=all&issue=housing&issue=debt', 400],
    ['mo', 'of=all&borough=constructor', 400],
    ['mo', 'of=all&from=2026-13-01', 400],
    ['mo', 'of=all&from=2026-11-10&to=2026-11-09', 400],
    ['mo', 'of=all&to=9999-12-31', 400],
    ['mo', 'of=all&before=2026-11-09T00:00:00.000Z', 400],
    ['ana', 'of=mine&before=yesterday', 400],
  ] as const) {
    const answer = await log(name, query);
    expect([name, query, answer.status]).toEqual([name, query, status]);
  }
  const { body } = await log('mo', 'of=all&outcome=listened,hosing');
  expect(body).toEqual({
    code: 'malformed',
    message: 'There is a word in “outcome” that is not in the list. Choose from the list, or leave it out.',
  });
  expect((await fetch(`${testServer.url}/api/calls/log?of=all`)).status).toBe(401);
});

test('there is no filter by person: a field that names one changes nothing', async () => {
  await writeCalls(testServer, quietDay(helpline, '2026-11-10'));
  const count = async (query: string) => (await log('mo', `of=all${query}`)).body.lines.length;
  expect(await count('')).toBe(5);
  for (const field of ['takenBy', 'assignedTo', 'supporter', 'personId', 'shiftId'])
    expect(await count(`&${field}=${helpline.ids.ana}`)).toBe(5);
});

test('a week is shown once it is over, and if enough calls of enough people are in it', async () => {
  const { ana } = helpline.ids;
  const four = quietDay(helpline, '2026-11-04').slice(1);
  const ofOne = quietDay(helpline, '2026-10-28').map((row) => ({ ...row, takenBy: ana, assignedTo: ana }));
  const whole = quietDay(helpline, '2026-10-21');
  await writeCalls(testServer, [...quietDay(helpline, '2026-11-17'), ...four, ...ofOne, ...whole]);
  const { body } = await log('mo', 'of=all');
  expect([weeksOf(body.lines), body.leftOut]).toEqual([['2026-10-19'], true]);
  testServer.clock.advance({ hours: 24 * 5 });
  expect(weeksOf((await log('mo', 'of=all')).body.lines)).toEqual(['2026-11-16', '2026-10-19']);
});
