import {
  expect,
  test,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { startBuiltServer } from '../support/built-server.ts';
import { startHostedServer, type HostedServer } from '../support/hosted-server.ts';

export const phone: BrowserContextOptions = { viewport: { width: 360, height: 640 }, hasTouch: true };
export const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** A browser that keeps the product: for whoever goes on without a link, where the other pages of the file need no worker. */
export const withWorker = (options = laptop): BrowserContextOptions => ({
  ...options,
  serviceWorkers: 'allow',
});

/** What the test under way has opened. */
const opened = new Set<BrowserContext>();
let serviceWorkers: 'allow' | 'block' = 'block';

/**
 * Closes what each test of a file has opened, so that few pages live at once; what `beforeAll` opened stays. Without `worker` its pages
 * fetch everything from the server: a service worker stores the whole product anew in each browser, which takes as long as many a test.
 */
export function closePagesAfterEach({ worker = false } = {}): void {
  test.beforeAll(() => void (serviceWorkers = worker ? 'allow' : 'block'));
  test.beforeEach(() => opened.clear());
  test.afterEach(async () => {
    for (const context of opened) await context.close();
  });
}

type Pages = Parameters<typeof closePagesAfterEach>[0];

/** A server with a helpline of its own for the specs of one file, so that no file meets what another left. Pages as above. */
export const ownServer = (pages: Pages = {}) => serverBy(startHostedServer, pages);

/** The same in a process of its own, which can be ended and started again. */
export const ownProcess = (pages: Pages = {}) => serverBy(() => startBuiltServer(), pages);

function serverBy<Server extends HostedServer>(
  start: () => Promise<Server>,
  pages: Pages,
): { server: Server } {
  let server: Server;
  closePagesAfterEach(pages);
  test.beforeAll(async () => {
    server = await start();
    process.env.E2E_ADDRESS = server.address;
  });
  test.afterAll(async () => {
    await server.stop();
  });
  return {
    get server() {
      return server;
    },
  };
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    serviceWorkers,
    ...laptop,
    ...options,
    baseURL: process.env.E2E_ADDRESS,
  });
  opened.add(context);
  return context.newPage();
}

/**
 * Somebody of the trial helpline at a browser of their own, signed in before its first page is asked for. `at`: the path of that page.
 * Without `at`, the first page.
 */
export async function signIn(
  browser: Browser,
  name: string,
  { at = '/', ...options }: BrowserContextOptions & { at?: string } = {},
): Promise<Page> {
  const page = await openPage(browser, options);
  await signInOnTrial(page, name);
  await page.goto(at);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  return page;
}

/** Gives this page's browser the cookie of a sign-in, as one tap on the trial's first page does. */
export async function signInOnTrial(page: Page, name: string): Promise<void> {
  const { request } = page;
  const { people } = (await (await request.get('/api/trial')).json()) as { people: TrialPerson[] };
  const { id } = people.find((one) => one.name === name)!;
  const headers = { origin: process.env.E2E_ADDRESS! };
  const answer = await request.post('/api/trial/sign-in', { headers, data: { personId: id } });
  if (!answer.ok()) throw new Error(`${name} was not signed in: ${answer.status()}`);
}
type TrialPerson = { id: string; name: string };

/** The one-time link of a supporter whom Lorna has invited. */
export async function inviteSupporter(browser: Browser, firstName: string, email: string): Promise<string> {
  const lorna = await signIn(browser, 'Lorna', { at: '/people' });
  await lorna.getByRole('button', { name: /^Invite/ }).click();
  await lorna.getByLabel('First name').fill(firstName);
  await lorna.getByLabel('E-mail address').fill(email);
  await lorna.getByRole('checkbox', { name: /supporter/i }).check();
  await lorna.getByRole('button', { name: 'Create invitation link' }).click();
  return lorna.getByLabel('One-time link').inputValue();
}

/** In the shift, whether or not they have been in it before. */
export async function joinShift(page: Page): Promise<void> {
  const join = page.getByRole('button', { name: 'Join the shift' });
  const joined = page.getByRole('button', { name: 'I need support now' });
  await expect(join.or(joined).first()).toBeVisible();
  if (await join.isVisible()) await join.click();
  await expect(page.getByRole('button', { name: /^(Start a call|End call)$/ }).first()).toBeVisible();
}
