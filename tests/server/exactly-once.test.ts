import { and, eq, gt } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { calls } from '#drizzle/schema/calls';
import { messages } from '#drizzle/schema/messages';
import { commands } from '#drizzle/schema/commands';
import { helplines } from '#drizzle/schema/helplines';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { openedRowsOf } from '../support/opened.ts';
import { useTwoServers } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, secondServer, helpline } = useTwoServers();

const bodiesSent = async () =>
  (await openedRowsOf(testServer.db, messages, helpline.id)).map(({ body }) => body);
const versionNow = async () =>
  (await testServer.db.select().from(helplines).where(eq(helplines.id, helpline.id)))[0]!.change;

test('six copies at once, from two tabs and through two servers, do it once and all say so', async () => {
  const { ana, ben } = await helpline.pair();
  const cookie = await helpline.cookieOf('ana');
  const tab = await helpline.connect('ana', { cookie });
  const far = await helpline.connect('ana', { cookie, url: secondServer.url });
  const before = await versionNow();
  const [commandId, messageId] = [newId(), newId()];
  const say = (client: typeof ana) => client.send('message:send', { messageId, body: 'Once' }, commandId);

  const replies = await Promise.all([ana, tab, far, ana, tab, far].map(say));
  expect(replies).toEqual([ok, ok, ok, ok, ok, ok]);
  expect(await bodiesSent()).toEqual(['Once']);
  expect(await versionNow()).toBe(before + 1);
  await ben.hears('message:changed');
  await ben.catchesUp();
  expect(ben.heard.filter(({ name }) => name === 'message:changed')).toHaveLength(1);
});

test('six copies of a refused command are all refused in the same words', async () => {
  const { ana } = await helpline.pairOnCall();
  const far = await helpline.connect('ana', { url: secondServer.url });
  const commandId = newId();
  const fields = { callId: newId() };
  const replies = await Promise.all(
    [ana, far, ana, far, ana, far].map((client) => client.send('call:start', fields, commandId)),
  );
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect(replies[0]).toEqual(refused('conflict'));
});

test('the same id with other content is a conflict, and nothing of it is written', async () => {
  const { ana, ben } = await helpline.pair();
  const commandId = newId();
  const first = { messageId: newId(), body: 'The first' };
  await expectOk(ana.send('message:send', first, commandId));
  const before = await versionNow();

  for (const other of [
    { messageId: newId(), body: 'The first' },
    { ...first, body: 'Another' },
    { ...first, covered: true },
  ])
    expect(await ana.send('message:send', other, commandId)).toEqual(refused('conflict'));
  expect(await ana.send('call:start', { callId: newId() }, commandId)).toEqual(refused('conflict'));
  expect(await ben.send('message:send', first, commandId)).toEqual(refused('conflict'));
  expect(await bodiesSent()).toEqual(['The first']);
  expect(await versionNow()).toBe(before);
  expect(await ana.send('message:send', { ...first, covered: false }, commandId)).toEqual(ok);
});

test('two contents under one id at the same moment: one of them stands', async () => {
  const { ana } = await helpline.pair();
  const far = await helpline.connect('ana', { url: secondServer.url });
  const commandId = newId();
  const say = (client: typeof ana, body: string) =>
    client.send('message:send', { messageId: newId(), body }, commandId);
  const replies = await Promise.all([say(ana, 'left'), say(far, 'right')]);
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  expect(await bodiesSent()).toEqual([replies[0].ok ? 'left' : 'right']);
});

test('another person’s id is a conflict for everybody else, in every helpline', async () => {
  const { ana, ben } = await helpline.pair();
  const elsewhere = await openHelpline(testServer);
  const stranger = (await elsewhere.pair()).ana;
  const commandId = newId();
  await expectOk(ana.send('presence:set', { state: 'ready' }, commandId));
  expect(await ben.send('presence:set', { state: 'ready' }, commandId)).toEqual(refused('conflict'));
  expect(await stranger.send('presence:set', { state: 'ready' }, commandId)).toEqual(refused('conflict'));
  elsewhere.leaveAll();
});

