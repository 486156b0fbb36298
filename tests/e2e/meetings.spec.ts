import { expect, test, type Page } from '@playwright/test';
import { machineDate } from '../support/real-time.ts';
import { aside } from './aside.ts';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

const own = ownServer();
const tomorrow = () => new Date(machineDate().getTime() + 24 * 3_600_000).toISOString().slice(0, 10);

/** The pages read what is there now; the server looks by itself every two seconds. */
const begins = (minutesFromNow: number) =>
  aside(own.server, async (sql) => {
    const [moved] = await sql<{ by: string }[]>`
      select (starts_at - (now() + make_interval(mins => ${minutesFromNow})))::text as by from meetings`;
    await sql`update meetings set starts_at = starts_at - ${moved!.by}::interval,
      ends_at = ends_at - ${moved!.by}::interval, waits_until = waits_until - ${moved!.by}::interval`;
    await sql`update escalation_steps set due_at = due_at - ${moved!.by}::interval where subject = 'meeting'`;
  });

const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
async function fillProposal(page: Page) {
  await page.getByLabel('Known as').fill('The lady with the hat');
  await page.getByLabel('Day').fill(tomorrow());
  await page.getByLabel('From', { exact: true }).fill('10:00');
  await page.getByLabel('To', { exact: true }).fill('11:00');
  await page.getByLabel('Who goes with you').selectOption('Ben');
}

/** What a page says to the eye; a screen reader is told the same beside it. */
const bold = (page: Page, words: string) => page.locator('b').filter({ hasText: words });

test('a meeting from the proposal to home: both say yes, a manager allows it, silence climbs, and support comes', async ({
  browser,
}) => {
  await aside(own.server, (sql) => sql`update helplines set rest_hours = 0`);
  const lorna = await signIn(browser, 'Lorna', { at: '/helpline' });
  const setting = lorna.getByLabel('Supporters may meet callers, by two and in public places');
  await setting.check();
  await lorna
    .getByRole('button', { name: 'Save: Supporters may meet callers, by two and in public places' })
    .click();
  await lorna.goto('/meeting-places');
  await tap(lorna, 'Add a place');
  await lorna.getByLabel('Name').fill('The central library');
  await lorna.getByLabel('Address, in words').fill('The café on the ground floor, 1 High Street');
  await expectNothingFoundInBothThemes(lorna);
  await tap(lorna, 'Add it');
  await expect(lorna.getByText('The central library')).toBeVisible();

  const [ana, ben] = [await signIn(browser, 'Ana', phone), await signIn(browser, 'Ben', phone)];
  await ana.goto('/meetings');
  await tap(ana, 'Propose a meeting');
  await tap(ana, 'Propose it');
  await expect(ana.getByText('Say by which name you know the person.')).toBeVisible();
  await fillProposal(ana);
  await expectNothingFoundInBothThemes(ana);
  await tap(ana, 'Propose it');
  await ana.getByRole('link', { name: /^Meeting with Ben/ }).click();
  await expect(ana.getByText('Waits for a yes of Ben.')).toBeVisible();

  await expect(bold(ben, 'Ana asks whether you go to a meeting.')).toBeVisible();
  await ben.getByRole('link', { name: 'Open it' }).click();
  await tap(ben, 'Yes, I go');
  await expect(bold(lorna, 'Ana and Ben ask whether they may meet somebody.')).toBeVisible();
  await lorna.getByRole('link', { name: 'Open it' }).click();
  await lorna.getByLabel(/^What you agree with them/).fill('Sit near the door.');
  await expectNothingFoundInBothThemes(lorna);
  await tap(lorna, 'Allow it');
  await expect(ana.getByText('Sit near the door.')).toBeVisible();
  await expect(ana.getByRole('button', { name: 'I have set out' })).toHaveCount(0);

  await begins(-16);
  await expect(bold(ana, 'You were to be there by now. Tap what is true, or ring Lorna.')).toBeVisible();
  await expect(ana.getByRole('button', { name: 'I need support now' })).toBeInViewport();
  await expectNothingFoundInBothThemes(ana);
  await begins(-26);
  await lorna.goto('/desk');
  await expect(bold(lorna, 'Ana and Ben were to be there by now. Nothing is heard of them.')).toBeVisible();
  await lorna.getByRole('link', { name: 'Open it' }).click();
  await expect(lorna.getByRole('link', { name: /^Ring Ana, / })).toBeVisible();
  await expectNothingFoundInBothThemes(lorna);
  await tap(lorna, 'I have spoken to them');
  await tap(lorna, 'I have spoken to them');
  await expect(bold(ana, 'You were to be there by now.')).toBeHidden();

  await ana.context().setOffline(true);
  await expect(ana.getByText(/Ring Lorna by \d\d:\d\d, if you cannot send\./).first()).toBeVisible();
  await ana.context().setOffline(false);
  await tap(ana, 'I have set out');
  await tap(ana, 'I am there');
  await expect(ana.getByText('Do not go in alone.')).toBeVisible();
  await ben.reload();
  await tap(ben, 'I have set out');
  await tap(ben, 'I am there');
  await expect(ana.getByRole('button', { name: 'The meeting is over' })).toBeVisible();
  await tap(ben, 'I need support now');
  await expect(bold(lorna, 'Ben needs support now.')).toBeVisible();
  await expect(ben.getByText(/^You asked for support at/)).toBeVisible();
  await tap(ben, 'I am OK now');
  await expect(bold(lorna, 'Ben needs support now.')).toBeHidden();
  await tap(ana, 'The meeting is over');
  for (const page of [ana, ben]) await tap(page, 'I am home');
  for (const page of [ana, ben, lorna])
    await expect(page.getByText('It is over, and both are home.')).toBeVisible();
  await expectNothingFoundInBothThemes(ana);

  // A no reaches both on whichever page they are.
  await ana.goto('/meetings');
  await tap(ana, 'Propose a meeting');
  await fillProposal(ana);
  await tap(ana, 'Propose it');
  await expect(ana.getByText('Waits for a yes of Ben.')).toBeVisible();
  await ana.goto('/rota');
  await lorna.goto('/meetings');
  await lorna
    .getByRole('link', { name: /^Meeting of/ })
    .first()
    .click();
  await lorna.getByLabel('Why not').fill('Not so soon again.');
  await tap(lorna, 'Say no');
  for (const page of [ana, ben])
    await expect(
      page.getByText('Lorna said no to a meeting with a caller. It does not take place.'),
    ).toBeVisible();
  await expectNothingFoundInBothThemes(ana);
  await ana.getByRole('link', { name: 'Open the meetings' }).click();
  await expect(ana.getByRole('heading', { level: 1, name: 'Meetings with callers' })).toBeVisible();
});

