import { expect, test, type BrowserContext, type CDPSession, type Page, type Worker } from '@playwright/test';
import { startPushService, type PushService, type TestDevice } from '../support/push-service.ts';
import { joinShift, ownServer, signIn, withWorker } from './people.ts';

ownServer();
let pushes: PushService;
test.beforeAll(async () => void (pushes = await startPushService()));
test.afterAll(() => pushes.close());

/** No push service of a browser maker can be reached from a test, so this browser is given an address of ours, and leave to show things. */
async function withOurPushService(page: Page): Promise<TestDevice> {
  const device = pushes.newDevice();
  await page.context().grantPermissions(['notifications'], { origin: process.env.E2E_ADDRESS! });
  await page.addInitScript(`{
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
    const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0)).buffer;
    const subscription = {
      endpoint: ${JSON.stringify(device.fields.endpoint)},
      options: { applicationServerKey: null },
      getKey: (name) => bytesOf(name === 'auth' ? '${device.fields.auth}' : '${device.fields.p256dh}'),
      unsubscribe: async () => !localStorage.removeItem('subscribed'),
    };
    PushManager.prototype.getSubscription = async () => (localStorage.getItem('subscribed') ? subscription : null);
    PushManager.prototype.subscribe = async () => (localStorage.setItem('subscribed', 'yes'), subscription);
  }`);
  return device;
}

async function reachedOnThisDevice(page: Page) {
  await page.goto('/reach');
  await page.getByRole('button', { name: 'Reach me on this device' }).click();
  // The worker first stores every page.
  await expect(page.getByText('Messages reach you here,')).toBeVisible({ timeout: 60_000 });
}

/** The browser’s own end of a push: what came is handed to the worker, whether or not a page is open. */
async function deliver(session: CDPSession, content: object) {
  const found = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (one) resolve(one.registrationId);
    }),
  );
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: process.env.E2E_ADDRESS!,
    registrationId: await found,
    data: JSON.stringify(content),
  });
  await session.send('ServiceWorker.disable');
}
/** A browser without a screen shows nothing, so what its worker asks it to show is noted in the worker, one for each tag. */
async function noteWhatIsShown(context: BrowserContext): Promise<Worker> {
  const [worker] = context.serviceWorkers();
  await worker!.evaluate(`{
    self.shown = [];
    ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
      self.shown = [...self.shown.filter(({ tag }) => tag !== options.tag), { title, ...options }];
    };
    self.clients.openWindow = async (path) => void (self.opened = path);
  }`);
  return worker!;
}
type Shown = { title: string; body: string; tag: string; silent: boolean; data: { path: string } };
const shownBy = (worker: Worker) => worker.evaluate<Shown[]>('self.shown');
const press = (worker: Worker) =>
  worker.evaluate(`new Promise((resolve) => {
    const notification = { data: self.shown[0].data, close: () => (self.shown = []) };
    const waitUntil = (work) => work.then(resolve);
    self.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil }));
  })`);

test('a manager whose page is closed is told that somebody would like them, and the message opens that request', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', withWorker());
  const context = lorna.context();
  const device = await withOurPushService(lorna);
  await reachedOnThisDevice(lorna);
  await lorna.close();

  const ana = await signIn(browser, 'Ana');
  await joinShift(ana);
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
  const dialog = ana.getByRole('dialog');
  await dialog.getByText('Say more first').click();
  await dialog.getByRole('textbox').first().fill('It brought my brother back.');
  await dialog.getByRole('button', { name: 'Now, before my next call' }).click();
  await device.got(1);
  const { content } = device.pushed[0]!;
  expect(content.words).toBe('Somebody would like you now. Open Alongside.');
  expect(content.path).toMatch(/^\/desk\/[0-9a-f-]{36}$/);

  const worker = await noteWhatIsShown(context);
  const elsewhere = await context.newPage();
  const session = await context.newCDPSession(elsewhere);
  await deliver(session, content);
  await expect.poll(() => shownBy(worker)).toHaveLength(1);
  await deliver(session, content);
  const [shown] = await shownBy(worker);
  expect(await shownBy(worker)).toHaveLength(1);
  expect(shown).toMatchObject({ title: 'Alongside', body: content.words, tag: content.tag, silent: false });

  await press(worker);
  const opened = await worker.evaluate<string>('self.opened');
  expect(opened).toBe(content.path);
  await elsewhere.goto(opened);
  await expect(elsewhere.getByRole('heading', { name: /Ana/ }).first()).toBeVisible();
  await expect(elsewhere.getByText('It brought my brother back.')).toBeVisible();
  await context.close();
  await ana.context().close();
});

