import { expect, test, type Page } from '@playwright/test';
import { joinShift, ownServer, phone, signIn } from './people.ts';
import { box, said, say, talk } from './talk.ts';

ownServer();

const words = 'She said the dog keeps her going.';
const more = async (page: Page, body: string) => {
  const message = talk(page).locator('.message', { hasText: body });
  await message.hover();
  await message.getByRole('button', { name: /^More about the message/ }).click();
};
const put = (page: Page) => page.getByRole('checkbox', { name: /Put the words of this message in it/ });

test('a message says which call it is about, opens it, and leads to a debrief and a flag', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  const lorna = await signIn(browser, 'Lorna');
  await joinShift(ana);
  await say(ana, 'Good evening');
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByRole('button', { name: 'About this call' }).click();
  await say(ana, words);
  await expect(said(ana, words)).toBeVisible();
  await expect(ana.getByRole('button', { name: 'About this call' })).toHaveAttribute('aria-pressed', 'false');

  await test.step('a message about no call cannot flag one', async () => {
    await more(ana, 'Good evening');
    await expect(ana.getByRole('button', { name: 'Ask for a debrief about this' })).toBeVisible();
    await expect(ana.getByRole('button', { name: 'Flag the call' })).toBeHidden();
    await more(ana, 'Good evening');
  });

  await test.step('the words stay between the two unless they are put in', async () => {
    await more(ana, words);
    await ana.getByRole('button', { name: 'Ask for a debrief about this' }).click();
    await expect(put(ana)).not.toBeChecked();
    await expect(
      ana.getByText(/It was said between the two of you\. .+ would read it as well\./),
    ).toBeVisible();
    await ana.getByRole('button', { name: 'Keep for supervision' }).click();
    await ana.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(talk(ana).getByRole('link', { name: 'Debrief asked for' })).toBeVisible();
    await lorna.getByRole('link', { name: /Ana/ }).first().click();
    await expect(lorna.getByText('Ana')).not.toHaveCount(0);
    await expect(lorna.getByText(words)).toHaveCount(0);
  });

  await test.step('put in, they go with the flag', async () => {
    await ana.getByRole('button', { name: 'Flag the call' }).click();
    await ana.getByRole('radio', { name: 'Something to learn from' }).click();
    await ana.getByLabel('In your words (optional)').fill('Was it enough?');
    await put(ana).check();
    await expect(ana.getByRole('dialog').getByText(`“${words}”`)).toBeVisible();
    await ana.getByRole('button', { name: 'Raise the flag' }).click();
    await expect(talk(ana).getByRole('link', { name: 'Flagged' })).toBeVisible();
    await ana.goto('/asked');
    await expect(ana.getByText(`“${words}”`)).toBeVisible();
    await expect(ana.getByText('Was it enough?')).toBeVisible();
  });

  await test.step('the chip opens the call, for either of the two', async () => {
    const ben = await signIn(browser, 'Ben', phone);
    await joinShift(ben);
    await ben.getByRole('link', { name: /^Chat/ }).click();
    await talk(ben)
      .getByRole('link', { name: /^About Ana’s call since \d\d:\d\d$/ })
      .click();
    await expect(ben.getByRole('heading', { name: /^The call at/ })).toBeVisible();
  });
});

test('another of tonight’s calls can be what a message is about', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana', phone);
  await joinShift(ana);
  await ana.getByRole('link', { name: /^Chat/ }).click();
  const opener = ana.getByRole('button', { name: /^About (this call|a call…)$/ });
  await ana.getByRole('button', { name: 'Ready words, a hidden message, about a call' }).click();
  await opener.click();
  const other = ana.getByRole('button', { name: /^About (your|Ben’s) call at \d\d:\d\d$/ }).first();
  const name = (await other.textContent())!.trim();
  await other.click();
  await ana.getByRole('link', { name: 'Call', exact: true }).click();
  await ana.getByRole('link', { name: /^Chat/ }).click();
  await expect(ana.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true');
  await box(ana).fill('That one stays with me');
  await box(ana).press('Enter');
  const message = talk(ana).locator('.message', { hasText: 'That one stays with me' });
  await expect(message.getByRole('link', { name })).toBeVisible();
});

test('a dialog stays, with its words and choices, when the phone is turned', async ({ browser }) => {
  const ben = await signIn(browser, 'Ben', { viewport: { width: 390, height: 844 }, hasTouch: true });
  await joinShift(ben);
  await ben.getByRole('button', { name: 'Start a call' }).click();
  await ben.getByText('More about the call').click();
  await ben.getByRole('button', { name: 'Flag', exact: true }).click();
  await ben.getByRole('radio', { name: 'Something to learn from' }).click();
  const note = ben.getByLabel('In your words (optional)');
  await note.fill('It was the silence');
  await ben.setViewportSize({ width: 844, height: 390 });
  await expect(note).toHaveValue('It was the silence');
  await expect(note).toBeFocused();
  await expect(ben.getByRole('radio', { name: 'Something to learn from' })).toBeChecked();
  await ben.setViewportSize({ width: 390, height: 844 });
  await expect(note).toBeFocused();
  await ben.setViewportSize({ width: 844, height: 390 });
  await ben.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(ben.getByRole('dialog')).toBeHidden();
  await ben.getByRole('button', { name: 'Chat', exact: true }).click();
  await expect(box(ben, 'Ana')).toBeVisible();
});