test('the workbook: their yes first, sheets to print, and a yes that is taken back ends it on every page', async ({
  browser,
}) => {
  await aside(own.server, (sql) => sql`update helplines set meetings = true, series = true`);
  const [ana, lorna] = [await signIn(browser, 'Ana', phone), await signIn(browser, 'Lorna')];
  await ana.goto('/meetings');
  await tap(ana, 'Offer a series');
  await tap(ana, 'The workbook');
  await tap(ana, 'Offer it');
  await expect(ana.getByText('Say by which name you know the person.')).toBeVisible();
  await ana.getByLabel('Known as').fill('The man with the dog');
  await ana.getByLabel('Who goes with you').selectOption('Ben');
  await expectNothingFoundInBothThemes(ana);
  await tap(ana, 'Offer it');
  await ana.getByRole('link', { name: /^The man with the dog/ }).click();
  await tap(ana, 'They have said yes');
  await ana.getByLabel(/^What they want from it/).fill('To sleep through the night.');
  await expectNothingFoundInBothThemes(ana);
  await tap(ana, 'They have said yes');
  await expect(ana.getByText('No meetings held, ten left.')).toBeVisible();
  await ana.getByRole('link', { name: 'If it gets hard again' }).click();
  await expect(ana.getByText('In danger, ring 999.')).toBeVisible();
  await expect(ana.locator('main').locator('input, textarea')).toHaveCount(0);
  await expectNothingFoundInBothThemes(ana);
  await tap(ana, 'Back');
  await expect(ana.getByRole('listitem').filter({ hasText: 'If it gets hard again' })).toContainText(
    'opened',
  );
  await expectNothingFoundInBothThemes(ana);

  await lorna.goto('/meetings');
  await lorna.getByRole('link', { name: /^The man with the dog/ }).click();
  await expect(lorna.getByText('To sleep through the night.')).toBeVisible();
  await tap(lorna, 'They take their yes back…');
  await tap(lorna, 'End it now');
  for (const page of [ana, lorna]) {
    await expect(page.getByRole('heading', { level: 1, name: 'This series has ended' })).toBeVisible();
    await expect(page.getByText('To sleep through the night.')).toHaveCount(0);
  }
});
