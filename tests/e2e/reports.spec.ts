import { expect, test } from '@playwright/test';
import { aside } from './aside.ts';
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
