import { notify, type ToNotify } from '#server/notifications/notify';
import { expectOk, openHelpline, type Helpline } from './helpline.ts';
import { enoughForLocks } from './database.ts';
import { openTestServer } from './test-server.ts';
import { startMailServer } from './mail-server.ts';
import { startPushService, type TestDevice } from './push-service.ts';
import type { Client } from './client.ts';

/** A test server with a mail server and a push service on this computer. */
export async function openNotifyingServer() {
  const [mail, pushes] = await Promise.all([startMailServer(), startPushService()]);
  const mailSettings = { url: mail.url, from: mail.from };
  const testServer = await openTestServer({ mail: mailSettings, connections: enoughForLocks });
  return {
    testServer,
    mail,
    pushes,
    openHelpline: () => openHelpline(testServer),
    /** Another server on the same database, with a clock of its own. */
    openSecond: (changed: { logLevel?: 'debug' } = {}) =>
      openTestServer({ databaseUrl: testServer.databaseUrl, mail: mailSettings, ...changed }),
    async addedDevice(client: Client, ...answers: Parameters<typeof pushes.newDevice>): Promise<TestDevice> {
      const device = pushes.newDevice(...answers);
      await expectOk(client.send('notification:addDevice', device.fields));
      return device;
    },
    /** Notifies these people. */
    tell: ({ id }: Helpline, notice: ToNotify) =>
      testServer.live.change(id, (change) => notify(change, notice)),
    async timeGoesBy(time: { hours?: number; minutes?: number; seconds?: number }) {
      testServer.clock.advance(time);
      await testServer.sender.look();
    },
    async close() {
      await testServer.close();
      await Promise.all([mail.close(), pushes.close()]);
    },
  };
}
export type NotifyingServer = Awaited<ReturnType<typeof openNotifyingServer>>;
