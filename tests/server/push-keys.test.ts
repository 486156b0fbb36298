import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChange } from '#server/platform/live/commands/change';
import {
  dropDevices,
  helplinesWithDevices,
  pushKeysOf,
  replacePushKeys,
} from '#server/notifications/push-key-queries';
import { openNotifyingServer, type NotifyingServer } from '../support/notifying-server.ts';
import { refusedWith, sitAtTerminal, type Terminal } from '../support/terminal.ts';

const now = new Date('2026-11-25T20:17Z');
let terminal: Terminal;
let reaching: NotifyingServer;
beforeAll(async () => {
  [terminal, reaching] = await Promise.all([sitAtTerminal(now), openNotifyingServer()]);
});
afterAll(() => Promise.all([terminal.leave(), reaching.close()]));

test('the keys are made once, and the public one is shown', async () => {
  const { code, said } = await terminal.types('push-keys');
  expect(code).toBe(0);
  expect(said).toMatch(/^Public key: B[\w-]{86}\nMade: 2026-11-25T20:17:00.000Z$/);
  expect(await terminal.types('push-keys')).toMatchObject({ said });
  const { publicKey, privateKey } = await pushKeysOf(terminal.db, now);
  expect(said).toContain(publicKey);
  expect(said).not.toContain(privateKey);
});

test('new keys take the place of the old ones, which is said', async () => {
  const { publicKey } = await pushKeysOf(terminal.db, now);
  const { code, said } = await terminal.types('push-keys --new');
  expect(code).toBe(0);
  expect(said).toContain('Devices dropped: 0.');
  expect(said).not.toContain(publicKey);
  expect(await terminal.types('push-keys now')).toEqual(
    refusedWith('"now" is not expected here. Add --help to see what this command understands.'),
  );
});

test('servers that start together agree on the keys, and after new ones every device is gone from its owner’s list', async () => {
  const { testServer } = reaching;
  const others = await Promise.all([reaching.openSecond(), reaching.openSecond()]);
  for (const other of others) await other.close();
  const helpline = await reaching.openHelpline();
  const mo = await helpline.connect('mo');
  await reaching.addedDevice(mo);
  await mo.hears('notificationPreferences:changed', ({ devices }) => devices.length === 1);
  await replacePushKeys(testServer.db, testServer.clock.now());
  expect(await helplinesWithDevices(testServer.db)).toEqual([helpline.id]);
  const change = openChange({ db: testServer.db, clock: testServer.clock.now });
  await change(helpline.id, async (begun) => void (await dropDevices(begun)));
  const { since, version } = mo.welcome;
  expect(since).toBe(0);
  const back = await helpline.connect('mo', { since: version });
  expect(back.welcome.notificationPreferences).toMatchObject([{ devices: [] }]);
  helpline.leaveAll();
});
