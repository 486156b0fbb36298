import { expect, test } from 'vitest';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };

/** The pair, Sue, and a flag that Ben raised on Ana’s call. */
async function flagged() {
  const clients = await helpline.pairOnCall();
  const flagId = newId();
  const { ben, call } = clients;
  await expectOk(
    ben.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding', note: 'A child' }),
  );
  return { ...clients, flagId };
}

test('a flag raised by one of the pair reaches both and the supervisor, with the call, and no manager', async () => {
  const { mo, cai } = await helpline.connectAll('mo', 'cai');
  const { ana, ben, sue, call, flagId } = await flagged();
  for (const client of [ana, ben, sue]) {
    expect(await client.hears('flag:changed')).toMatchObject({
      id: flagId,
      callId: call.id,
      state: 'waiting',
      reason: 'safeguarding',
      note: 'A child',
      raisedBy: helpline.ids.ben,
    });
    await client.hears('call:changed', ({ id, flagged }) => id === call.id && flagged);
  }
  for (const other of [mo, cai])
    expect((await other.hasHeard('flag:changed')) || (await other.hasHeard('call:changed'))).toBe(false);
});

test('flagging is for the two on the shift, about a call they may read', async () => {
  const { ana, sue, call } = await flagged();
  const { mo, cai } = await helpline.connectAll('mo', 'cai');
  const elsewhere = await openHelpline(testServer);
  const { ana: stranger } = await elsewhere.pair();
  const raise = (client: Client, more: object = {}) =>
    client.send('flag:raise', { flagId: newId(), callId: call.id, reason: 'abusive-call', ...more });
  for (const client of [mo, cai, stranger]) expect(await raise(client)).toEqual(refused('not-found'));
  expect(await raise(sue)).toEqual(refused('not-yours'));
  expect(await raise(ana, { callId: newId() })).toEqual(refused('not-found'));
  expect(await raise(ana, { reason: 'complaint' })).toEqual(refused('malformed'));
  expect(await raise(ana, { note: 'n'.repeat(1_001) })).toEqual(refused('malformed', /1,000 characters/));
  expect(await raise(ana, { note: 'n'.repeat(1_000) })).toEqual(ok);
  elsewhere.leaveAll();
});

test('a call that has ended can be flagged, until twelve hours after the shift', async () => {
  const { ana, call } = await helpline.pairOnCall();
  await expectOk(ana.send('call:end', { callId: call.id }), ana.send('call:close', { callId: call.id }));
  const flag = { callId: call.id, reason: 'something-to-learn' } as const;
  expect(await ana.send('flag:raise', { ...flag, flagId: newId() })).toEqual(ok);
  testServer.clock.advance({ hours: 17 });
  const late = await helpline.connect('ana');
  expect(await late.send('flag:raise', { ...flag, flagId: newId() })).toEqual(refused('not-yours'));
});

test('a flag is taken back by the one who raised it, and the supervisor loses it with its words and the call', async () => {
  const { ana, ben, sue, call, flagId } = await flagged();
  expect(await ana.send('flag:withdraw', { flagId })).toEqual(refused('not-yours'));
  expect(await sue.send('flag:withdraw', { flagId })).toEqual(refused('not-yours'));
  expect(await ben.send('flag:withdraw', { flagId })).toEqual(ok);
  expect(await sue.isWelcomedAgain(1)).toMatchObject({ since: 0, flags: [], calls: [] });
  await ana.hears('call:changed', ({ version, flagged }) => version > call.version && !flagged);
  expect(await ben.send('flag:withdraw', { flagId })).toEqual(refused('conflict'));
  expect(await sue.send('flag:take', { flagId })).toEqual(refused('conflict'));
});

test('while another flag of the call stands, the supervisor keeps the call', async () => {
  const { ana, ben, sue, call, flagId } = await flagged();
  await expectOk(ana.send('flag:raise', { flagId: newId(), callId: call.id, reason: 'abusive-call' }));
  await expectOk(ben.send('flag:withdraw', { flagId }));
  expect((await helpline.connect('sue')).welcome.calls).toHaveLength(1);
  expect(await sue.hasHeard('call:changed', ({ flagged }) => !flagged)).toBe(false);
});

test('a flag can be taken back for five minutes, and not after', async () => {
  const { ben, flagId, call } = await flagged();
  testServer.clock.advance({ minutes: 5, seconds: 1 });
  expect(await ben.send('flag:withdraw', { flagId })).toEqual(refused('conflict'));
  const second = newId();
  await expectOk(ben.send('flag:raise', { flagId: second, callId: call.id, reason: 'confidentiality' }));
  testServer.clock.advance({ minutes: 4, seconds: 50 });
  expect(await ben.send('flag:withdraw', { flagId: second })).toEqual(ok);
});

