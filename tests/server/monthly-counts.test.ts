import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { callBacks } from '#drizzle/schema/call-backs';
import { debriefCounts } from '#drizzle/schema/debriefs';
import { helplines } from '#drizzle/schema/helplines';
import { monthlyCounts } from '#drizzle/schema/monthly-counts';
import { eraseOldCallBacks } from '#server/call-backs/retention-queries';
import { sumOfReports } from '#server/reports/sum-of';
import { migrate } from '#server/platform/database/migrate';
import { callBackWords } from '#shared/monthly-counts';
import type { Report, ReportFigures } from '#shared/reports';
import { callBacksOf } from '../support/call-backs.ts';
import { askedDebrief } from '../support/debriefs.ts';
import { expectOk, newId, post, refused } from '../support/helpline.ts';
import { databaseAsOf } from '../support/older-database.ts';
import { noFigures } from '../support/reports.ts';
import { csvRows } from '../support/spreadsheet.ts';
import { useTwoServers } from '../support/use-helpline.ts';

const { testServer, secondServer, helpline } = useTwoServers();

/** What is counted, such as "2026-11 call-backs in-time: 1". */
const counts = async () =>
  (await testServer.db.select().from(monthlyCounts).where(eq(monthlyCounts.helplineId, helpline.id)))
    .map(({ month, what, slug, count }) => `${month} ${what} ${slug}: ${count}`)
    .sort();
/** The month in which a test is, while the clock goes on from one to the next. */
const month = () => testServer.clock.now().toISOString().slice(0, 7);
function pass(span: { days?: number; minutes?: number }) {
  for (const { clock } of [testServer, secondServer]) clock.advance(span);
}

test('a call back counts once when it is settled, however often and through whichever server that is said', async () => {
  const { promise, between } = callBacksOf(testServer, helpline);
  const { ana, ben, call } = await helpline.pairOnCall();
  const far = await helpline.connect('ana', { url: secondServer.url });
  await expectOk(ana.send('call:end', { callId: call.id }));
  const promised = async (minutes: [number, number]) => {
    const callBackId = newId();
    await expectOk(promise(ana, call.id, { callBackId, ...between(...minutes) }));
    return callBackId;
  };
  const kept = await promised([1, 60]);
  expect(await counts()).toEqual([]);
  await expectOk(ana.send('callBack:tried', { callBackId: kept, result: 'no-answer' }));
  expect(await counts()).toEqual([]);
  const commandId = newId();
  const tried = { callBackId: kept, result: 'reached' as const };
  const replies = await Promise.all(
    [ana, far, ana, far].map((client) => client.send('callBack:tried', tried, commandId)),
  );
  for (const reply of replies) expect(reply).toEqual({ ok: true });
  expect(await ben.send('callBack:tried', tried)).toEqual(refused('conflict'));
  expect(await counts()).toEqual([`${month()} call-backs in-time: 1`]);

  const late = await promised([1, 30]);
  pass({ minutes: 31 });
  await expectOk(far.send('callBack:tried', { callBackId: late, result: 'reached' }));
  const letGo = await promised([1, 60]);
  await expectOk(ben.send('callBack:letGo', { callBackId: letGo, words: 'The line was down.' }));
  await promised([1, 60]);
  for (const outcomes of [['call-back'], []])
    await expectOk(ana.send('call:note', { callId: call.id, changes: { outcomes } }));
  const all = ['in-time: 1', 'later: 1', 'not-tried: 1'].map((one) => `${month()} call-backs ${one}`);
  expect(await counts()).toEqual(all);

  await promised([1, 60]);
  const open = and(eq(callBacks.helplineId, helpline.id), eq(callBacks.callId, call.id));
  await testServer.db
    .update(callBacks)
    .set({ until: new Date('2026-01-01') })
    .where(open);
  const erase = () => testServer.db.transaction((tx) => eraseOldCallBacks(tx, testServer.clock.now()));
  await Promise.all([erase(), erase()]);
  await erase();
  expect(await counts()).toEqual([...all, `${month()} call-backs unsettled: 1`]);
});

test('a debrief counts once, by how soon the first had seen it, and one that is kept for supervision does not', async () => {
  const { ana, mo, nan, debriefId } = await askedDebrief(helpline);
  const ask = async (urgency: 'next-day-or-two' | 'keep-for-supervision' = 'next-day-or-two') => {
    const id = newId();
    await expectOk(ana.send('debrief:ask', { debriefId: id, urgency }));
    return id;
  };
  const asked = month();
  const [accepted, takenBack, kept] = [await ask(), await ask(), await ask('keep-for-supervision')];
  expect(await ana.send('debrief:seen', { debriefId })).toEqual(refused('not-yours'));
  expect(await counts()).toEqual([]);
  pass({ minutes: 15 });
  const far = await helpline.connect('mo', { url: secondServer.url });
  await Promise.all([mo, far, nan].map((client) => client.send('debrief:seen', { debriefId })));
  await expectOk(mo.send('debrief:accept', { debriefId }));
  expect(await counts()).toEqual([`${asked} debriefs-seen quarter-hour: 1`]);
  pass({ minutes: 20 });
  await expectOk(mo.send('debrief:accept', { debriefId: accepted }));
  await expectOk(nan.send('debrief:seen', { debriefId: accepted }));
  await expectOk(ana.send('debrief:withdraw', { debriefId: takenBack }));
  await expectOk(mo.send('debrief:seen', { debriefId: kept }));
  await expectOk(ana.send('debrief:withdraw', { debriefId: accepted }));
  expect(await counts()).toEqual(
    ['hour: 1', 'quarter-hour: 1', 'taken-back: 1'].map((one) => `${asked} debriefs-seen ${one}`),
  );
});

