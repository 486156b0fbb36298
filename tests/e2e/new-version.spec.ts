import { expect, test, type Page } from '@playwright/test';
import { joinShift, laptop, openPage, ownServer } from './people.ts';
import { openProxy } from './proxy.ts';
import { box, live } from './talk.ts';

ownServer({ worker: true });

const worker = (page: Page, asked: string) =>
  page.evaluate<boolean>(
    `navigator.serviceWorker.getRegistration().then(async (found) => Boolean(${asked}))`,
  );

test('a new version is offered between calls, never during one, and takes nothing away', async ({
  browser,
}) => {
  let isNew = false;
  const change = (path: string, text: string) =>
    isNew && path === '/sw.js' ? `${text}\n// A newer one.` : undefined;
  const proxy = await openProxy({ change });
  const ana = await openPage(browser, { ...laptop, proxy });
  await ana.goto('/');
  await ana.getByRole('button', { name: /^Ana\b/ }).click();
  await expect(live(ana)).toBeVisible();
  await joinShift(ana);
  await expect.poll(() => worker(ana, 'found?.active')).toBe(true);
  await ana.reload();
  await expect(live(ana)).toBeVisible();
  await expect.poll(() => worker(ana, 'navigator.serviceWorker.controller')).toBe(true);
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByLabel('Note', { exact: true }).fill('Still talking');
  await box(ana).fill('Half a sentence');
  const other = await ana.context().newPage();
  await other.goto('/rota');
  await expect(live(other)).toBeVisible();

  isNew = true;
  const offerOn = (page: Page) => page.getByText('A new version is ready. Everything you typed stays.');
  const offer = offerOn(ana);
  await expect.poll(() => worker(ana, '(await found.update()).waiting')).toBe(true);
  await expect(ana.getByRole('button', { name: 'End call' })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await ana.getByRole('button', { name: 'End call' }).click();
  await expect(offer).toBeVisible();
  await expect(offerOn(other)).toBeVisible();

  const reloaded = ana.waitForEvent('load');
  await ana.getByRole('button', { name: 'Use it now' }).click();
  await reloaded;
  await expect(live(ana)).toBeVisible();
  await expect(offer).toHaveCount(0);
  await expect(box(ana)).toHaveValue('Half a sentence');
  await expect(ana.getByLabel('Note', { exact: true })).toHaveValue('Still talking');

  const otherReloaded = other.waitForEvent('load');
  await other.getByRole('button', { name: 'Use it now' }).click();
  await otherReloaded;
  await expect(live(other)).toBeVisible();
  await expect(offerOn(other)).toHaveCount(0);
  await ana.context().close();
  await proxy.close();
});
