import puppeteer, { type Browser, type Page as OnePage } from 'puppeteer-core';
import type { Opened, Page, Size } from './page.ts';

type Wish = {
  browser: 'chrome' | 'firefox';
  executablePath: string;
  args?: string[];
  env?: Record<string, string>;
};

/** Chromium and Firefox, both over WebDriver BiDi. */
export async function openByPuppeteer(wish: Wish, size: Size): Promise<Opened> {
  const browser = await puppeteer.launch({ ...wish, protocol: 'webDriverBiDi', headless: true });
  return { page: await newTab(browser, size), end: () => browser.close() };
}

async function newTab(browser: Browser, size: Size): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(size);
  return asPage(page, () => newTab(browser, size));
}

function asPage(page: OnePage, another: () => Promise<Page>): Page {
  const handle = async (expression: string) => {
    const found = (await page.evaluateHandle(expression)).asElement();
    if (!found) throw new Error('It has gone again.');
    return found;
  };
  return {
    go: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    read: <T>(expression: string) => page.evaluate<[], () => T>(expression),
    press: async (expression) => (await handle(expression)).click(),
    type: async (expression, text) => (await handle(expression)).type(text),
    picture: async (path) => void (await page.screenshot({ path })),
    another,
    close: () => page.close(),
  };
}