test('pressed while a page is open, the message leads that page there without loading it anew, and makes no sound', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', withWorker());
  const context = lorna.context();
  await withOurPushService(lorna);
  await reachedOnThisDevice(lorna);
  const worker = await noteWhatIsShown(context);
  await lorna.evaluate('window.isTheSame = true');
  const session = await context.newCDPSession(lorna);
  const content = { tag: 'one', title: 'Alongside', words: 'Something is new.', path: '/rota' };
  await deliver(session, content);
  await expect.poll(() => shownBy(worker)).toMatchObject([{ tag: 'one', silent: true }]);
  await press(worker);
  await expect(lorna.getByRole('heading', { name: 'Rota' })).toBeVisible();
  expect(await lorna.evaluate('window.isTheSame')).toBe(true);
  await context.close();
});

test('pressed while the card was looked at last, the message leads another page there, and the card where there is no other', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', withWorker());
  const context = lorna.context();
  await withOurPushService(lorna);
  await reachedOnThisDevice(lorna);
  const worker = await noteWhatIsShown(context);
  await lorna.evaluate('window.isTheSame = true');
  const card = await context.newPage();
  await card.goto('/card');
  await expect(card.getByRole('heading').first()).toBeVisible();
  const session = await context.newCDPSession(card);
  await deliver(session, { tag: 'one', title: 'Alongside', words: 'Something is new.', path: '/rota' });
  await expect.poll(() => shownBy(worker)).toHaveLength(1);
  await press(worker);
  await expect(lorna.getByRole('heading', { name: 'Rota' })).toBeVisible();
  expect(await lorna.evaluate('window.isTheSame')).toBe(true);
  expect(new URL(card.url()).pathname).toBe('/card');

  await lorna.close();
  await deliver(session, { tag: 'two', title: 'Alongside', words: 'Something is new.', path: '/people' });
  await expect.poll(() => shownBy(worker)).toMatchObject([{ tag: 'two', silent: false }]);
  await press(worker);
  await expect(card.getByRole('heading', { name: 'People' })).toBeVisible();
  await context.close();
});

test('a test is seen to have gone out, a device is taken out of the list, and signing out takes this one out', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', withWorker());
  const device = await withOurPushService(lorna);
  await lorna.goto('/reach');
  await expect(lorna.getByRole('heading', { name: 'What for' })).toBeVisible();
  const others = await lorna.getByRole('button', { name: /^Remove/ }).count();
  await reachedOnThisDevice(lorna);
  await lorna.getByRole('button', { name: /^Send a test/ }).click();
  await expect(lorna.getByText(/^Sent at \d\d:\d\d\./)).toBeVisible();
  expect(device.pushed.at(-1)!.content.words).toContain('This is the test you asked for.');
  await lorna.reload();
  await lorna
    .getByRole('button', { name: /^Remove/ })
    .last()
    .click();
  await expect(lorna.getByRole('button', { name: 'Reach me on this device' })).toBeVisible();
  await expect(lorna.getByRole('heading', { name: 'On this device' })).toBeFocused();

  await reachedOnThisDevice(lorna);
  await lorna.getByRole('button', { name: /my pages and settings/ }).click();
  await lorna.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(lorna.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const again = await signIn(browser, 'Lorna', { at: '/reach' });
  await expect(again.getByRole('heading', { name: 'What for' })).toBeVisible();
  await expect(again.getByText(', this one')).toHaveCount(0);
  await expect(again.getByRole('button', { name: /^Remove/ })).toHaveCount(others);
  await again.context().close();
  await lorna.context().close();
});
