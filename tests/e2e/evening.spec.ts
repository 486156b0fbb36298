import { expect, test } from '@playwright/test';
import { joinShift, ownServer, phone, signIn } from './people.ts';

ownServer();

test('four people work an evening together', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana');
  const ben = await signIn(browser, 'Ben', phone);
  const lorna = await signIn(browser, 'Lorna');
  const sunita = await signIn(browser, 'Sunita');

  await test.step('both join the shift, and each sees that the other is there', async () => {
    await joinShift(ana);
    await joinShift(ben);
    const anasHalf = ben.getByRole('region', { name: 'Ana' });
    await expect(anasHalf).toContainText('here');
    await expect(ana.getByRole('region', { name: 'Ben' })).toContainText('here');
    await expect(lorna.getByRole('heading', { name: /^To(night|day) is covered$/ })).toBeVisible();
  });

  await test.step('a call starts with one tap, and the partner’s screen shows it', async () => {
    await ana.getByRole('button', { name: 'Start a call' }).click();
    await expect(ben.getByRole('region', { name: 'Ana' })).toContainText('On a call');
    await ana.getByText('Finding it hard').click();
    await expect(ben.getByRole('region', { name: 'Ana' })).toContainText(/finding it hard/i);
  });

  await test.step('what is noted is kept', async () => {
    await ana.getByRole('button', { name: /^Add/ }).click();
    await ana.getByRole('combobox').fill('lonel');
    await ana.getByRole('option', { name: 'Loneliness' }).click();
    await ana.keyboard.press('Escape');
    await ana.getByLabel('Note', { exact: true }).fill('Wants somebody to listen.');
    await expect(ana.getByText('Saved', { exact: true })).toBeVisible();
  });

  await test.step('they talk it over, and nobody else could', async () => {
    await ana.getByLabel('Write to Ben').fill('Can you stay near for this one?');
    await ana.getByRole('button', { name: 'Send to Ben' }).click();
    await ben
      .getByRole('link', { name: /^Chat/ })
      .or(ben.getByRole('button', { name: /^Chat/ }))
      .click();
    await expect(ben.getByText('Can you stay near for this one?')).toBeVisible();
    await ben.getByLabel('Write to Ana').fill('I am here.');
    await ben.getByRole('button', { name: 'Send to Ana' }).click();
    await expect(ana.getByText('I am here.')).toBeVisible();
  });

  await test.step('the call is flagged, and ends', async () => {
    await ana.getByRole('button', { name: 'Flag' }).click();
    await ana.getByRole('radio', { name: 'Something to learn from' }).click();
    await ana.getByLabel('In your words (optional)').fill('Was the pause too long?');
    await ana.getByRole('button', { name: 'Raise the flag' }).click();
    await expect(ana.getByRole('link', { name: 'Flagged' })).toBeVisible();
    await ana.getByRole('button', { name: 'End call' }).click();
    await expect(ben.getByRole('region', { name: 'Ana' })).toContainText('Writing up');
  });

  await test.step('a debrief is asked for, now, and the manager accepts', async () => {
    await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
    await ana.getByRole('button', { name: 'Now, before my next call' }).click();
    await ana.getByRole('button', { name: 'Done', exact: true }).click();
    await lorna.getByRole('link', { name: /^Ana · now/ }).click();
    await lorna.getByRole('button', { name: 'I will ring now' }).click();
    await ana.goto('/asked');
    await expect(ana.getByText(/Lorna/).first()).toBeVisible();
  });

  await test.step('the supervisor reads the call and gives back what was learned', async () => {
    await sunita
      .getByRole('link', { name: /Was the pause too long|Something to learn from/ })
      .first()
      .click();
    await sunita.getByRole('button', { name: /^Take/ }).click();
    await expect(sunita.getByText('Wants somebody to listen.')).toBeVisible();
    await sunita
      .getByRole('textbox', { name: /learn|keep from this/ })
      .fill('A pause is a way of staying. It was not too long.');
    await sunita.getByRole('button', { name: /^Close/ }).click();
    await sunita.getByRole('button', { name: 'Give it back', exact: true }).click();
    await expect(ana.getByText('A pause is a way of staying. It was not too long.')).toBeVisible();
  });
});
