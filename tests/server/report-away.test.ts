import { expect, test } from 'vitest';
import { trainings } from '#drizzle/schema/trainings';
import { meetingCounts } from '#drizzle/schema/meetings';
import { periodOf } from '#shared/periods';
import type { Report } from '#shared/reports';
import { countAway } from '#server/reports/away-count-queries';
import { spanOf } from '#server/reports/counting';
import { expectOk, newId, post } from '../support/helpline.ts';
import { seriesOf } from '../support/series.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();
const { begun, held } = seriesOf(helpline);

/** The true numbers of these months of 2026. */
const counted = (period: '2026-Q3' | '2026-Q4', ...months: string[]) =>
  testServer.db.transaction((tx) =>
    countAway(
      tx,
      spanOf({ helplineId: helpline.id, timeZone: 'Europe/London' }, periodOf(period)!),
      months.map((month) => `2026-${month}`),
    ),
  );
const autumn = () => counted('2026-Q4', '10', '11', '12');

test('a meeting and a series count once each in their quarter, before their details are erased and after', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const one = await begun('active', { ana, mo });
  await held(one, { ana, ben, mo });
  await expectOk(ana.send('series:end', { seriesId: one.seriesId, because: 'done' }));
  await expectOk(ana.send('series:offer', { ...offered(), with: [helpline.ids.ana, helpline.ids.ben] }));
  expect(await autumn()).toEqual({ meetings: 1, series: 1, courses: 0 });

  for (const days of [3, 15]) {
    await testServer.timePasses({ days });
  }
  expect(await autumn()).toEqual({ meetings: 1, series: 1, courses: 0 });
  expect(await counted('2026-Q3', '07', '08', '09')).toEqual({ meetings: 0, series: 0, courses: 0 });
});

const offered = () => ({
  ...{ seriesId: newId(), kind: 'meetings' as const, knownAs: 'The man with the bicycle' },
  ...{ most: 4, everyWeeks: 1 },
});

test('a report shows them by the one rule, and courses in the quarter in which they were done', async () => {
  const row = { helplineId: helpline.id, version: 1, changedAt: testServer.clock.now() };
  const courses = ['peer-support', 'mindfulness'] as const;
  await testServer.db.insert(trainings).values(
    courses.map((course, at) => ({
      ...{ ...row, id: newId(), personId: helpline.ids.ana, course },
      doneOn: at === 0 ? '2026-09-30' : '2026-10-01',
    })),
  );
  await testServer.db
    .insert(meetingCounts)
    .values({ helplineId: helpline.id, month: '2026-08', borough: 'lambeth', held: 13 });
  const headers = { cookie: await helpline.cookieOf('mo') };
  const made = await post(testServer.url, '/api/reports', { period: '2026-Q3' }, headers);
  const { figures } = (await made.json()) as Report;
  const rows = figures.tables.find(({ name }) => name === 'work')!.rows;
  expect(rows.map(({ slug, figure }) => `${slug} ${JSON.stringify(figure)}`)).toEqual([
    'meetings 15',
    'courses "few"',
  ]);
});
