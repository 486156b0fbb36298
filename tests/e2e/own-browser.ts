import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';
import { stopwatch } from '../support/real-time.ts';

export type OwnBrowser = { page: Page; kill: () => Promise<void> };

/** A browser with a profile on the disk, as people have it, that can be ended without a word to it. */
export async function openBrowser(profile: string, address: string): Promise<OwnBrowser> {
  const { executablePath, args, env } = await findBrowser();
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const own = ['--headless=new', '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(executablePath, [...args, ...own, 'about:blank'], { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const end = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(portFile)}`);
    const [context] = browser.contexts();
    const page = await context!.newPage();
    await page.goto(address);
    return { page, kill: () => end().then(() => browser.close()) };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Milliseconds, with much else going on. */
const startTakesAtMost = 60_000;

async function portIn(file: string): Promise<string> {
  const tooLate = stopwatch() + startTakesAtMost;
  while (stopwatch() < tooLate) {
    const port = (await readFile(file, 'utf8').catch(() => '')).split('\n')[0];
    if (port) return port;
    await pause(50);
  }
  throw new Error('The browser did not start.');
}

/** Which files below a folder hold one of these words, in either of the ways in which browsers write text. */
export async function filesWith(words: string[], folder: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const found = files.map(async ({ parentPath, name }) => {
    const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
    const holds = (word: string) => bytes.includes(word, 0, 'utf8') || bytes.includes(word, 0, 'utf16le');
    return words.some(holds) ? join(parentPath, name) : '';
  });
  return (await Promise.all(found)).filter((name) => name !== '');
}
