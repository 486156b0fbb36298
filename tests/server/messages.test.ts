import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { presences } from '#drizzle/schema/presence';
import { retentionRuns } from '#server/retention-runs';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { typesUntilShown } from '../support/typing.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };
const tooLong = (most: string) => refused('malformed', new RegExp(`${most} characters fit`));

test('what one writes reaches the partner and comes back to the writer, and nobody else', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const { cai, mo, nan, sue } = await helpline.connectAll('cai', 'mo', 'nan', 'sue');
  const messageId = newId();
  const body = 'That was a hard one.\n🕯️ “quiet”';
  expect(
    await ana.send('message:send', { messageId, body, callId: call.id, covered: true, warning: 'overdose' }),
  ).toEqual(ok);
  for (const client of [ana, ben])
    expect(await client.hears('message:changed')).toMatchObject({
      id: messageId,
      shiftId: helpline.shiftId,
      from: helpline.ids.ana,
      body,
      callId: call.id,
      covered: true,
      warning: 'overdose',
      seenAt: null,
    });
  for (const other of [cai, mo, nan, sue]) expect(await other.hasHeard('message:changed')).toBe(false);
});

test('without more said, a message is open and about no call', async () => {
  const { ana, ben } = await helpline.pair();
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'Hello' }));
  expect(await ben.hears('message:changed')).toMatchObject({ covered: false, warning: null, callId: null });
});

test('a message needs a shift that was joined, and words', async () => {
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  for (const client of [ana, cai, mo])
    expect(await client.send('message:send', { messageId: newId(), body: 'Hello' })).toEqual(
      refused('conflict'),
    );
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
  expect(await ana.send('message:send', { messageId: newId(), body: ' \n ' })).toEqual(
    refused('malformed', 'Nothing is written here.'),
  );
  expect(await ana.send('message:send', { messageId: newId(), body: 'Hello' })).toEqual(ok);
});

test('the longest message is kept whole, and one character more is refused with the limit named', async () => {
  const { ana, ben } = await helpline.pair();
  const say = (body: string, warning = 'w') =>
    ana.send('message:send', { messageId: newId(), body, covered: true, warning });
  expect(await say('é'.repeat(4_000), 'w'.repeat(120))).toEqual(ok);
  expect((await ben.hears('message:changed')).body).toHaveLength(4_000);
  expect(await say('é'.repeat(4_001))).toEqual(tooLong('4,000'));
  expect(await say('Hello', 'w'.repeat(121))).toEqual(tooLong('120'));
});

test.each([
  ['U+0000', 'a\0b'],
  ['half of a pair', 'a\ud83db'],
])('text with %s cannot be kept, and says so', async (_what, body) => {
  const { ana } = await helpline.pair();
  expect(await ana.send('message:send', { messageId: newId(), body })).toEqual(
    refused('malformed', 'One character in this text cannot be saved.'),
  );
});

test('a message is about a call of this shift or of none', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const elsewhere = await openHelpline(testServer);
  const { call: theirs } = await elsewhere.pairOnCall();
  const about = (callId: string) => ana.send('message:send', { messageId: newId(), body: 'This', callId });
  expect(await about(call.id)).toEqual(ok);
  expect(await about(newId())).toEqual(refused('not-found'));
  expect(await about(theirs.id)).toEqual(refused('not-found'));
  elsewhere.leaveAll();
});

test('a message can be about a call that has ended, until the shift is over for an hour', async () => {
  const { ana, call } = await helpline.pairOnCall();
  await expectOk(ana.send('call:end', { callId: call.id }), ana.send('call:close', { callId: call.id }));
  const about = { body: 'About before', callId: call.id };
  expect(await ana.send('message:send', { messageId: newId(), ...about })).toEqual(ok);
  testServer.clock.advance({ hours: 5, minutes: 1 });
  const late = await helpline.connect('ana');
  expect(late.welcome.messages).toHaveLength(1);
  expect(await late.send('message:send', { messageId: newId(), ...about })).toEqual(
    refused('conflict', /over/),
  );
  testServer.clock.advance({ hours: 12 });
  expect((await helpline.connect('ana')).welcome.messages).toEqual([]);
});

test('seeing a message marks it and those before it, once, and shows to the writer', async () => {
  const { ana, ben } = await helpline.pair();
  const [first, second, third] = [newId(), newId(), newId()];
  for (const messageId of [first, second, third])
    await expectOk(ana.send('message:send', { messageId, body: 'Hello' }));
  expect(await ben.send('message:seen', { messageId: second })).toEqual(ok);
  const seen = await ana.hears('message:changed', ({ id, seenAt }) => id === second && seenAt !== null);
  await ana.hears('message:changed', ({ id, seenAt }) => id === first && seenAt === seen.seenAt);
  expect(await ana.hasHeard('message:changed', ({ id, seenAt }) => id === third && !!seenAt)).toBe(false);
  expect(await ben.send('message:seen', { messageId: second })).toEqual(ok);
  expect(
    await ana.hasHeard('message:changed', ({ id, version }) => id === second && version > seen.version),
  ).toBe(false);
});

