import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { expectOk, newId, password, refused, type Helpline } from '../support/helpline.ts';
import { somebodyWaits } from '../support/helpline-lock.ts';
import { openNotifyingServer, type NotifyingServer } from '../support/notifying-server.ts';
import { origin } from '../support/test-server.ts';

/** One server whose log is read, and another that sends what it writes. */
let notifying: NotifyingServer;
let talkative: Awaited<ReturnType<NotifyingServer['openSecond']>>;
let helpline: Helpline;
let written: string[];
beforeAll(async () => {
  notifying = await openNotifyingServer();
  talkative = await notifying.openSecond({ logLevel: 'debug' });
});
afterAll(async () => {
  await talkative.close();
  await notifying.close();
});
beforeEach(async () => {
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  helpline = await notifying.openHelpline();
});
afterEach(() => {
  helpline.leaveAll();
  vi.restoreAllMocks();
});

const entries = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);
const entry = (event: string, facts: Record<string, unknown> = {}) =>
  entries().find(
    (one) => one.event === event && Object.entries(facts).every(([field, value]) => one[field] === value),
  );

test('a command is followed by its id to its commit, and by its version to its news and its notification', async () => {
  const { url } = talkative;
  const [mo, ana] = [await helpline.connect('mo', { url }), await helpline.connect('ana', { url })];
  await expectOk(mo.send('notification:addDevice', notifying.pushes.newDevice().fields));
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
  const [commandId, debriefId] = [newId(), newId()];
  const asked = { debriefId, urgency: 'now' as const, note: 'A heron stood by the door' };
  await expectOk(ana.send('debrief:ask', asked, commandId));
  const done = entry('command carried out', { commandId });
  expect(done).toMatchObject({ command: 'debrief:ask', helplineId: helpline.id });
  const { helplineId, version } = done!;
  await talkative.sender.look();
  await eventually(() => {
    expect(entry('news sent', { helplineId, version })).toMatchObject({ rows: 1 });
    expect(entry('notification sent', { helplineId, version })).toMatchObject({ urgent: true });
  });
  for (const line of written) expect(line).not.toMatch(/heron|@|\bAna\b/);
});

test('what is not somebody’s to do is logged as a rule, without who it was', async () => {
  const ana = await helpline.connect('ana', { url: talkative.url });
  const commandId = newId();
  expect(await ana.send('helpline:change', { lockMinutes: 9 }, commandId)).toEqual(refused('not-yours'));
  expect(entry('command refused', { commandId })).toEqual({
    at: expect.any(String) as string,
    level: 'info',
    event: 'command refused',
    command: 'helpline:change',
    commandId,
    code: 'not-yours',
  });
});

test('a request that the browser gives up is logged as cut off', async () => {
  const { db } = notifying.testServer;
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table people in access exclusive mode`);
    const givesUp = new AbortController();
    const asked = fetch(`${talkative.url}/api/sign-in`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ email: helpline.emailOf('mo'), password }),
      signal: givesUp.signal,
    });
    await somebodyWaits(db, 'people');
    givesUp.abort();
    await expect(asked).rejects.toThrow();
    await eventually(() => expect(entry('request cut off', { method: 'POST' })).toBeDefined());
  });
});

test('a request has the id in the log that its answer carries, and the pattern of its address', async () => {
  const { headers } = await fetch(`${talkative.url}/api/nothing/${newId()}?words=heron`);
  const requestId = headers.get('x-request-id')!;
  await eventually(() => expect(entry('request answered', { requestId })).toBeDefined());
  expect(entry('request answered', { requestId })).toMatchObject({
    method: 'GET',
    status: 404,
    level: 'debug',
  });
  const secret = newId().replaceAll('-', '').repeat(2);
  const feed = await fetch(`${talkative.url}/api/feed/${secret}.ics`);
  const asked = { requestId: feed.headers.get('x-request-id')! };
  await eventually(() => expect(entry('request answered', asked)?.route).toMatch(/^\/api\/feed\/:/));
  for (const line of written) expect(line).not.toMatch(new RegExp(`heron|${secret}`));
});
