import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import type { Opened, Page, Size } from './page.ts';

const patience = 30_000;
/** How the protocol writes down that something is an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
type Element = Record<typeof elementKey, string>;
type Rect = Size & { x: number; y: number };

/** WebKitGTK, over the classic WebDriver protocol. */
export async function openByWebDriver(
  wish: { driver: string; browser: string; env: Record<string, string> },
  size: Size,
): Promise<Opened> {
  const port = await freePort();
  const child = spawn(wish.driver, [`--port=${port}`], {
    env: { ...process.env, ...wish.env },
    stdio: 'ignore',
  });
  const address = `http://127.0.0.1:${port}`;
  try {
    await listens(child, address);
    const options = { binary: wish.browser, args: ['--automation'] };
    const capabilities = {
      alwaysMatch: {
        'webkitgtk:browserOptions': options,
        timeouts: { pageLoad: patience, script: patience },
      },
    };
    const { sessionId } = await ask<{ sessionId: string }>('POST', `${address}/session`, { capabilities });
    const session = `${address}/session/${sessionId}`;
    const first = await ask<string>('GET', `${session}/window`);
    await fit(session, size);
    const end = async () => {
      await ask('DELETE', session).catch(() => {});
      await stop(child);
    };
    return { page: tab(session, first, size), end };
  } catch (failure) {
    await stop(child);
    throw failure;
  }
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function listens(child: ChildProcess, address: string) {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    if (await fetch(`${address}/status`).catch(() => null)) return;
    await pause(50);
  }
  throw new Error('WebKitWebDriver did not start.');
}

async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const answer = await fetch(url, {
    method,
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    signal: AbortSignal.timeout(patience + 5_000),
  });
  const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

const script = <T>(session: string, expression: string) =>
  ask<T>('POST', `${session}/execute/sync`, { script: `return (${expression})`, args: [] });

/** The window is made as much larger as its frame and tool bar take. */
async function fit(session: string, { width, height }: Size) {
  await ask('POST', `${session}/window/rect`, { width, height });
  const inner = await script<Size>(session, '({ width: innerWidth, height: innerHeight })');
  const now = await ask<Rect>('GET', `${session}/window/rect`);
  const rect = { width: now.width + width - inner.width, height: now.height + height - inner.height };
  await ask('POST', `${session}/window/rect`, rect);
}

function tab(session: string, window: string, size: Size): Page {
  /** One session has one window that it speaks to. */
  const here =
    <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) =>
    async (...args: Args) => {
      await ask('POST', `${session}/window`, { handle: window });
      return work(...args);
    };
  const element = async (expression: string) =>
    `${session}/element/${(await script<Element>(session, expression))[elementKey]}`;
  return {
    go: here((url: string) => ask('POST', `${session}/url`, { url })),
    reload: here(() => ask('POST', `${session}/refresh`)),
    back: here(() => ask('POST', `${session}/back`)),
    read: <T>(expression: string) => here(() => script<T>(session, expression))(),
    press: here(async (expression: string) => ask('POST', `${await element(expression)}/click`)),
    type: here(async (expression: string, text: string) =>
      ask('POST', `${await element(expression)}/value`, { text }),
    ),
    picture: here(async (path: string) =>
      writeFile(path, Buffer.from(await ask<string>('GET', `${session}/screenshot`), 'base64')),
    ),
    another: here(async () => {
      const { handle } = await ask<{ handle: string }>('POST', `${session}/window/new`, { type: 'tab' });
      return tab(session, handle, size);
    }),
    close: here(() => ask('DELETE', `${session}/window`)),
  };
}
