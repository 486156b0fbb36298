import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser } from '../support/browser.ts';
import { openByPuppeteer } from './by-puppeteer.ts';
import { openByWebDriver } from './by-web-driver.ts';
import type { Engine } from './page.ts';

/** Each fails with one line where the browser is not on this computer. */
export const engines: Record<string, () => Promise<Engine & { end: () => void }>> = {
  async chromium() {
    const { executablePath, args, env } = await findBrowser();
    const wish = { browser: 'chrome', executablePath, args, ...(env && { env }) } as const;
    return { name: 'chromium', open: (size) => openByPuppeteer(wish, size), end: () => {} };
  },

  async firefox() {
    const executablePath = needed('firefox-esr', ['firefox-esr', 'firefox']);
    return Promise.resolve({
      name: 'firefox',
      open: (size) => openByPuppeteer({ browser: 'firefox', executablePath }, size),
      end: () => {},
    });
  },

  async webkit() {
    const driver = needed('webkit2gtk-driver', ['WebKitWebDriver']);
    const browser = miniBrowser() ?? missing('webkit2gtk-driver');
    const screen = await openScreen(needed('xvfb', ['Xvfb']));
    // A container has no session bus and no user namespaces to spare.
    const env = { DISPLAY: screen.name, NO_AT_BRIDGE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
    return {
      name: 'webkit',
      open: (size) => openByWebDriver({ driver, browser, env }, size),
      end: screen.end,
    };
  },
};

function needed(debianPackage: string, names: string[]): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const all = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return all.find((path) => existsSync(path)) ?? missing(debianPackage);
}

function missing(debianPackage: string): never {
  throw new Error(
    `This needs the Debian package ${debianPackage}: apt-get install -y --no-install-recommends ${debianPackage}`,
  );
}

function miniBrowser(): string | undefined {
  const libraries = '/usr/lib';
  return readdirSync(libraries)
    .filter((folder) => folder.endsWith('-linux-gnu'))
    .flatMap((folder) => ['4.1', '4.0'].map((version) => join(libraries, folder, `webkit2gtk-${version}`)))
    .map((folder) => join(folder, 'MiniBrowser'))
    .find((path) => existsSync(path));
}

/** A screen that nobody sees. */
async function openScreen(xvfb: string) {
  const wish = ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const child = spawn(xvfb, wish, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { name: `:${said.toString().trim()}`, end: () => void child.kill('SIGTERM') };
}