test('seeing is for the partner; for everybody else there is no such message', async () => {
  const { ana, ben } = await helpline.pair();
  const elsewhere = await openHelpline(testServer);
  const { ana: stranger } = await elsewhere.pair();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  const messageId = newId();
  await expectOk(ana.send('message:send', { messageId, body: 'Hello' }));
  expect(await ana.send('message:seen', { messageId })).toEqual(refused('not-yours'));
  for (const other of [cai, mo, sue, stranger])
    expect(await other.send('message:seen', { messageId })).toEqual(refused('not-found'));
  expect(await ben.send('message:seen', { messageId: newId() })).toEqual(refused('not-found'));
  expect(await ben.send('message:seen', { messageId: 'that' })).toEqual(refused('malformed'));
  expect(await ben.send('message:seen', { messageId })).toEqual(ok);
  elsewhere.leaveAll();
});

test('a covered message shows as opened once, and answers go to messages that ask for one', async () => {
  const { ana, ben } = await helpline.pair();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  const [covered, asks] = [newId(), newId()];
  await expectOk(ana.send('message:send', { messageId: covered, body: 'Hard', covered: true }));
  await expectOk(ana.send('message:send', { messageId: asks, body: 'Talk?', asks: true }));
  const [open, answer] = ['message:open', 'message:answer'] as const;
  for (const other of [cai, mo, sue]) {
    expect(await other.send(open, { messageId: covered })).toEqual(refused('not-found'));
    expect(await other.send(answer, { messageId: asks, answer: 'now' })).toEqual(refused('not-found'));
  }
  expect(await ana.send(open, { messageId: covered })).toEqual(refused('not-yours'));
  expect(await ana.send(answer, { messageId: asks, answer: 'now' })).toEqual(refused('not-yours'));
  expect(await ben.send(open, { messageId: asks })).toEqual(refused('conflict'));
  expect(await ben.send(answer, { messageId: covered, answer: 'now' })).toEqual(refused('conflict'));
  expect(await ben.send(answer, { messageId: asks, answer: 'no' as never })).toEqual(refused('malformed'));
  expect(await ben.send(open, { messageId: covered })).toEqual(ok);
  const opened = await ana.hears('message:changed', ({ openedAt }) => openedAt !== null);
  expect(opened).toMatchObject({ id: covered, seenAt: opened.openedAt });
  expect(await ben.send(open, { messageId: covered })).toEqual(ok);
  expect(await ana.hasHeard('message:changed', ({ version }) => version > opened.version)).toBe(false);
  expect(await ben.send(answer, { messageId: asks, answer: 'after-my-call' })).toEqual(ok);
  await ana.hears('message:changed', (row) => row.id === asks && row.answer === 'after-my-call');
});

test('that one is typing reaches the partner and nobody else', async () => {
  const { ana, ben } = await helpline.pair();
  const others = Object.values(await helpline.connectAll('cai', 'mo', 'sue'));
  const { shiftId, ids } = helpline;
  expect(await typesUntilShown(ana, ben)).toEqual({ shiftId, personId: ids.ana, on: true });
  for (const other of [ana, ...others]) {
    await other.catchesUp();
    expect(other.events).not.toContain('typing');
  }
});

test('whoever has lost their place while away cannot write into the shift', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  ben.leave();
  await ana.hears('presence:changed', ({ connected }) => !connected);
  await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: helpline.ids.cai }));
  const back = await helpline.connect('ben');
  expect(back.welcome.messages).toEqual([]);
  expect(await back.send('message:send', { messageId: newId(), body: 'Hello' })).toEqual(refused('conflict'));
  expect(await back.send('call:start', { callId: newId() })).toEqual(refused('conflict'));
  expect(await back.send('signal:raise', { signalId: newId(), kind: 'support-now' })).toEqual(
    refused('conflict'),
  );
});

test('whoever gave up their place reads the talk for as long as their partner, past twelve hours too', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  await expectOk(
    mo.send('helpline:change', { chatHours: 48 }),
    ben.send('message:send', { messageId: newId(), body: 'Sleep well' }),
  );
  await ana.hears('message:changed');
  await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 1, personId: helpline.ids.cai }));
  const readBy = async (name: 'ana' | 'ben') =>
    (await helpline.connect(name)).welcome.messages.map(({ body }) => body);
  const after = async (hours: number) => {
    testServer.clock.advance({ hours });
    await retentionRuns.presences(testServer.db, testServer.clock.now());
    return [await readBy('ana'), await readBy('ben')];
  };
  expect(await after(4 + 13)).toEqual([['Sleep well'], ['Sleep well']]);
  expect(await after(48 - 13)).toEqual([[], []]);
  const left = await testServer.db.$count(presences, eq(presences.helplineId, helpline.id));
  expect(left).toBe(0);
});
