import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumFromPackage } from './chromium-from-package.ts';

/** What Playwright's `launchOptions` need to start a browser on this computer. */
export type Browser = { executablePath: string; args: string[]; env?: Record<string, string> };

/** The first there is of CHROMIUM_PATH, Playwright's own, one on PATH and the one from npm; fails where there is none. */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, and there is no such file.`);
  const installed = [named, chromium.executablePath(), ...onPath()].find((path) => path && existsSync(path));
  if (installed) return { executablePath: installed, args: words() };
  return { ...(await chromiumFromPackage()), args: words() };
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'chrome.exe', 'msedge.exe'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Root cannot use Chromium's sandbox, and containers often have too small a /dev/shm. */
function words(): string[] {
  return ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}
