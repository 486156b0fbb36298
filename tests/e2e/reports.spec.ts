import { expect, test } from '@playwright/test';
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

  const ana = await signIn(browser, 'Ana', phone);
  await ana.goto('/reports');
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

test('a manager says what the line costs, reads it from low to high, and keeps a copy that stays', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna');
  const read = async () => (await (await lorna.request.get('/api/reports')).json()) as ReportsPage;
  const isQuarter = ({ period }: { period: string }) => period.includes('Q');
  for (const { period } of (await read()).toMake.filter((one) => isQuarter(one) && one.why === null))
    await lorna.evaluate(
      async (wanted) => {
        const headers = { 'content-type': 'application/json' };
        await fetch('/api/reports', { method: 'POST', headers, body: JSON.stringify(wanted) });
      },
      { period },
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

  const ana = await signIn(browser, 'Ana');
  await ana.goto('/costs');
  await expect(ana.getByText('What the line costs is for the managers')).toBeVisible();
});
