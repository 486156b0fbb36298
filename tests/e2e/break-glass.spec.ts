import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { joinShift, laptop, ownServer, phone, signIn } from './people.ts';

const own = ownServer();
const reason = 'An ambulance crew asks what the caller had taken.';
const short = { viewport: { width: 1366, height: 650 } };

const look = (page: Page, screen: string) => expectNothingFoundInPictures(page, 'break-glass', screen);

test('private words are opened by two, told to those who wrote them, shut, and looked at by a third', async ({
  browser,
}) => {
  const [ana, ben] = [await signIn(browser, 'Ana', laptop), await signIn(browser, 'Ben', phone)];
  for (const page of [ana, ben]) await joinShift(page);
  await ana.getByLabel('Write to Ben').fill('She has taken something, she will not say what.');
  await ana.getByRole('button', { name: 'Send to Ben' }).click();
  await expect(ana.getByText('She has taken something').last()).toBeVisible();

  const lorna = await signIn(browser, 'Lorna', { ...short, at: '/desk' });
  await lorna.getByRole('link', { name: 'If a life depends on it' }).click();
  await expect(lorna.getByRole('heading', { name: 'When others can read what two wrote' })).toBeVisible();
  await lorna.getByRole('button', { name: 'Ask to open a conversation…' }).click();
  const form = lorna.getByRole('form', { name: 'Ask to open a conversation' });
  await form.getByRole('radio').last().check();
  await form.getByRole('button', { name: 'Ask for a second yes' }).click();
  await expect(form.getByText('Write a few words more')).toBeVisible();
  await form.getByLabel('Why do you need to read it?').fill(reason);
  await look(lorna, 'ask');
  await form.getByRole('button', { name: 'Ask for a second yes' }).click();
  await lorna.getByRole('link', { name: /Lorna asked|You asked/ }).click();
  await expect(lorna.getByText('Nobody has answered yet.')).toBeVisible();
  await expect(lorna.getByRole('button', { name: /^Yes/ })).toHaveCount(0);

  const sunita = await signIn(browser, 'Sunita', phone);
  const asked = sunita.getByRole('link', { name: /^Lorna asks for your yes or no/ });
  await expect(asked).toBeVisible();
  await look(sunita, 'reviews-asked');
  await asked.click();
  await expect(sunita.getByText(reason)).toBeVisible();
  await look(sunita, 'confirm');
  await expect(ben.getByRole('link', { name: 'Who and why' })).toHaveCount(0);
  await sunita.getByRole('button', { name: 'Yes, open it for an hour' }).click();

  for (const page of [ana, ben])
    await expect(page.getByText(/^Lorna and Sunita opened what was written on your shift/)).toBeVisible();
  await look(ana, 'told');
  await expect(lorna.getByRole('heading', { name: /^Open until/ })).toBeVisible();
  await ben.getByRole('link', { name: 'Who and why' }).click();
  await expect(ben.getByText('Neither of the two has read it yet.')).toBeVisible();
  await lorna.getByRole('button', { name: 'Read it now' }).click();
  await expect(lorna.getByText('She has taken something, she will not say what.')).toBeVisible();
  await expect(ben.getByText(/^Read by Lorna/)).toBeVisible();
  await look(lorna, 'reading');
  await look(ben, 'who-and-why');
  await ben.getByRole('button', { name: 'I have read it' }).click();
  await expect(ben.getByText('You have read this.')).toBeVisible();

  await aside(own.server, (sql) => sql`update break_glass set until = now() where state = 'open'`);
  await expect(lorna.getByRole('heading', { name: 'It is shut again' })).toBeVisible();
  await expect(lorna.getByText('She has taken something')).toHaveCount(0);
  await look(lorna, 'shut');

  const idris = await signIn(browser, 'Idris', short);
  const line = idris.getByRole('link', { name: /^Private words were opened on .* Look at it by/ });
  await expect(line).toBeVisible();
  await look(idris, 'desk-review');
  await line.click();
  const review = idris.getByRole('form', { name: 'Was it right?' });
  await review.getByRole('radio', { name: 'Right to do' }).check();
  await review.getByLabel('Why do you say so?').fill('A life was at stake, and they asked for no more.');
  await look(idris, 'review');
  await review.getByRole('button', { name: 'Save, and tell them' }).click();
  await expect(idris.getByText('Right to do', { exact: true })).toBeVisible();
  await expect(ana.getByText(/^Idris looked at why words of yours were opened/)).toBeVisible();
  await ana.getByRole('link', { name: 'Who and why' }).click();
  await expect(ana.getByText('A life was at stake, and they asked for no more.')).toBeVisible();
  await ana.getByRole('button', { name: 'I have read it' }).click();
  await expect(ana.getByText('You have read this.')).toBeVisible();
  await look(ana, 'outcome');
});

test('a request that is declined opens nothing, and whoever asked reads who said no', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna', { ...phone, at: '/break-glass' });
  await lorna.getByRole('button', { name: 'Ask to open a conversation…' }).click();
  const form = lorna.getByRole('form', { name: 'Ask to open a conversation' });
  await form.getByRole('radio').last().check();
  await form.getByLabel('Why do you need to read it?').fill(reason);
  await form.getByRole('button', { name: 'Ask for a second yes' }).click();
  await expect(form).toHaveCount(0);
  const idris = await signIn(browser, 'Idris', { at: '/break-glass' });
  await idris.getByRole('link', { name: /Lorna asked\. Nobody has answered/ }).click();
  await idris.getByRole('button', { name: 'No', exact: true }).click();
  await expect(idris.getByRole('heading', { name: 'Nothing was opened' })).toBeVisible();
  await lorna.goto('/desk');
  await lorna.getByRole('link', { name: 'Idris said no. Private words stay shut.' }).click();
  await lorna.getByRole('button', { name: 'I have read it' }).click();
  await expect(lorna.getByText('You have read this.')).toBeVisible();
  await look(lorna, 'declined-phone');
});
