import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';
import { projectRoot } from '#server/root';
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

/** Every screen as people meet it, each look on a helpline of its own, into `docs/screens`. */
const folder = join(projectRoot, 'docs', 'screens');
await mkdir(folder, { recursive: true });
const browser: Browser = await chromium.launch(await findBrowser());
for (const { name, options } of looks) {
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
