import { expect, test, type Page } from '@playwright/test';
import { startBuiltServer, type BuiltServer } from '../support/built-server.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { onDisk } from './browser-storage.ts';
import { closePagesAfterEach, openPage, phone, signIn } from './people.ts';

let mail: MailServer;
let server: BuiltServer;
closePagesAfterEach();
test.beforeAll(async () => {
  mail = await startMailServer();
  server = await startBuiltServer({ SMTP_URL: mail.url, MAIL_FROM: mail.from });
  process.env.E2E_ADDRESS = server.address;
});
test.afterAll(async () => {
  await server.stop();
  await mail.close();
});

const row = (page: Page, name: string) =>
  page.locator('.person', { has: page.getByText(name, { exact: true }) });
async function choose(page: Page, name: string, what: string) {
  await page.getByRole('button', { name: `Change ${name}` }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

/** What is typed is on the screen alone for a quarter of a second. */
const isWrittenDown = (page: Page, place: string) =>
  expect.poll(async () => (await onDisk(page)).some((kept) => kept.includes(place))).toBe(true);

test('a role takes a second manager’s yes, and the person reads of it', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna');
  const idris = await signIn(browser, 'Idris', phone);
  const ruth = await signIn(browser, 'Ruth', phone);
  await lorna.goto('/people');
  await choose(lorna, 'Ruth', 'Name, e-mail, roles');
  await lorna.getByLabel('Supervisor: reviews flagged calls').check();
  await expect(lorna.getByText('Another manager has to agree to these roles.')).toBeVisible();
  await lorna.getByRole('button', { name: 'Save' }).click();
  await expect(row(lorna, 'Ruth').getByText('You propose that Ruth should be')).toBeVisible();
  await expect(row(lorna, 'Ruth').getByRole('button', { name: 'Agree' })).toHaveCount(0);
  await expect(ruth.getByText('Lorna proposes a change to your roles')).toBeVisible();

  await idris.goto('/people');
  await expect(idris.getByText('Lorna proposes a change for Ruth.')).toBeVisible();
  await row(idris, 'Ruth').getByRole('button', { name: 'Agree' }).click();
  await expect(ruth.getByRole('link', { name: 'Reviews' })).toBeVisible();
  await ruth.getByRole('button', { name: 'Next' }).click();
  await expect(ruth.getByText('Idris changed what you do here: Supporter and supervisor.')).toBeVisible();
  await ruth.getByRole('button', { name: 'OK' }).click();
  await expect(ruth.getByText('Idris changed what you do here')).toBeHidden();
});

test('a new link for somebody who has come in is read in their own e-mail, and survives a reload', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna');
  const ben = await signIn(browser, 'Ben', phone);
  await lorna.goto('/people');
  await choose(lorna, 'Ben', 'Send a new link');
  await expect(lorna.getByText('It goes to Ben by e-mail, and you do not see it.')).toBeVisible();
  await lorna.getByRole('button', { name: 'Send the link' }).click();
  await expect(lorna.getByText('The link is on its way to Ben by e-mail.')).toBeVisible();
  await expect(lorna.getByLabel('One-time link')).toHaveCount(0);
  await expect(ben.getByText('Lorna asked for a new link for you.')).toBeVisible();
  await expect(ben.getByRole('button', { name: 'I did not ask for it' })).toBeVisible();

  const linkIn = (text: string) => /\/join#[\w-]{43}/.exec(text.replaceAll('=\r\n', ''))?.[0];
  await expect.poll(() => mail.mailed.some(({ text }) => linkIn(text) !== undefined)).toBe(true);
  const { to, text } = mail.mailed.find(({ text }) => linkIn(text) !== undefined)!;
  expect(to).toEqual(['ben@example.org']);

  const anew = await openPage(browser, phone);
  await anew.goto(linkIn(text)!);
  await expect(anew.getByRole('heading', { name: 'Choose a password' })).toBeVisible();
  expect(new URL(anew.url()).hash).toBe('');
  await anew.reload();
  await anew.getByLabel('Password', { exact: true }).fill('a green boat on the river');
  await anew.getByRole('button', { name: 'Save and sign in' }).click();
  await expect(anew.getByText('Live', { exact: true })).toBeVisible();
  await expect(ben.getByRole('dialog', { name: 'You are signed out' })).toBeVisible();
});

test('the second of two managers reads who was faster, and chooses', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna');
  const idris = await signIn(browser, 'Idris');
  for (const page of [lorna, idris]) await page.goto('/helpline');
  const days = (page: Page) => page.getByLabel('A one-time link works');
  await days(lorna).fill('7');
  await days(idris).fill('5');
  await lorna.getByRole('button', { name: 'Save: A one-time link works' }).click();
  await expect(lorna.getByText('Saved')).toBeVisible();
  await expect(idris.getByText('It is saved as: 7')).toBeVisible();
  await idris.getByRole('button', { name: 'Save mine instead' }).click();
  await expect(idris.getByText('Saved')).toBeVisible();
  await expect(days(lorna)).toHaveValue('5');
});

