import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { messages } from '#drizzle/schema/messages';
import { projectionOf, rowsOf } from '../support/projection.ts';
import { expectOk, newId, password, post, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';
import { enoughForLocks } from '../support/database.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
// One person has twenty pages here.
const { testServer, helpline } = useHelpline({ commandsPerMinute: 0, connections: enoughForLocks });

const say = (client: Client, body: string, commandId = newId(), messageId = newId()) =>
  client.send('message:send', { messageId, body }, commandId);

test('nobody connects without a valid sign-in', async () => {
  const cookie = await helpline.cookieOf('ana');
  const wrong = [`${cookie}x`, `${cookie.split('=')[0]}=`, 'other=1', ''];
  for (const one of wrong)
    await expect(helpline.connect('ana', { cookie: one })).rejects.toThrow('not-signed-in');
  const ana = await helpline.connect('ana', { cookie });
  expect(await ana.send('presence:join', { shiftId: helpline.shiftId })).toEqual(ok);
});

test('a probe is answered at once, with the server’s clock', async () => {
  const { socket } = await helpline.connect('ana');
  const asked = testServer.clock.now().getTime();
  const { ok, now } = (await socket.emitWithAck('probe')) as { ok: boolean; now: number };
  expect(ok).toBe(true);
  expect(now).toBeGreaterThanOrEqual(asked);
  expect(now).toBeLessThanOrEqual(testServer.clock.now().getTime());
});

test('the welcome is the first thing heard, and nothing is missed, while news rains', async () => {
  const { ana, ben } = await helpline.pair();
  const cookie = await helpline.cookieOf('ben');
  let raining = true;
  const rain = (async () => {
    for (let drop = 0; raining; drop += 1) await expectOk(say(drop % 2 ? ana : ben, `Drop ${drop}`));
  })();
  const clients: Client[] = [];
  for (let wave = 0; wave < 5; wave += 1)
    clients.push(...(await Promise.all([1, 2, 3, 4].map(() => helpline.connect('ben', { cookie })))));
  raining = false;
  await rain;
  const fresh = rowsOf((await helpline.connect('ben', { cookie })).welcome);
  for (const client of clients) {
    expect(client.events[0]).toBe('welcome');
    await client.catchesUp();
    expect(projectionOf(client).messages.slice(-20)).toEqual(fresh.messages.slice(-20));
  }
});

test('a fault on our side answers that it failed, and the next try works', async () => {
  const { ana, ben } = await helpline.pair();
  const [commandId, messageId] = [newId(), newId()];
  await testServer.db.execute(sql`alter table messages rename to messages_away`);
  expect(await say(ana, 'Hello', commandId, messageId)).toEqual(refused('failed'));
  expect(await ana.send('presence:set', { state: 'stepped-away' })).toEqual(ok);
  await testServer.db.execute(sql`alter table messages_away rename to messages`);
  expect(await say(ana, 'Hello', commandId, messageId)).toEqual(ok);
  await ben.hears('message:changed', ({ id }) => id === messageId);
});

test('a database connection that breaks in mid-command fails that command and nothing else', async () => {
  const { ana, ben } = await helpline.pair();
  const [commandId, messageId] = [newId(), newId()];
  const reply = await withHelplineLocked(testServer, helpline.id, async (pid) => {
    const sent = say(ana, 'Hello', commandId, messageId);
    await testServer.db.execute(sql`select pg_terminate_backend(${await pid()}::int)`);
    return sent;
  });
  expect(reply).toEqual(refused('failed'));
  expect(await say(ana, 'Hello', commandId, messageId)).toEqual(ok);
  expect(await say(ben, 'Still here')).toEqual(ok);
  const rows = await testServer.db.select().from(messages).where(eq(messages.id, messageId));
  expect(rows).toHaveLength(1);
});

test('whoever signs out in mid-command hears nothing more, and has done nothing', async () => {
  const { ana } = await helpline.pair();
  const cookie = await helpline.cookieOf('ben');
  const ben = await helpline.connect('ben', { cookie });
  await withHelplineLocked(testServer, helpline.id, async (pid) => {
    ben.socket.emit('message:send', { commandId: newId(), messageId: newId(), body: 'Too late' });
    ben.socket.emit('message:send', { commandId: newId(), messageId: newId(), body: 'Much too late' });
    await pid();
    expect((await post(testServer.url, '/api/sign-out', {}, { cookie })).status).toBe(204);
    await ben.hasLeft();
  });
  await expectOk(say(ana, 'Hello'));
  const heard = await ana.hears('message:changed', ({ body }) => body === 'Hello');
  expect(heard.from).toBe(helpline.ids.ana);
  expect(await ana.hasHeard('message:changed', ({ body }) => body === 'Much too late')).toBe(false);
});

test('while a command holds the helpline up, one comes in all the same', async () => {
  const given = { email: helpline.emailOf('ana'), password };
  await withHelplineLocked(testServer, helpline.id, async () => {
    expect((await post(testServer.url, '/api/sign-in', given)).status).toBe(200);
  });
});

test('what one person says is heard in the order in which it was said', async () => {
  const { ana, ben } = await helpline.pair();
  await expectOk(...Array.from({ length: 30 }, (_, index) => say(ana, `${index}`)));
  await ben.catchesUp();
  const said = ben.heard.filter(({ name }) => name === 'message:changed');
  expect(said.map(({ row }) => (row as { body?: string }).body)).toEqual(said.map((_, index) => `${index}`));
});

test('a command whose sender waits for no answer is carried out all the same', async () => {
  const { ana, ben } = await helpline.pair();
  const messageId = newId();
  ana.socket.emit('message:send', { commandId: newId(), messageId, body: 'No answer needed' });
  await ben.hears('message:changed', ({ id }) => id === messageId);
});
