import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { startTimespan } from 'lighthouse';
import puppeteer from 'puppeteer-core';

/**
 * The pair’s screen and the first minute of a call, on Lighthouse’s own cheap phone and slow 4G. Called with the address and
 * how to launch the browser; prints `{ lcp, cls, inp }`, in milliseconds but for `cls`.
 */
const [address, launching] = process.argv.slice(2);
const onlyAudits = ['largest-contentful-paint', 'cumulative-layout-shift', 'interaction-to-next-paint'];
const config = (throttlingMethod) => ({
  extends: 'lighthouse:default',
  settings: { formFactor: 'mobile', throttlingMethod, onlyAudits },
});
const phone = { width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const userDataDir = await mkdtemp(join(tmpdir(), 'alongside-lighthouse-'));
const browser = await puppeteer.launch({ ...JSON.parse(launching), userDataDir, defaultViewport: phone });
try {
  await signIn();
  const page = await browser.newPage();
  const loaded = await lighthouse(`${address}/tonight`, { logLevel: 'error' }, config('simulate'), page);
  await page.close();
  const found = {
    lcp: numberIn(loaded, 'largest-contentful-paint'),
    cls: numberIn(loaded, 'cumulative-layout-shift'),
    inp: numberIn(await firstMinute(), 'interaction-to-next-paint'),
  };
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
  await rm(userDataDir, { recursive: true, force: true });
}

async function signIn() {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('button::-p-text(Ana)').click();
  await page.locator('::-p-text(Live)').wait();
  await (await page.$(named('Join the shift')))?.click();
  await page.locator(named('Start a call')).wait();
  await page.close();
}

async function firstMinute() {
  const page = await browser.newPage();
  const press = (name) => page.locator(named(name)).click();
  await page.goto(`${address}/tonight`);
  await page.locator(named('Start a call')).wait();
  const span = await startTimespan(page, { config: config('devtools') });
  await press('Start a call');
  await press('Finding it hard');
  await press('Note');
  await page.keyboard.type('Wants somebody to listen.', { delay: 40 });
  await press('Chat');
  await press('Call');
  await press('End call');
  await press('Finished');
  await page.locator(named('Start a call')).wait();
  await press('Hide screen');
  return span.endTimespan();
}

function named(name) {
  return `::-p-aria([name="${name}"])`;
}

function numberIn(result, name) {
  const { audits, runtimeError } = result.lhr;
  const found = audits[name]?.numericValue;
  if (found === undefined) throw new Error(`Lighthouse could not measure ${name}: ${runtimeError?.message}`);
  return found;
}
