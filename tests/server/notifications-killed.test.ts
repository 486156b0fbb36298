import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { expectOk, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer } from '../support/test-server.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { startMainProcess } from '../support/main-process.ts';
import { startPushService, type PushService, type TestDevice } from '../support/push-service.ts';
import { connectClient } from '../support/client.ts';

let mail: MailServer;
let pushes: PushService;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let helpline: Helpline;
let device: TestDevice;
let cookies: Record<'mo' | 'nan', string>;
beforeAll(async () => {
  [mail, pushes, database] = await Promise.all([startMailServer(), startPushService(), freshDatabase()]);
  const before = await open();
  helpline = await openHelpline(before);
  const mo = await helpline.connect('mo');
  device = pushes.newDevice();
  await expectOk(mo.send('notification:addDevice', device.fields));
  cookies = { mo: await helpline.cookieOf('mo'), nan: await helpline.cookieOf('nan') };
  mo.leave();
  await before.close();
});
afterAll(() => Promise.all([mail.close(), pushes.close(), database.drop()]));

const open = (startsAt?: Date) =>
  openTestServer({ databaseUrl: database.url, mail: { url: mail.url, from: mail.from }, startsAt });

/** The only server there is, killed once it has done what `until` waits for. Returns when that was. */
async function askForTestAndKill(name: 'mo' | 'nan', channel: 'push' | 'email', until: () => Promise<void>) {
  const environment = { SMTP_URL: mail.url, MAIL_FROM: mail.from };
  const server = await startMainProcess(await freePort(), database.url, environment);
  try {
    const connect = await connectClient(server.url, cookies[name], 0, server.url);
    await expectOk(connect.send('notification:test', { channel }));
    await until();
    return server.now();
  } finally {
    await server.stop();
  }
}

/** Another server, at a time when whatever the killed one had in hand is free again. */
async function anotherLooks(killedAt: Date) {
  const after = await open(killedAt);
  await after.sender.look();
  const atOnce = mail.mailed.length + device.pushed.length;
  after.clock.advance({ seconds: 40 });
  await after.sender.look();
  await after.sender.look();
  await after.close();
  return atOnce;
}

test('killed before it has handed an e-mail over, nothing is lost and it comes once', async () => {
  mail.will('silent');
  const killedAt = await askForTestAndKill('mo', 'email', mail.isAsked);
  mail.will('takes');
  expect(await anotherLooks(killedAt)).toBe(0);
  expect(mail.mailed).toHaveLength(1);
});

test('killed before the mail server has confirmed, the second copy is the same message', async () => {
  mail.mailed.length = 0;
  mail.will('hangs');
  const killedAt = await askForTestAndKill('nan', 'email', () => mail.got(1));
  mail.will('takes');
  expect(await anotherLooks(killedAt)).toBe(1);
  expect(mail.mailed).toHaveLength(2);
  expect(mail.mailed[1]!.messageId).toBe(mail.mailed[0]!.messageId);
});

test('killed before the push service has answered, the second copy takes the place of the first', async () => {
  mail.mailed.length = 0;
  device.answers.push('hang');
  const killedAt = await askForTestAndKill('mo', 'push', () => device.got(1));
  expect(await anotherLooks(killedAt)).toBe(1);
  expect(device.pushed).toHaveLength(2);
  expect(device.pushed[1]!.content).toEqual(device.pushed[0]!.content);
  expect(device.pushed[1]!.headers.topic).toBe(device.pushed[0]!.headers.topic);
});
