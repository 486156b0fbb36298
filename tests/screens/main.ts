import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';
import { projectRoot } from '#server/platform/root';
import { findBrowser } from '../support/browser.ts';
import { startBuiltServer } from '../support/built-server.ts';
import { takePictures } from './pictures.ts';

const looks: { name: string; options: BrowserContextOptions }[] = [
  { name: 'laptop-day', options: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } },
  { name: 'laptop-night', options: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' } },
  {
    name: 'phone-day',
    options: {
      viewport: { width: 360, height: 640 },
      deviceScaleFactor: 2,
      hasTouch: true,
      colorScheme: 'light',
    },
  },
  {
    name: 'phone-night',
    options: {
      viewport: { width: 360, height: 640 },
      deviceScaleFactor: 2,
      hasTouch: true,
      colorScheme: 'dark',
    },
  },
];

/** Sizes to look through before a release; their pictures are not kept. */
const lookedThrough: typeof looks = [
  { name: 'laptop-short-day', options: { viewport: { width: 1366, height: 650 }, colorScheme: 'light' } },
  { name: 'tablet-day', options: { viewport: { width: 768, height: 1024 }, colorScheme: 'light' } },
  {
    name: 'magnified-day',
    options: { viewport: { width: 640, height: 400 }, colorScheme: 'light', hasTouch: true },
  },
];

/** Every screen as people meet it, each look on a helpline of its own, into `docs/screens`. */
const kept = join(projectRoot, 'docs', 'screens');
const passing = join(projectRoot, '.cache', 'screens');
for (const folder of [kept, passing]) await mkdir(folder, { recursive: true });
const browser: Browser = await chromium.launch(await findBrowser());
for (const { name, options } of [...looks, ...lookedThrough]) {
  const folder = looks.some((look) => look.name === name) ? kept : passing;
  const server = await startBuiltServer();
  try {
    await takePictures(browser, { ...options, baseURL: server.address }, (screen) =>
      join(folder, `${screen}-${name}.png`),
    );
    process.stdout.write(`${name}: done\n`);
  } finally {
    await server.stop();
  }
}
await browser.close();
