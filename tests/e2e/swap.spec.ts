import { expect, test, type Browser, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { ownServer, phone, signIn } from './people.ts';

const own = ownServer();

const supporters = ['Ana', 'Ben', 'Joseph', 'Mina', 'Tomasz', 'Grace'];

/** The rota of somebody who is asked whether they can come then. */
async function whoIsAsked(browser: Browser, when: string): Promise<{ name: string; page: Page }> {
  for (const name of supporters) {
    const page = await signIn(browser, name, { ...phone, at: '/rota' });
    await expect(page.getByRole('link', { name: 'When I cannot come' })).toBeVisible();
    if ((await page.getByRole('button', { name: `Yes, I can come: ${when}` }).count()) > 0)
      return { name, page };
    await page.close();
  }
  throw new Error('Nobody is asked.');
}

/** The next shift of this person begins in ninety minutes, with Lorna on call. */
const bringNear = (name: string) =>
  aside(
    own.server,
    (sql) => sql`with changed as (update helplines set change = change + 1 returning change),
      next as (select shifts.id from shifts join places on shift_id = shifts.id join people on people.id = person_id
        where first_name = ${name} and starts_at > now() order by starts_at limit 1)
      update shifts set version = changed.change, starts_at = now() + interval '90 minutes',
        ends_at = greatest(ends_at, now() + interval '5 hours'),
        manager_id = (select id from people where first_name = 'Lorna')
      from changed where shifts.id in (select id from next)`,
  );

test('a place changes hands with a yes, is taken back, and stays the asker’s all the while before', async ({
  browser,
}) => {
  const ruth = await signIn(browser, 'Ruth', { ...phone, at: '/rota' });
  const cannot = ruth.getByRole('button', { name: /^I cannot come:/ }).last();
  const when = (await cannot.getAttribute('aria-label'))!.replace('I cannot come: ', '');
  await cannot.click();
  const sheet = ruth.getByRole('dialog', { name: 'I cannot come' });
  await expect(sheet.getByText('The place stays yours until somebody has said yes.')).toBeVisible();
  await expect(sheet.getByRole('radio', { name: 'Ask everyone who could come' })).toBeChecked();
  await expect(
    sheet.getByRole('radio', { name: /^Ask (Ana|Ben|Joseph|Mina|Tomasz|Grace)$/ }).first(),
  ).toBeVisible();
  await sheet.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(
    ruth.getByText(/You asked everyone who could come\. .* The place is still yours\./),
  ).toBeVisible();

  const { name, page } = await whoIsAsked(browser, when);
  const card = page.getByRole('article', { name: `Can you come on ${when}?` });
  await expect(card.getByText('Ruth cannot come.')).toBeVisible();
  await card.getByRole('button', { name: 'Yes, I can come' }).click();
  await expect(card).toBeHidden();
  await expect(page.getByText(`You come in Ruth’s place: ${when}.`)).toBeVisible();
  await expect(ruth.getByText(`${name} comes in your place: ${when}.`).first()).toBeVisible();
  await expect(ruth.getByRole('button', { name: `I cannot come: ${when}` })).toHaveCount(0);

  // The same words, with a day, take back what somebody offered for another place.
  await page.getByRole('button', { name: 'Take it back', exact: true }).click();
  await expect(ruth.getByText('What you two agreed was taken back. The place is still yours.')).toBeVisible();
  await expect(ruth.getByRole('button', { name: `I cannot come: ${when}` })).toBeVisible();

  await test.step('less than two hours before it, ringing the manager comes first', async () => {
    await bringNear('Ruth');
    await ruth.goto('/rota');
    await ruth
      .getByRole('button', { name: /^I cannot come:/ })
      .first()
      .click();
    await expect(sheet.getByText('It begins soon. Ring Lorna first.')).toBeVisible();
    await expect(sheet.getByRole('link', { name: 'Ring Lorna' })).toHaveAttribute('href', /^tel:\+?\d+$/);
    await expect(sheet.getByText(/Lorna is told at once, and has to say yes to who comes\./)).toBeVisible();
  });
});

test('a manager sees who is away and who could come, and writes why where the rest is too short', async ({
  browser,
}) => {
  const mina = await signIn(browser, 'Mina', { ...phone, at: '/rota' });
  await mina.getByRole('link', { name: 'When I cannot come' }).click();
  await mina.getByRole('button', { name: 'Save' }).click();
  await expect(mina.getByText('Say which is the first day.')).toBeVisible();
  const today = await mina.getByLabel('First day').getAttribute('min');
  const inDays = (days: number) =>
    new Date(Date.parse(today!) + days * 86_400_000).toISOString().slice(0, 10);
  await mina.getByLabel('First day').fill(inDays(1));
  await mina.getByLabel('Last day (optional)').fill(inDays(20));
  await expect(mina.getByRole('note')).toContainText('You have a place then: ');
  await mina.getByRole('button', { name: 'Save' }).click();
  await expect(mina.getByRole('button', { name: /^Take away:/ })).toBeVisible();

  const lorna = await signIn(browser, 'Lorna');
  await expect(
    lorna.getByRole('link', { name: /^Mina cannot come, and has a place:/ }).first(),
  ).toBeVisible();
  await expect(
    lorna.getByText(/could come\. Not: .*Mina \((away that day|on another shift then)\)/).first(),
  ).toBeVisible();

  await lorna.goto('/helpline');
  await lorna.getByLabel('Rest between two shifts').fill('24');
  await lorna.getByRole('button', { name: 'Save: Rest between two shifts' }).click();
  await expect(lorna.getByText('Saved')).toBeVisible();
  await lorna.getByRole('link', { name: 'Rota' }).click();
  await lorna
    .getByRole('button', { name: /^nobody yet\. (First|Second) place/ })
    .first()
    .click();
  const option = lorna.getByRole('option').filter({ hasText: 'of rest' }).first();
  const name = (await option.textContent())!.split(',')[0]!.trim();
  await option.click();
  await expect(
    lorna.getByRole('alert').filter({ hasText: 'The rest rule asks for 24 hours.' }),
  ).toBeVisible();
  await lorna.getByRole('button', { name: `Put ${name} here all the same` }).click();
  await expect(lorna.getByText(`Write a few words to ${name} first.`)).toBeVisible();
  await lorna.getByLabel(`Why it has to be ${name}. ${name} reads this.`).fill('Nobody else can. Thank you.');
  await lorna.getByRole('button', { name: `Put ${name} here all the same` }).click();
  await expect(lorna.getByText('The rest rule asks for')).toBeHidden();

  const there = await signIn(browser, name, phone);
  await expect(there.getByText(/Lorna put you on a shift: .*“Nobody else can\. Thank you\.”/)).toBeVisible();
});
