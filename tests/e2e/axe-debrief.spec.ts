import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectNothingFound, sizes } from './findings.ts';
import { joinShift, ownServer, signIn } from './people.ts';

ownServer();
// One debrief, on which each test takes the next step.
test.describe.configure({ mode: 'serial' });

async function at(browser: Browser, name: 'Ana' | 'Lorna', path: string): Promise<Page> {
  const page = await signIn(browser, name);
  if (name === 'Ana') await joinShift(page);
  await page.goto(path);
  return page;
}

test('nothing stands in the way of asking for a debrief', async ({ browser }) => {
  const ana = await at(browser, 'Ana', '/asked');
  await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
  await ana.getByText('Say more first').click();
  await ana.getByRole('radio', { name: 'Lorna' }).click();
  await expectAllWell(ana);
  await ana.getByRole('button', { name: 'Now, before my next call' }).click();
  await ana.getByText(/^(Waiting for Lorna|Lorna has seen this)\.$/).waitFor();
  await expectAllWell(ana);
});

test('nothing stands in the way of offering a time', async ({ browser }) => {
  const ana = await at(browser, 'Ana', '/asked');
  const lorna = await at(browser, 'Lorna', '/desk');
  await lorna.getByRole('button', { name: 'Offer a time' }).click();
  await lorna.getByText('At night, or to the minute').click();
  await expectAllWell(lorna);
  await lorna.getByRole('button', { name: 'Offer this time' }).click();
  await ana.getByRole('button', { name: 'Ask for another time' }).click();
  await expectAllWell(ana);
});

test('nothing stands in the way of agreeing and writing', async ({ browser }) => {
  const ana = await at(browser, 'Ana', '/asked');
  const lorna = await at(browser, 'Lorna', '/desk');
  const agree = ana.getByRole('button', { name: /^Agree to/ });
  await agree.click();
  await agree.waitFor({ state: 'hidden' });
  await ana.getByLabel('Write to Lorna about this').fill('Let it ring twice.');
  await ana.getByRole('button', { name: 'Send to Lorna' }).click();
  await lorna.getByText('Let it ring twice.').waitFor();
  await expectAllWell(ana);
  await expectAllWell(lorna);
});

test('nothing stands in the way of closing', async ({ browser }) => {
  const lorna = await at(browser, 'Lorna', '/desk');
  await lorna.getByRole('button', { name: 'We have talked' }).click();
  await lorna.getByRole('button', { name: 'Close', exact: true }).click();
  await lorna.getByLabel(/agreed that you will do/).fill('Fewer late shifts');
  await lorna.getByRole('checkbox', { name: /Bring it to supervision/ }).check();
  await expectAllWell(lorna);
  await lorna.getByRole('button', { name: 'Close it' }).click();
  await expectAllWell(lorna);
});

test('nothing stands in the way of what a closed debrief asks back', async ({ browser }) => {
  const ana = await at(browser, 'Ana', '/asked');
  await ana.getByRole('button', { name: 'Yes, bring it' }).waitFor();
  await expectAllWell(ana);
});

test('nothing stands in the way of going', async ({ browser }) => {
  const ana = await at(browser, 'Ana', '/before-you-go');
  await ana.getByText('Full', { exact: true }).click();
  await ana.getByRole('button', { name: 'Only me' }).waitFor();
  await expectAllWell(ana);
  await ana.getByRole('button', { name: 'Good night, leave the shift' }).click();
  await ana.getByRole('heading', { name: /, Ana$/ }).waitFor();
  await expectAllWell(ana);
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