test('a refusal is repeated word for word for its id, even after its reason is gone', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const again = newId();
  const commandId = newId();
  const no = await ana.send('call:start', { callId: again }, commandId);
  expect(no).toEqual(refused('conflict'));
  await expectOk(ana.send('call:end', { callId: call.id }));
  expect(await ana.send('call:start', { callId: again }, commandId)).toEqual(no);
  expect(await testServer.db.select().from(calls).where(eq(calls.id, again))).toEqual([]);
  expect(await ana.send('call:start', { callId: again })).toEqual(ok);
});

test('the same id after a reconnect hears the same answer and changes nothing', async () => {
  const { ana } = await helpline.pair();
  const commandId = newId();
  const message = { messageId: newId(), body: 'Are you there?' };
  await expectOk(ana.send('message:send', message, commandId));
  const before = await versionNow();
  ana.leave();
  const back = await helpline.connect('ana', { url: secondServer.url });
  expect(await back.send('message:send', message, commandId)).toEqual(ok);
  expect(await bodiesSent()).toEqual([message.body]);
  expect(await versionNow()).toBe(before);
});

test('what was malformed leaves no receipt, so the same id may be put right', async () => {
  const { ana } = await helpline.pair();
  const commandId = newId();
  const message = { messageId: newId(), body: 'Now with words' };
  expect(await ana.send('message:send', { ...message, body: ' ' }, commandId)).toEqual(refused('malformed'));
  expect(await testServer.db.select().from(commands).where(eq(commands.id, commandId))).toEqual([]);
  expect(await ana.send('message:send', message, commandId)).toEqual(ok);
});

test('an id that something else has already is a conflict, for each thing that can be made', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const { mo } = await helpline.connectAll('mo');
  const made = { messageId: newId(), signalId: newId(), flagId: newId(), debriefId: newId() };
  const makeAll = (client: typeof ana, body: string) => [
    client.send('message:send', { messageId: made.messageId, body }),
    client.send('signal:raise', { signalId: made.signalId, kind: 'sit-with-me' }),
    client.send('flag:raise', { flagId: made.flagId, callId: call.id, reason: 'safeguarding' }),
    client.send('debrief:ask', { debriefId: made.debriefId, urgency: 'now' }),
  ];
  await expectOk(...makeAll(ana, 'Mine'));
  for (const reply of await Promise.all(makeAll(ben, 'Not mine'))) expect(reply).toEqual(refused('conflict'));
  expect(await ben.send('call:start', { callId: call.id })).toEqual(refused('conflict'));
  const invitation = { firstName: 'Ida', email: `${newId()}@example.org`, roles: ['supporter' as const] };
  expect(
    await mo.send('person:invite', { ...invitation, personId: helpline.ids.ana, secretHash: '0'.repeat(64) }),
  ).toEqual(refused('conflict'));
  expect(await bodiesSent()).toEqual(['Mine']);
});

test('fifty commands of two people at once take rising versions, none skipped and none doubled', async () => {
  const { ana, ben } = await helpline.pair();
  const before = await versionNow();
  const sent = Array.from({ length: 50 }, (_, index) =>
    (index % 2 ? ana : ben).send('message:send', { messageId: newId(), body: `Number ${index}` }),
  );
  await expectOk(...sent);
  const rows = await testServer.db
    .select({ version: messages.version })
    .from(messages)
    .where(and(eq(messages.helplineId, helpline.id), gt(messages.version, before)))
    .orderBy(messages.version);
  expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, (_, n) => before + 1 + n));
  await ana.catchesUp();
  const told = ana.heard.filter(({ name }) => name === 'message:changed').map(({ row }) => row.version);
  expect(told.sort((a, b) => a - b)).toEqual(rows.map(({ version }) => version));
});
