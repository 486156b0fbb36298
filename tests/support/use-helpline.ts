import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { enoughForLocks, freshDatabase } from './database.ts';
import { openHelpline, type Helpline } from './helpline.ts';
import { openNotifyingServer, type NotifyingServer } from './notifying-server.ts';
import { openTestServer, type TestServer } from './test-server.ts';

/** One server for the file, and a helpline of its own for each test, which the test names as if it had opened it. */
export function useHelpline(settings: Parameters<typeof openTestServer>[0] = {}) {
  const current: { testServer?: TestServer; helpline?: Helpline } = {};
  beforeAll(async () => void (current.testServer = await openTestServer(settings)));
  afterAll(() => current.testServer?.close());
  beforeEach(async () => {
    const helpline = (current.helpline = await openHelpline(current.testServer!));
    return () => helpline.leaveAll();
  });
  return {
    testServer: standIn(() => current.testServer),
    helpline: standIn(() => current.helpline),
  };
}

/** The same with a server and a helpline for each test: for what one test leaves due, which the next would meet. */
export function useHelplineEach(settings: Parameters<typeof openTestServer>[0] = {}) {
  const current: { testServer?: TestServer; helpline?: Helpline } = {};
  beforeEach(async () => {
    const testServer = (current.testServer = await openTestServer(settings));
    const helpline = (current.helpline = await openHelpline(testServer));
    return async () => {
      helpline.leaveAll();
      await testServer.close();
    };
  });
  return {
    testServer: standIn(() => current.testServer),
    helpline: standIn(() => current.helpline),
  };
}

/** The same as `useHelpline`, with a second server on the same database. */
export function useTwoServers() {
  const current: { testServer?: TestServer; secondServer?: TestServer; helpline?: Helpline } = {};
  beforeAll(async () => {
    const testServer = (current.testServer = await openTestServer());
    current.secondServer = await openTestServer({ databaseUrl: testServer.databaseUrl });
  });
  afterAll(async () => {
    await current.secondServer?.close();
    await current.testServer?.close();
  });
  beforeEach(async () => {
    const helpline = (current.helpline = await openHelpline(current.testServer!));
    return () => helpline.leaveAll();
  });
  return {
    testServer: standIn(() => current.testServer),
    secondServer: standIn(() => current.secondServer),
    helpline: standIn(() => current.helpline),
  };
}

/** The same as `useHelpline`, on a database of its own, with every line that the server logs during a test. */
export function useLoggedHelpline() {
  const lines: string[] = [];
  const current: { testServer?: TestServer; helpline?: Helpline } = {};
  beforeAll(async () => {
    const database = await freshDatabase(enoughForLocks);
    const testServer = (current.testServer = await openTestServer({
      databaseUrl: database.url,
      logLevel: 'debug',
    }));
    return async () => {
      await testServer.close();
      await database.drop();
    };
  });
  beforeEach(async () => {
    lines.length = 0;
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const helpline = (current.helpline = await openHelpline(current.testServer!));
    return () => {
      vi.restoreAllMocks();
      helpline.leaveAll();
    };
  });
  return {
    testServer: standIn(() => current.testServer),
    helpline: standIn(() => current.helpline),
    lines,
  };
}

/** The same as `useHelpline`, with a mail server and a push service to send to. */
export function useNotifyingServer() {
  const current: { notifyingServer?: NotifyingServer; helpline?: Helpline } = {};
  beforeAll(async () => void (current.notifyingServer = await openNotifyingServer()));
  afterAll(() => current.notifyingServer?.close());
  beforeEach(async () => {
    const helpline = (current.helpline = await current.notifyingServer!.openHelpline());
    return () => helpline.leaveAll();
  });
  return {
    notifyingServer: standIn(() => current.notifyingServer),
    helpline: standIn(() => current.helpline),
  };
}

/** An object that is, at every use, the one that there is at that moment. */
function standIn<Real extends object>(real: () => Real | undefined): Real {
  return new Proxy({} as Real, {
    get(_empty, key) {
      const now = real();
      if (!now) throw new Error(`There is no ${String(key)} before the first hook has run.`);
      return Reflect.get(now, key) as unknown;
    },
    ownKeys: () => Reflect.ownKeys(real() ?? {}),
    getOwnPropertyDescriptor: (_empty, key) => {
      const found = Reflect.getOwnPropertyDescriptor(real() ?? {}, key);
      return found && { ...found, configurable: true };
    },
  });
}
