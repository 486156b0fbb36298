import { fileURLToPath } from 'node:url';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';
import { startBuiltServer } from '../support/built-server.ts';
import { askLighthouse } from './lighthouse.ts';
import type { Seen } from './seen.ts';

/** A cheap phone on a poor line: four times slower than this machine, 1.6 Mbit/s down, 150 ms away. */
const slowdown = 4;
const line = { offline: false, downloadThroughput: 200_000, uploadThroughput: 93_750, latency: 150 };
const times = 5;

const server = await startBuiltServer();
const browser = await chromium.launch(await findBrowser());
try {
  report('In the page itself', await repeated(measureOnce));
  report('By Lighthouse', await repeated(() => askLighthouse(server.address)));
} finally {
  await browser.close();
  await server.stop();
}

async function repeated(measure: () => Promise<Seen>): Promise<Seen[]> {
  const runs = [];
  for (let run = 0; run < times; run++) runs.push(await measure());
  return runs;
}

function report(how: string, runs: Seen[]) {
  console.log(`${how}, ${times} times:`);
  for (const name of ['lcp', 'cls', 'inp'] as const) {
    const found = runs.map((run) => run[name]).sort((a, b) => a - b);
    const inWords = (value: number) => (name === 'cls' ? value.toFixed(3) : `${Math.round(value)} ms`);
    const [median, worst] = [found[Math.floor(times / 2)]!, found.at(-1)!];
    console.log(`  ${name.toUpperCase()}: median ${inWords(median)}, worst ${inWords(worst)}`);
  }
}

/** The pair’s screen with nothing kept from before, then what a supporter does in the first minute of a call. */
async function measureOnce(): Promise<Seen> {
  const context = await browser.newContext({
    baseURL: server.address,
    viewport: { width: 360, height: 640 },
    hasTouch: true,
  });
  await signIn(await context.newPage());
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await beSlow(devtools);
  await page.addInitScript({ path: fileURLToPath(new URL('watch.js', import.meta.url)) });
  await page.goto('/tonight');
  const join = page.getByRole('button', { name: 'Join the shift' });
  const start = page.getByRole('button', { name: 'Start a call' });
  await join.or(start).first().waitFor();
  const { lcp, cls } = await seenOn(page);
  if (await join.isVisible()) await join.tap();
  await start.tap();
  await page.getByRole('button', { name: 'Finding it hard' }).tap();
  await page
    .getByLabel('Note', { exact: true })
    .pressSequentially('Wants somebody to listen.', { delay: 40 });
  await page.getByRole('navigation', { name: 'On shift' }).getByRole('link', { name: /^Chat/ }).tap();
  await page.getByRole('navigation', { name: 'On shift' }).getByRole('link', { name: 'Call' }).tap();
  await page.getByRole('button', { name: 'End call' }).tap();
  await page.getByRole('button', { name: 'Finished', exact: true }).tap();
  await start.waitFor();
  await page.getByRole('button', { name: 'Hide screen' }).tap();
  await page.waitForTimeout(2_000);
  const { inp } = await seenOn(page);
  await context.close();
  return { lcp, cls, inp };
}

async function signIn(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: /^Ana\b/ }).click();
  await page.getByText('Live', { exact: true }).waitFor();
  await page.close();
}

async function beSlow(devtools: CDPSession) {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Network.emulateNetworkConditions', line);
}

function seenOn(page: Page) {
  return page.evaluate<Seen>('window.seen');
}
