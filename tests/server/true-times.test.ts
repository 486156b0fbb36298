import { readdir, readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { beforeEach, expect, test } from 'vitest';
import { calls } from '#drizzle/schema/calls';
import { presences } from '#drizzle/schema/presence';
import { migrate } from '#server/platform/database/migrate';
import type { CommandFields, CommandName } from '#shared/contract';
import { bareDatabase } from '../support/database.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { migrationsFolder } from '../support/migrations.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
let ana: Client;
let ben: Client;
beforeEach(async () => {
  ({ ana, ben } = await helpline.pair());
});

const secondsAgo = (seconds: number) => new Date(testServer.clock.now().getTime() - seconds * 1_000);
const say = <Name extends CommandName>(name: Name, fields: CommandFields<Name>, at: Date) =>
  ana.send(name, fields, newId(), at);
const callOf = async (id: string) => (await testServer.db.select().from(calls).where(eq(calls.id, id)))[0]!;

test('a call that was begun and ended without a link keeps its own times, and those of receipt beside them', async () => {
  testServer.clock.advance({ minutes: 10 });
  const callId = newId();
  const [began, ended] = [secondsAgo(120), secondsAgo(75)];
  const before = testServer.clock.now();
  await expectOk(say('call:start', { callId }, began));
  await ana.hears(
    'presence:changed',
    (row) => row.state === 'on-a-call' && row.stateSince === began.toISOString(),
  );
  await expectOk(say('call:end', { callId }, ended));

  expect(await ben.hears('call:changed', ({ state }) => state === 'writing-up')).toMatchObject({
    startedAt: began.toISOString(),
    endedAt: ended.toISOString(),
  });
  const kept = await callOf(callId);
  expect(kept.startReceivedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(kept.endReceivedAt!.getTime()).toBeGreaterThanOrEqual(kept.startReceivedAt.getTime());
  expect(await ben.hears('presence:changed', ({ state }) => state === 'writing-up')).toMatchObject({
    stateSince: ended.toISOString(),
  });
});

test.each([
  ['from the future', -3_600],
  ['from before the shift was open', 2 * 3_600],
  ['from another week', 8 * 24 * 3_600],
])('a time %s is not believed, and the time of receipt stands', async (_, seconds) => {
  const callId = newId();
  const before = testServer.clock.now();
  await expectOk(say('call:start', { callId }, secondsAgo(seconds)));
  const { startedAt, startReceivedAt } = await callOf(callId);
  expect(startedAt).toEqual(startReceivedAt);
  expect(startedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
});

test('a call begins no earlier than the last one ended, and ends no earlier than it began', async () => {
  const [first, second] = [newId(), newId()];
  await expectOk(say('call:start', { callId: first }, secondsAgo(600)));
  await expectOk(say('call:end', { callId: first }, secondsAgo(300)));
  await expectOk(say('call:start', { callId: second }, secondsAgo(400)));
  await expectOk(say('call:end', { callId: second }, secondsAgo(500)));
  const [one, other] = [await callOf(first), await callOf(second)];
  expect(other.startedAt).toEqual(one.endedAt);
  expect(other.endedAt).toEqual(other.startedAt);
});

test('a call that was begun in the shift and arrives long after it is taken, and one begun after it is not', async () => {
  const callId = newId();
  const inTheShift = secondsAgo(60);
  testServer.clock.advance({ hours: 7 });
  const late = await helpline.connect('ana');
  expect(await late.send('call:start', { callId: newId() })).toEqual(refused('conflict'));
  expect(await late.send('call:start', { callId }, newId(), inTheShift)).toEqual({ ok: true });
  expect((await callOf(callId)).startedAt).toEqual(inTheShift);
});

test('a state holds since it was said, never since before the one before it', async () => {
  const since = secondsAgo(0);
  testServer.clock.advance({ minutes: 5 });
  const said = secondsAgo(120);
  await expectOk(say('presence:set', { state: 'taking-a-break' }, said));
  const [heard, kept] = await Promise.all([
    ben.hears('presence:changed', ({ state }) => state === 'taking-a-break'),
    testServer.db.select().from(presences).where(eq(presences.personId, helpline.ids.ana)),
  ]);
  expect(heard.stateSince).toBe(said.toISOString());
  expect(kept[0]!.stateReceivedAt.getTime()).toBeGreaterThan(said.getTime());

  await expectOk(say('presence:set', { state: 'ready' }, since));
  expect(
    (
      await ben.hears(
        'presence:changed',
        ({ state, version }) => state === 'ready' && version > heard.version,
      )
    ).stateSince,
  ).toBe(said.toISOString());
});

test('messages keep when they were written and stay in the order in which they arrived', async () => {
  const [early, late] = [newId(), newId()];
  await expectOk(ben.send('message:send', { messageId: early, body: 'Arrived first' }));
  testServer.clock.advance({ seconds: 1 });
  const written = secondsAgo(240);
  await expectOk(say('message:send', { messageId: late, body: 'Written first' }, written));
  const [first, second] = await Promise.all([
    ben.hears('message:changed', ({ id }) => id === early),
    ben.hears('message:changed', ({ id }) => id === late),
  ]);
  expect(second.sentAt).toBe(written.toISOString());
  expect(first.receivedAt < second.receivedAt).toBe(true);

  await expectOk(ana.send('message:seen', { messageId: early }));
  expect((await ana.hears('message:changed', ({ id, seenAt }) => id === early && seenAt !== null)).id).toBe(
    early,
  );
  const welcomed = await helpline.connect('ben');
  expect(welcomed.welcome.messages.map(({ id }) => id)).toEqual([early, late]);
});

test('support asked for without a link says when it was asked', async () => {
  const asked = secondsAgo(90);
  await expectOk(say('signal:raise', { signalId: newId(), kind: 'support-now' }, asked));
  const heard = await ben.hears('signal:changed');
  expect(heard.raisedAt).toBe(asked.toISOString());
  expect(Date.parse(heard.receivedAt)).toBeGreaterThan(asked.getTime());
});

test('support asked for in the shift goes out however late it comes, and what could wait does not', async () => {
  const asked = secondsAgo(60);
  testServer.clock.advance({ hours: 7 });
  const late = await helpline.connect('ana');
  const raise = (kind: 'support-now' | 'sit-with-me', at?: Date) =>
    late.send('signal:raise', { signalId: newId(), kind }, newId(), at);
  expect(await raise('support-now')).toEqual(refused('conflict'));
  expect(await raise('sit-with-me', asked)).toEqual(refused('conflict'));
  expect(await raise('support-now', asked)).toEqual({ ok: true });
  expect(await late.hears('signal:changed')).toMatchObject({ raisedAt: asked.toISOString() });
});

test('a second try of a command with another time is the same command', async () => {
  const [callId, commandId] = [newId(), newId()];
  const began = secondsAgo(50);
  expect(await ana.send('call:start', { callId }, commandId, began)).toEqual({ ok: true });
  expect(await ana.send('call:start', { callId }, commandId, secondsAgo(10))).toEqual({ ok: true });
  expect((await callOf(callId)).startedAt).toEqual(began);
});

test('a time that cannot be read is malformed', async () => {
  const fields = { callId: newId(), at: 'yesterday' } as { callId: string };
  expect(await ana.send('call:start', fields)).toEqual(refused('malformed'));
});

test('rows of an older Alongside are received when they happened', async () => {
  const folder = 'drizzle/migrations';
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const journal = JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  const before = journal.entries.filter(({ tag }) => tag < '0005');
  const older = await migrationsFolder(
    await Promise.all(
      before.map(async ({ tag, when }) => ({
        tag,
        when,
        sql: await readFile(`${folder}/${tag}.sql`, 'utf8'),
      })),
    ),
  );
  expect(files.length).toBeGreaterThan(before.length);
  const { url, drop } = await bareDatabase();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await migrate(url, older.path);
    const id = newId();
    await sql`insert into helplines (id, name, time_zone, opening_pattern, change, created_at) values (${id}, 'Line', 'Europe/London', '[]', 1, now())`;
    await sql`insert into people (id, helpline_id, version, first_name, roles) values (${id}, ${id}, 1, 'Ana', '{supporter}')`;
    await sql`insert into shifts (id, helpline_id, version, starts_at, ends_at) values (${id}, ${id}, 1, now(), now())`;
    await sql`insert into messages (id, helpline_id, version, shift_id, from_person, body, covered, sent_at)
      values (${id}, ${id}, 1, ${id}, ${id}, 'Hello', false, '2026-11-20T20:00:00Z')`;
    await migrate(url);
    expect(await sql`select sent_at = received_at as same, body from messages`).toEqual([
      { same: true, body: 'Hello' },
    ]);
  } finally {
    await sql.end();
    await Promise.all([drop(), older.remove()]);
  }
});