const makes = async (period: string) => {
  const cookie = await helpline.cookieOf('mo');
  const response = await post(testServer.url, '/api/reports', { period }, { cookie });
  return { cookie, report: (await response.json()) as Report };
};
const tableIn = ({ figures }: Report, name: string) => figures.tables.find((table) => table.name === name)!;
const count = (kept: string, what: 'call-backs' | 'debriefs-seen', slug: string, many: number) => ({
  ...{ helplineId: helpline.id, month: kept, what, slug, count: many },
});

test('a report shows them by the one rule, although every row is gone, and says what is in no band', async () => {
  await testServer.db
    .insert(monthlyCounts)
    .values([
      count('2026-07', 'call-backs', 'in-time', 31),
      count('2026-08', 'call-backs', 'in-time', 11),
      count('2026-08', 'call-backs', 'not-tried', 2),
      count('2026-08', 'call-backs', 'later', 14),
      count('2026-10', 'call-backs', 'later', 90),
      count('2026-07', 'debriefs-seen', 'hour', 22),
    ]);
  const asked = { helplineId: helpline.id, month: '2026-07', held: 0 };
  await testServer.db.insert(debriefCounts).values([
    { ...asked, urgency: 'now', asked: 32 },
    { ...asked, urgency: 'keep-for-supervision', asked: 13 },
  ]);
  const { cookie, report } = await makes('2026-Q3');
  expect(tableIn(report, 'callBacks')).toMatchObject({
    whole: 60,
    rows: [
      { slug: 'in-time', figure: 40 },
      { slug: 'later', figure: 'kept-back' },
      { slug: 'not-tried', figure: 'few' },
    ],
  });
  expect(tableIn(report, 'seen')).toMatchObject({
    whole: 45,
    rows: [
      { slug: 'hour', figure: 20 },
      { slug: 'supervision', figure: 15 },
      { slug: '', figure: 10 },
    ],
  });
  expect(tableIn(report, 'callBacks').keptFrom).toBeUndefined();
  const wish = { format: 'csv', reason: 'The trustees meet.' };
  const file = await post(testServer.url, `/api/reports/${report.id}/file`, wish, { cookie });
  const title = 'What became of promised call backs';
  expect(csvRows(await file.text())).toContainEqual([title, callBackWords['in-time'], '40', '67']);
});

test('what was not counted yet is said, and no part of a quarter is shown beside the whole', async () => {
  await testServer.db.update(helplines).set({ countedFrom: '2026-06' }).where(eq(helplines.id, helpline.id));
  await testServer.db
    .insert(monthlyCounts)
    .values(['2026-06', '2026-07'].map((kept) => count(kept, 'call-backs', 'in-time', 20)));
  const [second, third] = [(await makes('2026-Q2')).report, await makes('2026-Q3')];
  for (const name of ['callBacks', 'seen'])
    expect(tableIn(second, name)).toEqual({ name, whole: 'none', rows: [], keptFrom: '2026-06' });
  expect(tableIn(third.report, 'callBacks')).toMatchObject({ whole: 20 });
  const wish = { format: 'csv', reason: 'The trustees meet.' };
  const { cookie } = third;
  const file = await post(testServer.url, `/api/reports/${second.id}/file`, wish, { cookie });
  const notKept = ['What became of promised call backs', '', 'Not kept before June 2026.', ''];
  expect(csvRows(await file.text())).toContainEqual(notKept);
});

test('a year says from when on it was counted, also where its first quarters were made by an older version', () => {
  const quarters = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'];
  const table = { name: 'callBacks' as const, whole: 20, rows: [] };
  const late = { ...noFigures, tables: [{ ...table, whole: 'none' as const, keptFrom: '2025-09' }] };
  const whole = { ...noFigures, tables: [table] };
  const year = (parts: ReportFigures[]) => sumOfReports(parts, quarters).tables[1];
  expect(year([noFigures, noFigures, whole, whole])).toEqual({ ...table, whole: 40, keptFrom: '2025-07' });
  expect(year([noFigures, noFigures, late, whole])).toEqual({ ...table, keptFrom: '2025-09' });
  expect(year([whole, whole, whole, whole])).toEqual({ ...table, whole: 80 });
});

test('a helpline that was there before counts from the month after the upgrade on; a new one from its beginning', async () => {
  const database = await databaseAsOf('0056_feedback');
  const nextMonth = async () => {
    const [found] = await database.sql<{ month: string }[]>`
      select to_char(date_trunc('month', now() at time zone 'UTC') + interval '1 month', 'YYYY-MM') as month`;
    return found!.month;
  };
  try {
    await database.sql`insert into helplines (id, name, time_zone, opening_pattern, created_at)
      values (${newId()}, 'Line', 'UTC', '[]', now())`;
    const before = await nextMonth();
    await migrate(database.url);
    const [line] = await database.sql<{ counted_from: string }[]>`select counted_from from helplines`;
    expect([before, await nextMonth()]).toContain(line!.counted_from);
    const mine = await testServer.db.select().from(helplines).where(eq(helplines.id, helpline.id));
    expect(mine[0]!.countedFrom).toBeNull();
  } finally {
    await database.drop();
  }
});
