import { expect, test } from '@playwright/test';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

ownServer();

test('what a review asked for becomes a page by two, which a supporter reads beside a call, also without a link', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByRole('button', { name: 'Flag', exact: true }).click();
  await ana.getByRole('radio', { name: 'Something in the manual is wrong' }).click();
  await ana.getByRole('button', { name: 'Raise the flag' }).click();

  const sunita = await signIn(browser, 'Sunita');
  await sunita
    .getByRole('link', { name: /^Is the manual wrong here\?.*Ana/ })
    .first()
    .click();
  await sunita.getByRole('button', { name: /^Take/ }).click();
  await sunita.getByLabel('What can Ana keep from this?').fill('Well asked.');
  await sunita.getByText('A theme, or something to do').click();
  await sunita.getByLabel('A change to the manual (optional)').fill('A page on callers who go silent');
  await sunita.getByRole('button', { name: 'Close and give it back' }).click();
  await sunita.getByRole('button', { name: 'Give it back', exact: true }).click();
  await expect(sunita.getByText('You closed this.')).toBeVisible();

  const [lorna, idris] = [await signIn(browser, 'Lorna'), await signIn(browser, 'Idris')];
  await lorna.getByRole('link', { name: 'Manual', exact: true }).click();
  await lorna.getByRole('link', { name: /^A page on callers who go silent/ }).click();
  await lorna.getByLabel('Title').fill('When a caller goes silent');
  await lorna.getByLabel('Chapter').fill('On a call');
  await lorna
    .getByLabel('Text', { exact: true })
    .fill('## First\n\nWait. **Breathe.** Then ring [the desk](tel:02079460000).\n\n<b>no</b>');
  await expect(lorna.getByText('HTML is shown as plain text here.')).toBeVisible();
  await lorna.getByLabel('What changes, and why?').fill('A review asked for it.');
  await lorna.getByRole('button', { name: 'Propose it' }).click();
  await expect(lorna.getByText('You proposed this text. It is not in force yet.')).toBeVisible();
  await expect(lorna.getByRole('button', { name: 'I agree' })).toBeHidden();

  await idris
    .getByRole('button', { name: 'Open the page' })
    .or(idris.getByRole('link', { name: 'Open the page' }))
    .click();
  await idris.getByRole('button', { name: 'I agree' }).click();
  await expect(idris.getByText(/^Agreed by Lorna and you, /)).toBeVisible();
  await expect(idris.getByRole('heading', { name: 'First' })).toBeVisible();
  await expect(idris.getByText('<b>no</b>')).toBeVisible();
  await expectNothingFoundInBothThemes(idris);

  await expect(ana.getByText(/^What you flagged has changed the manual/)).toBeVisible();
  await ana.getByRole('link', { name: 'Guidance and numbers' }).click();
  await ana.getByRole('button', { name: 'Open the manual' }).click();
  await expect(ana.getByRole('link', { name: 'Samaritans 116 123' }).first()).toBeVisible();
  await ana.getByLabel('Search the manual').fill('silen');
  await ana.context().setOffline(true);
  await ana.getByRole('link', { name: 'When a caller goes silent' }).click();
  await expect(ana.getByRole('link', { name: 'the desk' })).toHaveAttribute('href', 'tel:02079460000');
  await expect(ana.getByRole('button', { name: 'I need support now' })).toBeVisible();
  await expect(ana.getByRole('button', { name: 'End call' })).toBeVisible();
  await ana.context().setOffline(false);
});

test('a supporter says that they have read a page, and a manager sees who has not yet', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', { ...phone, at: '/manual' });
  await ana
    .getByRole('link', { name: /Places to go tonight/ })
    .last()
    .click();
  await expect(ana.getByText(/Managers can see: “Not read yet: Ana”/)).toBeVisible();
  await ana.getByRole('button', { name: 'I have read this' }).click();
  await expect(ana.getByText(/^You have read this/)).toBeVisible();
  const lorna = await signIn(browser, 'Lorna', { at: '/manual' });
  await lorna
    .getByRole('link', { name: /Places to go tonight/ })
    .last()
    .click();
  await expect(lorna.getByText(/^Not read yet: Ben/)).toBeVisible();
  await lorna.getByText('Hide it, take it out, ask everybody to read it').click();
  await lorna.getByLabel('Why hide it, or take it out?').fill('A number rings nobody.');
  await lorna.getByRole('button', { name: 'Hide it now' }).click();
  await expect(ana.getByText(/^This page is hidden/)).toBeVisible();
});