test('the one who raised it, and their partner, see every step and what was learned', async () => {
  const { ana, ben, sue, flagId } = await flagged();
  for (const [client, name, more] of [
    [sue, 'flag:take', {}],
    [sue, 'flag:ask', { question: 'Was the child there?' }],
    [ben, 'flag:answer', { answer: 'In the next room.' }],
    [sue, 'flag:close', { learning: 'Ask who else is at home.' }],
  ] as const)
    expect(await client.send(name, { flagId, ...more })).toEqual(ok);
  for (const client of [ana, ben]) {
    const closed = await client.hears('flag:changed', ({ state }) => state === 'closed');
    expect(closed.learning).toBe('Ask who else is at home.');
    expect(closed.steps.map(({ step, words }) => [step, words])).toEqual([
      ['raised', undefined],
      ['taken', undefined],
      ['asked', 'Was the child there?'],
      ['answered', 'In the next room.'],
      ['closed', 'Ask who else is at home.'],
    ]);
  }
  for (const name of ['flag:take', 'flag:release'] as const)
    expect(await sue.send(name, { flagId })).toEqual(refused('conflict'));
  expect(await sue.send('flag:close', { flagId, learning: 'More' })).toEqual(refused('conflict'));
  expect(await ben.send('flag:answer', { flagId, answer: 'More' })).toEqual(refused('conflict'));
  expect(await ben.send('flag:withdraw', { flagId })).toEqual(refused('conflict'));
});

test('reviewing is for the supervisor who took the flag', async () => {
  const { ana, ben, sue, flagId } = await flagged();
  const words = { question: 'Why?', learning: 'This' };
  const review = (client: Client, verb: 'take' | 'release' | 'ask' | 'close') =>
    client.send(`flag:${verb}`, {
      flagId,
      ...(verb === 'ask' && { question: words.question }),
      ...(verb === 'close' && { learning: words.learning }),
    });
  for (const client of [ana, ben])
    for (const verb of ['take', 'release', 'ask', 'close'] as const)
      expect(await review(client, verb)).toEqual(refused('not-yours'));
  for (const verb of ['release', 'ask', 'close'] as const)
    expect(await review(sue, verb)).toEqual(refused('not-yours'));
  expect(await review(sue, 'take')).toEqual(ok);
  expect(await review(sue, 'take')).toEqual(refused('conflict'));
  expect(await review(sue, 'release')).toEqual(ok);
  await ben.hears('flag:changed', ({ state, steps }) => state === 'waiting' && steps.length === 3);
});

test('a question is answered by the one who raised the flag, once, whoever has the flag by then', async () => {
  const { ana, ben, sue, flagId } = await flagged();
  const answer = (client: Client) => client.send('flag:answer', { flagId, answer: 'Like this.' });
  await expectOk(sue.send('flag:take', { flagId }));
  expect(await answer(ben)).toEqual(refused('conflict'));
  await expectOk(sue.send('flag:ask', { flagId, question: 'How?' }), sue.send('flag:release', { flagId }));
  for (const client of [ana, sue]) expect(await answer(client)).toEqual(refused('not-yours'));
  expect(await answer(ben)).toEqual(ok);
  await sue.hears('flag:changed', ({ state, steps }) => state === 'waiting' && steps.length === 5);
  expect(await answer(ben)).toEqual(refused('conflict'));
});

test.each([
  ['flag:ask', 'question'],
  ['flag:answer', 'answer'],
  ['flag:close', 'learning'],
] as const)('%s needs words, and not too many', async (name, field) => {
  const { sue } = await helpline.connectAll('sue');
  const say = (words: string) => sue.send(name, { flagId: newId(), [field]: words } as never);
  expect(await say(' ')).toEqual(refused('malformed', 'Nothing is written here.'));
  expect(await say('a\ud800')).toEqual(refused('malformed'));
  expect(await say('w'.repeat(1_001))).toEqual(refused('malformed', /1,000 characters/));
  expect(await say('w'.repeat(1_000))).toEqual(refused('not-found'));
});

test('to everybody else, and to another helpline, the flag is not there', async () => {
  const { flagId, sue } = await flagged();
  const elsewhere = await openHelpline(testServer);
  const strangers = Object.values(await elsewhere.connectAll('ana', 'sue'));
  const outside = [...Object.values(await helpline.connectAll('mo', 'cai')), ...strangers];
  for (const [client, id] of [
    ...outside.map((client) => [client, flagId] as const),
    [sue, newId()] as const,
  ]) {
    for (const name of ['flag:withdraw', 'flag:take', 'flag:release'] as const)
      expect(await client.send(name, { flagId: id })).toEqual(refused('not-found'));
    expect(await client.send('flag:answer', { flagId: id, answer: 'x' })).toEqual(refused('not-found'));
  }
  for (const client of outside) expect(await client.hasHeard('flag:changed')).toBe(false);
  elsewhere.leaveAll();
});
