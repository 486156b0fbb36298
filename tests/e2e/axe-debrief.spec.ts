import { expect, test, type Page } from '@playwright/test';
import { expectNothingFound, sizes } from './findings.ts';
import { joinShift, ownServer, signIn } from './people.ts';

ownServer();
test.setTimeout(240_000);

test('nothing stands in the way of a debrief, on either side', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana');
  const lorna = await signIn(browser, 'Lorna');
  await joinShift(ana);

  await test.step('asking', async () => {
    await ana.goto('/asked');
    await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
    await ana.getByText('Say more first').click();
    await ana.getByRole('radio', { name: 'Lorna' }).click();
    await expectAllWell(ana);
    await ana.getByRole('button', { name: 'Now, before my next call' }).click();
    await ana.getByText(/^(Waiting for Lorna|Lorna has seen this)\.$/).waitFor();
    await expectAllWell(ana);
    await ana.getByRole('button', { name: 'Done', exact: true }).click();
  });

  await test.step('offering', async () => {
    await lorna.goto('/desk');
    await lorna.getByRole('button', { name: 'Offer a time' }).click();
    await lorna.getByText('At night, or to the minute').click();
    await expectAllWell(lorna);
    await lorna.getByRole('button', { name: 'Offer this time' }).click();
    await ana.getByRole('button', { name: 'Ask for another time' }).click();
    await expectAllWell(ana);
    await ana.getByRole('button', { name: 'Not now' }).click();
    await ana.getByRole('button', { name: /^Agree to/ }).click();
    await ana.getByLabel('Write to Lorna about this').fill('Let it ring twice.');
    await ana.getByRole('button', { name: 'Send to Lorna' }).click();
    await lorna.getByText('Let it ring twice.').waitFor();
    await expectAllWell(ana);
    await expectAllWell(lorna);
  });

  await test.step('closing', async () => {
    await lorna.getByRole('button', { name: 'It was held' }).click();
    await lorna.getByRole('button', { name: 'Close', exact: true }).click();
    await lorna.getByLabel(/agreed that you will do/).fill('Fewer late shifts');
    await lorna.getByRole('checkbox', { name: /Bring it to supervision/ }).check();
    await expectAllWell(lorna);
    await lorna.getByRole('button', { name: 'Close it' }).click();
    await ana.getByRole('button', { name: 'Yes, bring it' }).waitFor();
    await expectAllWell(ana);
    await expectAllWell(lorna);
  });

  await test.step('going', async () => {
    await ana.goto('/before-you-go');
    await ana.getByText('Full', { exact: true }).click();
    await ana.getByRole('radio', { name: 'Only me' }).waitFor();
    await expectAllWell(ana);
    await ana.getByRole('button', { name: 'Just leave' }).click();
    await ana.getByRole('heading', { name: /, Ana$/ }).waitFor();
    await expectAllWell(ana);
  });
});

/** Nothing found, and nothing to be scrolled for sideways. */
async function expectAllWell(page: Page) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const tooWide = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('main, main *, [role=dialog] *')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
      .map((one) => one.className + ' ' + one.innerText.slice(0, 40))`);
    expect(tooWide, `${page.url()} at ${size.width}`).toEqual([]);
  }
  await expectNothingFound(page);
}
