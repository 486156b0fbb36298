import { expect, test, type Browser, type Page } from '@playwright/test';
import { starterLists } from '#shared/starter-lists';
import { pseudo } from '../../words/pseudo.ts';
import { startBuiltServer, type BuiltServer } from '../support/built-server.ts';
import { buildPseudoPages } from '../support/pseudo-pages.ts';
import { clipped, unbracketed } from './clipping.ts';
import { drawn } from './drawn.ts';
import { closePagesAfterEach, openPage } from './people.ts';

/** The pages in a language that is 40 % longer than English, with each message in brackets. */
let pages: Awaited<ReturnType<typeof buildPseudoPages>>;
let server: BuiltServer;
closePagesAfterEach();
test.beforeAll(async () => {
  // All pages are built anew.
  test.setTimeout(360_000);
  pages = await buildPseudoPages();
  server = await startBuiltServer({}, pages.root);
  process.env.E2E_ADDRESS = server.address;
});
test.afterAll(async () => {
  await server.stop();
  await pages.remove();
});

const laptop = { width: 1366, height: 650 };
const sizes = [laptop, { width: 768, height: 1024 }, { width: 360, height: 640 }];
/** Choices that are offered while they fit one line; all of them are in the list that opens beside them. */
const shortened = ['.offered'];

async function fits(page: Page, screen: string) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await drawn(page);
    expect.soft(await clipped(page, shortened), `${screen}, ${size.width} × ${size.height}`).toEqual([]);
  }
  await page.setViewportSize(laptop);
}

/** What is not ours to word: the product's name, people's names, and words of the helpline's lists. */
const names = /^(Alongside|Ana|Ben|Grace|Idris|Joseph|Lorna|Mina|Ruth|Sunita|Tomasz|Note from Ana)$/;
const listWords = new Set(Object.values(starterLists).flatMap((list) => list.map(({ words }) => words)));
/** It stands in index.html, before any language is chosen. */
const withoutScripts = 'Alongside needs JavaScript. In an emergency ring 999.';
/** Lines of the trial's handover, which people wrote. */
const written = /^The (line crackles|Lantern shuts)/;
const isOurs = (text: string) => {
  const words = text.replace(/[.,:·]/g, '').trim();
  return !names.test(words) && !listWords.has(text) && text !== withoutScripts && !written.test(text);
};
async function allInBrackets(page: Page, screen: string) {
  expect.soft((await unbracketed(page)).filter(isOurs), screen).toEqual([]);
}

async function signIn(browser: Browser, name: string): Promise<Page> {
  const page = await openPage(browser, { viewport: laptop });
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(`^${name}\\b`) }).click();
  await page.getByText(pseudo('Live'), { exact: true }).waitFor();
  return page;
}

const button = (page: Page, words: string) => page.getByRole('button', { name: pseudo(words), exact: true });

test('the pair’s screen shows no word of English, and cuts none of a longer language', async ({
  browser,
}) => {
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben')];
  await fits(ana, 'not joined');
  for (const page of [ana, ben]) await button(page, 'Join the shift').click();
  await button(ana, 'Start a call').waitFor();
  await fits(ana, 'ready');
  await button(ana, 'Start a call').click();
  await button(ana, 'End call').waitFor();
  await button(ben, 'Sit with me').click();
  await ana.getByText(pseudo('asks:')).waitFor();
  for (const [page, screen] of [
    [ana, 'on a call'],
    [ben, 'beside a call'],
  ] as const) {
    await fits(page, screen);
    await allInBrackets(page, screen);
  }
  for (const opens of ['Flag', 'Ask for a debrief']) {
    await button(ana, opens).click();
    await ana.getByRole('dialog').waitFor();
    await fits(ana, opens);
    await allInBrackets(ana, opens);
    await ana.keyboard.press('Escape');
    await ana.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await button(ben, 'I need support now').click();
  await button(ana, 'With you').first().waitFor();
  for (const [page, screen] of [
    [ana, 'asked for support'],
    [ben, 'asking for support'],
  ] as const) {
    await fits(page, screen);
    await allInBrackets(page, screen);
  }
  await button(ana, 'End call').click();
  await button(ana, 'Finished').waitFor();
  await fits(ana, 'writing up');
  await allInBrackets(ana, 'writing up');
});

const screens = {
  Ana: [
    ...[
      '/guidance',
      '/calls',
      '/write-down',
      '/asked',
      '/before-you-go',
      '/rota',
      '/rota/past',
      '/away',
      '/my-hours',
    ],
    ...[
      '/my-calendar',
      '/profile',
      '/how-i-sign-in',
      '/my-history',
      '/reach',
      '/manual',
      '/manual/safeguarding',
    ],
    ...[
      '/directory',
      '/log',
      '/taken-out',
      '/gatherings',
      '/practice',
      '/training',
      '/next-steps',
      '/lists',
      '/reports',
      '/opened',
      '/nowhere',
    ],
  ],
  Lorna: [
    ...[
      '/desk',
      '/rota',
      '/rota/pattern',
      '/people',
      '/helpline',
      '/helpline-history',
      '/records',
      '/break-glass',
    ],
    ...[
      '/manual/safeguarding/edit',
      '/directory/checking',
      '/directory/bank-holidays',
      '/sources',
      '/lists/sources',
    ],
    ...[
      '/gatherings',
      '/next-steps',
      '/training',
      '/log',
      '/reports',
      '/plans',
      '/meetings',
      '/sheets/ups-and-downs',
      '/meeting-places',
    ],
  ],
  Sunita: ['/reviews', '/themes', '/desk'],
};

test('no other screen cuts a word of a longer language', async ({ browser }) => {
  const nobody = await openPage(browser);
  for (const path of ['/', '/card']) {
    await nobody.goto(path);
    await nobody.getByRole('heading').first().waitFor();
    await fits(nobody, path);
  }
  for (const [name, paths] of Object.entries(screens)) {
    const page = await signIn(browser, name);
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('main').getByRole('heading').first().waitFor();
      await fits(page, path);
    }
  }
});
