import { expect, test, type Page } from '@playwright/test';
import type { ReportsPage } from '#shared/reports';
import { aside } from './aside.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

const own = ownServer();

/** A shift in the quarter before the last one, and so many calls of it, each like one of the trial's. */
test.beforeAll(() =>
  aside(own.server, async (sql) => {
    const at = sql`(date_trunc('quarter', now()) - interval '5 months')`;
    await sql`
      with model as (select * from shifts order by starts_at limit 1), made as (
        insert into shifts select (jsonb_populate_record(null::shifts, to_jsonb(model) || jsonb_build_object('id', gen_random_uuid(),
          'starts_at', ${at}, 'ends_at', ${at} + interval '6 hours', 'pattern_starts_at', null, 'pattern_ends_at', null))).* from model
        returning id
      )
      insert into calls select (jsonb_populate_record(null::calls, to_jsonb(model) || jsonb_build_object('id', gen_random_uuid(), 'shift_id', made.id,
        'state', 'closed', 'started_at', ${at} + made_at * interval '1 minute', 'ended_at', ${at} + made_at * interval '12 minutes',
        'presenting_issues', case when made_at <= 30 then '["loneliness"]'::jsonb else '["housing"]'::jsonb end,
        'borough', case when made_at <= 20 then 'lambeth' when made_at <= 57 then 'southwark' else 'lewisham' end))).*
      from (select * from calls limit 1) as model, made, generate_series(1, 60) as made_at`;
  }),
);

test('a manager makes the report of a quarter, and a supporter reads it on a phone and takes a file of it', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna');
  await lorna.getByRole('link', { name: 'Reports' }).click();
  await expect(lorna.getByText('None has been made yet.')).toBeVisible();
  await lorna
    .getByRole('button', { name: /^Make it of/ })
    .last()
    .click();
  await expect(lorna.getByText('About 60 calls were answered.')).toBeVisible();
  const about = lorna.getByRole('table', { name: 'What calls were about' });
  await expect(about.getByRole('row', { name: 'Loneliness 30 50' })).toBeVisible();
  const from = lorna.locator('section').filter({ hasText: 'Where they called from' });
  await expect(from).toContainText('Others, fewer than 8 each: Lewisham.');
  await expect(from).toContainText('Not shown');

  const ana = await signIn(browser, 'Ana', { ...phone, at: '/reports' });
  await ana.getByRole('link', { name: / to .* 20/ }).click();
  await ana.getByRole('button', { name: 'Take out a file…' }).click();
  await ana.getByRole('button', { name: 'Take it out' }).click();
  await expect(ana.getByText('Write first why you need it.')).toBeVisible();
  await ana.getByLabel('Why do you need it?').fill('The trustees meet.');
  const saved = ana.waitForEvent('download');
  await ana.getByRole('button', { name: 'Take it out' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^report-20\d\d-Q[1-4]\.csv$/);
  await expect(ana.getByText('The file is on this device now')).toBeVisible();
  await lorna.goto('/taken-out');
  await expect(lorna.getByText('The trustees meet.')).toBeVisible();
});

const makeReports = (manager: Page, periods: string[]) =>
  manager.evaluate(async (wanted) => {
    const headers = { 'content-type': 'application/json' };
    for (const period of wanted)
      await fetch('/api/reports', { method: 'POST', headers, body: JSON.stringify({ period }) });
  }, periods);

test('the report of a year draws its twelve months, with the numbers in the same place', async ({
  browser,
}) => {
  const year = '2021';
  await aside(
    own.server,
    (sql) => sql`
      insert into calls select (jsonb_populate_record(null::calls, to_jsonb(model) || jsonb_build_object('id', gen_random_uuid(),
        'started_at', make_timestamptz(2021, month, 1, 12, 0, 0) + one * interval '1 hour',
        'ended_at', make_timestamptz(2021, month, 1, 12, 12, 0) + one * interval '1 hour'))).*
      from (select * from calls limit 1) as model, generate_series(1, 12) as month, generate_series(1, 10 * month) as one
      where month <> 5 and (month <> 8 or one <= 3)`,
  );
  const lorna = await signIn(browser, 'Lorna');
  await makeReports(lorna, [...[1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`), year]);
  await lorna.goto('/reports');
  await lorna.getByRole('link', { name: year, exact: true }).click();
  const months = lorna.getByRole('table', { name: 'Calls answered, month by month' });
  await expect(months.getByRole('columnheader', { name: 'December' })).toBeVisible();
  await expect(months.getByRole('row').last()).toContainText(/10.*none.*fewer than 8.*120/);
  await expect(
    lorna.getByText('Most in December: about 120. Fewer than 8 in August. None in May.'),
  ).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'reports', 'year');
});

test('a manager says what the line costs, reads it from low to high, and keeps a copy that stays', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna');
  const read = async () => (await (await lorna.request.get('/api/reports')).json()) as ReportsPage;
  const isQuarter = ({ period }: { period: string }) => period.includes('Q');
  const toMake = (await read()).toMake.filter((one) => isQuarter(one) && one.why === null);
  await makeReports(
    lorna,
    toMake.map(({ period }) => period),
  );
  const { period } = (await read()).reports.filter(isQuarter).at(-1)!;
  await lorna.goto('/reports');
  await lorna.getByRole('link', { name: 'What the line costs' }).click();
  await expect(lorna.getByText('It proves nothing about anyone.')).toBeVisible();
  await expect(lorna.getByText('Needs: Pay of one supporter for an hour.').first()).toBeVisible();
  await lorna.getByLabel('Of which report').selectOption(period);
  const say = async (what: RegExp, low: string, high: string) => {
    await lorna.getByRole('button', { name: what }).click();
    await lorna.getByLabel('From', { exact: true }).fill(low);
    await lorna.getByLabel('To', { exact: true }).fill(high);
    await lorna.getByLabel('Where it is from').fill('Payroll of October');
    await lorna.getByRole('button', { name: 'Save' }).click();
  };
  await say(/^Set: Pay of one/, '14', '12.50');
  await expect(lorna.getByText('The first number has to be the lower one.')).toBeVisible();
  await lorna.getByLabel('From', { exact: true }).fill('£12.50');
  await lorna.getByLabel('To', { exact: true }).fill('14');
  await lorna.getByRole('button', { name: 'Save' }).click();
  const isClosed = () => expect(lorna.getByLabel('Where it is from')).toHaveCount(0);
  await isClosed();
  await say(/^Set: Of 100 calls, those that would otherwise have become a visit/, '2', '6');
  await isClosed();
  await say(/^Set: One visit/, '150', '300');
  await expect(lorna.getByText(/^If 2 to 6 of 100 calls .* £180 to £1,080\.$/)).toBeVisible();
  await expect(lorna.getByText('£12.50 to £14', { exact: true })).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'costs', 'costs');
  await lorna.getByRole('button', { name: 'Keep a copy' }).click();
  await expect(lorna.getByText('it stays as it is')).toBeVisible();
  const saved = lorna.waitForEvent('download');
  await lorna.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toBe(`costs-${period}.csv`);

  const ana = await signIn(browser, 'Ana', { at: '/costs' });
  await expect(ana.getByText('What the line costs is for the managers')).toBeVisible();
});