test('of two managers who fill one empty place at once, the second is told and chooses', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna');
  const idris = await signIn(browser, 'Idris');
  for (const page of [lorna, idris]) await page.goto('/rota');
  const gap = lorna.getByRole('button', { name: /^nobody yet\. (First|Second) place/ }).last();
  const place = /\. (.*)\. Change$/.exec((await gap.getAttribute('aria-label'))!)![1]!;
  const at = (page: Page, name: string) =>
    page.getByRole('button', { name: `${name}. ${place}. Change`, exact: true });
  const names = (page: Page) => page.getByRole('option').filter({ hasNotText: /nobody/i });
  await at(idris, 'nobody yet').click();
  await expect(names(idris).first()).toBeVisible();
  const [first, second] = (await names(idris).allTextContents()).map((words) => words.split(',')[0]!);
  await gap.click();
  await names(lorna).first().click();
  await expect(at(lorna, first!.trim())).toBeVisible();
  await names(idris).nth(1).click();
  await expect(idris.getByRole('alert').filter({ hasText: 'is not in this place.' })).toBeVisible();
  await expect(at(lorna, first!.trim())).toBeVisible();
  await idris.getByRole('button', { name: /^Put .* here$/ }).click();
  for (const page of [lorna, idris]) await expect(at(page, second!.trim())).toBeVisible();
});

test('what was typed in a setting, the details and an invitation is there after Back and a reload', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', { at: '/profile' });
  await lorna.getByLabel('Your telephone number (optional)').fill('020 7946 0123');
  await lorna.getByLabel(/^Your ready phrases/).fill('Back in five');
  await lorna.getByRole('link', { name: 'Rota' }).click();
  await lorna.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(lorna.getByRole('heading', { name: 'Rota' })).toBeVisible();
  await lorna.goBack();
  await expect(lorna.getByLabel('Your telephone number (optional)')).toHaveValue('020 7946 0123');
  await isWrittenDown(lorna, 'draft profile');
  await lorna.reload();
  await expect(lorna.getByLabel(/^Your ready phrases/)).toHaveValue('Back in five');
  await lorna.getByRole('button', { name: 'Undo' }).click();
  await expect(lorna.getByLabel(/^Your ready phrases/)).not.toHaveValue('Back in five');

  await lorna.goto('/people');
  await lorna.getByRole('button', { name: 'Invite a person' }).click();
  await lorna.getByLabel('First name').fill('Ida');
  await isWrittenDown(lorna, 'draft invitation');
  await lorna.reload();
  await lorna.getByRole('button', { name: 'Invite a person' }).click();
  await expect(lorna.getByLabel('First name')).toHaveValue('Ida');
});

test('leaving settings that are not saved asks first: stay, leave or save', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna');
  const rota = lorna.getByRole('heading', { name: 'Rota' });
  const days = lorna.getByRole('textbox', { name: 'A one-time link works' });
  const question = lorna.getByRole('dialog', { name: 'You have not saved what you changed' });
  const answer = (words: string) => question.getByRole('button', { name: words }).click();
  await lorna.getByRole('link', { name: 'Rota' }).click();
  await expect(rota).toBeVisible();
  await lorna.getByRole('button', { name: /^Lorna: my pages/ }).click();
  await lorna.getByRole('menuitem', { name: 'Helpline settings' }).click();
  await days.fill('9');
  await lorna.goBack();
  await answer('Stay');
  await expect(question).toHaveCount(0);
  await expect(lorna).toHaveURL(/\/helpline$/);
  await expect(days).toHaveValue('9');
  await lorna.goBack();
  await answer('Leave without saving');
  await expect(rota).toBeVisible();
  await lorna.goto('/helpline');
  await expect(days).toHaveValue('9');
  await lorna.getByRole('link', { name: 'Rota' }).click();
  await answer('Save');
  await expect(rota).toBeVisible();
  await lorna.goto('/helpline');
  await expect(days).toHaveValue('9');
  await expect(lorna.getByRole('button', { name: 'Save: A one-time link works' })).toHaveCount(0);
  await lorna.getByRole('link', { name: 'Rota' }).click();
  await expect(rota).toBeVisible();
});

test('Cancel on an invitation that is begun asks as leaving does, and keeps what was typed', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna');
  const form = lorna.getByRole('dialog', { name: 'Invite a person' });
  const question = lorna.getByRole('dialog', { name: 'You have not saved what you changed' });
  await lorna.goto('/people');
  await lorna.getByRole('button', { name: 'Invite a person' }).click();
  await form.getByLabel('First name').fill('Ida');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(form.getByLabel('First name')).toHaveValue('Ida');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(form).toBeHidden();
  await lorna.getByRole('button', { name: 'Invite a person' }).click();
  await expect(form.getByLabel('First name')).toHaveValue('Ida');
  await form.getByLabel('First name').fill('');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(form).toBeHidden();
});

test('signing out with a setting that is not saved asks: stay, or save and sign out', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna');
  const days = lorna.getByRole('textbox', { name: 'A one-time link works' });
  const question = lorna.getByRole('dialog', { name: 'You have not saved what you changed' });
  const signOut = async () => {
    await lorna.getByRole('button', { name: /^Lorna: my pages/ }).click();
    await lorna.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await lorna.goto('/helpline');
  await days.fill('11');
  await signOut();
  await expect(question.getByText('what you changed would be lost')).toBeVisible();
  await question.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(days).toHaveValue('11');
  await signOut();
  await question.getByRole('button', { name: 'Save and sign out' }).click();
  await expect(lorna.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  const again = await signIn(browser, 'Lorna', { at: '/helpline' });
  await expect(again.getByRole('textbox', { name: 'A one-time link works' })).toHaveValue('11');
});
