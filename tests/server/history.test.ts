import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Call } from '#shared/calls';
import type { Message } from '#shared/messages';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';
import { messages } from '#drizzle/schema/messages';
import { insertSealed, openedRowsOf } from '../support/opened.ts';

const { testServer, helpline } = useHelpline();

type Name = Parameters<Helpline['connect']>[0];
const get = async (name: Name, path: string, line = helpline) => {
  const response = await fetch(testServer.url + path, { headers: { cookie: await line.cookieOf(name) } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const statusOf = async (name: Name, path: string, line = helpline) => (await get(name, path, line)).status;

test('one’s own calls come page by page, newest first, each once', async () => {
  const { ana, call } = await helpline.pairOnCall();
  await expectOk(ana.send('call:end', { callId: call.id }));
  await testServer.db.execute(sql`
    insert into calls select (jsonb_populate_record(c, jsonb_build_object(
      'id', gen_random_uuid(), 'state', 'closed', 'started_at', c.started_at - n * interval '1 day'))).*
    from calls c, generate_series(1, 119) n where c.id = ${call.id}`);
  testServer.clock.advance({ seconds: 1 });
  const cookie = await helpline.cookieOf('ana');
  const found: Call[] = [];
  for (let more = true; more;) {
    const before = found.at(-1)?.startedAt;
    const query = before ? `?before=${encodeURIComponent(before)}` : '';
    const page = await fetch(`${testServer.url}/api/calls/mine${query}`, { headers: { cookie } });
    const body = (await page.json()) as { calls: Call[]; more: boolean };
    expect(body.calls.length).toBeLessThanOrEqual(50);
    found.push(...body.calls);
    more = body.more;
  }
  expect(new Set(found.map(({ id }) => id)).size).toBe(120);
  expect(found.map(({ startedAt }) => startedAt)).toEqual(
    found
      .map(({ startedAt }) => startedAt)
      .sort()
      .reverse(),
  );
  expect((await get('ben', '/api/calls/mine')).body).toEqual({ calls: [], more: false });
});

test.each(['yesterday', '2026-13-01T00:00:00Z', '2026-11-21T10:00:00+99:99', '0000-01-01T00:00:00Z', ''])(
  'calls before “%s” cannot be asked for',
  async (before) => {
    const { status, body } = await get('ana', `/api/calls/mine?before=${encodeURIComponent(before)}`);
    expect([status, body.code]).toEqual([400, 'malformed']);
  },
);

test('a call is open to its pair and to nobody else, until a flag or a debrief opens it', async () => {
  const { ana, sue, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  const elsewhere = await openHelpline(testServer);
  const path = `/api/calls/${call.id}`;
  const statuses = async () =>
    Promise.all((['ana', 'ben', 'cai', 'mo', 'nan', 'sue'] as const).map((name) => statusOf(name, path)));
  expect(await statuses()).toEqual([200, 200, 404, 404, 404, 404]);

  await expectOk(ana.send('flag:raise', { flagId: newId(), callId: call.id, reason: 'safeguarding' }));
  expect(await statuses()).toEqual([200, 200, 404, 404, 404, 200]);
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now', callIds: [call.id] }));
  expect(await statuses()).toEqual([200, 200, 404, 404, 404, 200]);
  await expectOk(mo.send('debrief:accept', { debriefId }));
  expect(await statuses()).toEqual([200, 200, 404, 200, 404, 200]);
  for (const name of ['ana', 'ben', 'sue'] as const)
    expect((await get(name, path)).body).toMatchObject({ call: { id: call.id, openTo: [] } });
  await expectOk(mo.send('debrief:close', { debriefId }));
  expect(await statuses()).toEqual([200, 200, 404, 404, 404, 200]);

  for (const name of ['ana', 'mo', 'sue'] as const) expect(await statusOf(name, path, elsewhere)).toBe(404);
  for (const wrong of [newId(), 'mine%00', 'x', '%E0%A4%A', '..%2fme'])
    expect(await statusOf('ana', `/api/calls/${wrong}`)).toBeGreaterThanOrEqual(400);
  expect(sue.socket.connected).toBe(true);
});

test('a record stays open to those who had the call when the window has closed, and to no one else of the pair', async () => {
  const { call } = await helpline.pairOnCall();
  testServer.clock.advance({ hours: 17 });
  expect(await statusOf('ana', `/api/calls/${call.id}`)).toBe(200);
  expect(await statusOf('ben', `/api/calls/${call.id}`)).toBe(404);
});

test('older messages come page by page, each once, also when many were sent in one millisecond', async () => {
  const { ana } = await helpline.pair();
  const messageId = newId();
  await expectOk(ana.send('message:send', { messageId, body: 'The last one' }));
  const [last] = await openedRowsOf(testServer.db, messages, helpline.id);
  const older = Array.from({ length: 119 }, () => ({ ...last!, id: newId().replace(/^.{8}/, '00000000') }));
  await insertSealed(testServer.db, messages, older);
  const cookie = await helpline.cookieOf('ben');
  const found: Message[] = [];
  for (let more = true; more;) {
    const before = found.at(-1)?.id ?? messageId;
    const page = await fetch(`${testServer.url}/api/chat/before/${before}`, { headers: { cookie } });
    const body = (await page.json()) as { messages: Message[]; more: boolean };
    expect(body.messages.length).toBeLessThanOrEqual(50);
    found.push(...body.messages);
    more = body.more;
  }
  expect(found).toHaveLength(119);
  expect(new Set(found.map(({ id }) => id)).size).toBe(119);
});

test('messages are open to the pair, while the conversation is there', async () => {
  const { ana } = await helpline.pair();
  const elsewhere = await openHelpline(testServer);
  const messageId = newId();
  await expectOk(ana.send('message:send', { messageId, body: 'Hello' }));
  const path = `/api/chat/before/${messageId}`;
  for (const name of ['ana', 'ben'] as const)
    expect((await get(name, path)).body).toEqual({ messages: [], more: false });
  for (const name of ['cai', 'mo', 'sue'] as const) expect(await statusOf(name, path)).toBe(404);
  for (const name of ['ana', 'mo'] as const) expect(await statusOf(name, path, elsewhere)).toBe(404);
  for (const wrong of [newId(), 'x']) expect(await statusOf('ana', `/api/chat/before/${wrong}`)).toBe(404);
  testServer.clock.advance({ hours: 24 * 40 });
  expect(await statusOf('ana', path)).toBe(404);
});
