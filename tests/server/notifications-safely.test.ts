import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { notifications } from '#drizzle/schema/notifications';
import { people } from '#drizzle/schema/people';
import { expectOk, newId, type Helpline } from '../support/helpline.ts';
import { openTestServer } from '../support/test-server.ts';
import { openNotifyingServer, type NotifyingServer } from '../support/notifying-server.ts';

let reaching: NotifyingServer;
let helpline: Helpline;
const ending: (() => unknown)[] = [];
beforeAll(async () => void (reaching = await openNotifyingServer()));
afterAll(() => reaching.close());
beforeEach(async () => {
  helpline = await reaching.openHelpline();
  reaching.mail.will('takes');
  return async () => {
    helpline.leaveAll();
    for (const end of ending.splice(0)) await end();
  };
});

const everybody = ['ana', 'ben', 'cai', 'mo', 'nan', 'sue'] as const;
const statesOf = async () =>
  (
    await reaching.testServer.db.select().from(notifications).where(eq(notifications.helplineId, helpline.id))
  ).map(({ state }) => state);

test('several servers at once send each of a hundred and twenty notices once, and each person’s in order', async () => {
  const clients = await helpline.connectAll(...everybody);
  const devices = await Promise.all(everybody.map((name) => reaching.addedDevice(clients[name])));
  for (const name of everybody)
    await expectOk(clients[name].send('notification:change', { emailKinds: ['flag'] }));
  const others = await Promise.all([reaching.openSecond(), reaching.openSecond()]);
  ending.push(...others.map((other) => () => other.close()));
  const to = everybody.map((name) => helpline.ids[name]);
  const paths = Array.from({ length: 10 }, (_, index) => `/desk/${index}`);
  for (const path of paths) {
    await reaching.tell(helpline, { to, kind: 'flag', path });
    await Promise.all([reaching.testServer, ...others].map(({ sender }) => sender.look()));
  }
  expect(await statesOf()).toEqual(Array(120).fill('sent'));
  for (const { pushed } of devices) expect(pushed.map(({ content }) => content.path)).toEqual(paths);
  for (const name of everybody) {
    const mailed = reaching.mail.to(helpline.emailOf(name));
    expect(mailed.map(({ text }) => /test(\/desk\/\d)/.exec(text)![1])).toEqual(paths);
  }
});

test('no name, no word of anybody’s and nothing of a call is in what goes out or in the log', async () => {
  const canaries = ['Hxeron', 'kyngfisher', 'weirpoole', 'loneliness', 'Test line', helpline.shiftId];
  const { ana } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const { db } = reaching.testServer;
  await db.update(people).set({ firstName: 'Hxeron' }).where(eq(people.id, helpline.ids.ana));
  const device = await reaching.addedDevice(mo);
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  const changes = { note: 'kyngfisher', presentingIssues: ['loneliness' as const] };
  await expectOk(ana.send('call:note', { callId, changes }));
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'weirpoole' }));
  const written: string[] = [];
  const log = vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  const talkative = await reaching.openSecond({ logLevel: 'debug' });
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now', callId }));
  await expectOk(
    ana.send('debrief:ask', { debriefId: newId(), urgency: 'now', note: 'kyngfisher', callIds: [callId] }),
  );
  for (const server of [reaching.testServer, talkative]) server.clock.advance({ minutes: 2.1 });
  await talkative.due.look();
  reaching.mail.will('later');
  await talkative.sender.look();
  reaching.mail.will('takes');
  talkative.clock.advance({ minutes: 1 });
  await talkative.sender.look();
  await talkative.close();
  log.mockRestore();
  const mails = reaching.mail.to(helpline.emailOf('mo')).map(({ text }) => text);
  const pushed = device.pushed.map(({ content, headers }) => JSON.stringify([content, headers]));
  expect(mails.length).toBeGreaterThan(1);
  expect(pushed.length).toBeGreaterThan(0);
  for (const text of [...mails, ...pushed, ...written])
    for (const canary of [...canaries, callId]) expect(text).not.toContain(canary);
  for (const line of written) {
    expect(line).not.toContain(helpline.emailOf('mo'));
    expect(line).not.toContain(device.fields.endpoint);
  }
});

test('an e-mail leads to no address that says what its sentence does not; a device opens the page itself', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const device = await reaching.addedDevice(ana);
  await expectOk(mo.send('notification:change', { emailKinds: ['break-glass', 'debrief'] }));
  const row = newId();
  const led = [
    ['ana', 'week-later', `/week-later/${row}`, '/asked'],
    ['ana', 'words-opened', `/break-glass/${row}`, '/'],
    ['ana', 'meeting', `/meetings/${row}`, '/gatherings'],
    ['ana', 'meeting', `/series/${row}`, '/gatherings'],
    ['ana', 'meeting-now', `/meetings/${row}`, '/gatherings'],
    ['ana', 'rota', '/rota', '/rota'],
    ['mo', 'break-glass', `/break-glass/${row}`, '/desk'],
    ['mo', 'debrief', `/desk/${row}`, `/desk/${row}`],
  ] as const;
  for (const [name, kind, path] of led)
    await reaching.tell(helpline, { to: [helpline.ids[name]], kind, path });
  await reaching.testServer.sender.look();
  for (const who of ['ana', 'mo'] as const) {
    const links = reaching.mail.to(helpline.emailOf(who)).map(({ text }) => /test(\/\S*)/.exec(text)![1]);
    expect(links.sort()).toEqual(
      led
        .filter(([name]) => name === who)
        .map(([, , , to]) => to)
        .sort(),
    );
  }
  expect(device.pushed.map(({ content }) => content.path)).toContain(`/week-later/${row}`);
});

test('a server whose sender no longer comes round is not ready; one whose mail server is gone is', async () => {
  const unreachable = { url: 'smtp://127.0.0.1:9', from: 'alongside@example.org' };
  const alone = await openTestServer({ databaseUrl: reaching.testServer.databaseUrl, mail: unreachable });
  ending.push(() => alone.close());
  const ready = async () => (await fetch(`${alone.url}/readyz`)).status;
  await alone.sender.look();
  expect(await ready()).toBe(200);
  await reaching.testServer.db.transaction(async (tx) => {
    await tx.execute(sql`lock table notifications in access exclusive mode`);
    alone.jobs.standStill(61_000);
    expect(await ready()).toBe(503);
  });
  await alone.sender.look();
  expect(await ready()).toBe(200);
});
