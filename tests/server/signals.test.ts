import { expect, test } from 'vitest';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { signalWords, type SignalKind } from '#shared/signals';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };
const kinds = Object.keys(signalWords) as SignalKind[];

test.each(kinds)('%s reaches the partner and nobody else', async (kind) => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  const signalId = newId();
  expect(await ana.send('signal:raise', { signalId, kind, callId: call.id })).toEqual(ok);
  expect(await ben.hears('signal:changed')).toMatchObject({
    id: signalId,
    kind,
    callId: call.id,
    raisedBy: helpline.ids.ana,
    answer: null,
    loweredAt: null,
  });
  for (const other of [cai, mo, sue]) expect(await other.hasHeard('signal:changed')).toBe(false);
});

test('one kind is raised once at a time by each of the two', async () => {
  const { ana, ben } = await helpline.pair();
  const signalId = newId();
  const raise = (client: typeof ana, kind: SignalKind, id = newId()) =>
    client.send('signal:raise', { signalId: id, kind });
  expect(await raise(ana, 'support-now', signalId)).toEqual(ok);
  expect(await raise(ana, 'support-now')).toEqual(refused('conflict'));
  expect(await raise(ana, 'sit-with-me')).toEqual(ok);
  expect(await raise(ben, 'support-now')).toEqual(ok);
  await expectOk(ana.send('signal:lower', { signalId }));
  expect(await raise(ana, 'support-now')).toEqual(ok);
});

test('whoever asks for support again, long after somebody came, is heard again', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const raise = (signalId: string, at?: Date, by = ana) =>
    by.send('signal:raise', { signalId, kind: 'support-now' }, newId(), at);
  const [first, second] = [newId(), newId()];
  await expectOk(raise(first));
  await expectOk(ben.send('signal:answer', { signalId: first }));
  testServer.clock.advance({ minutes: 9 });
  const soon = testServer.clock.now();
  expect(await raise(newId())).toEqual(refused('conflict', /told this already/));

  testServer.clock.advance({ hours: 2 });
  const back = await helpline.connect('ana');
  expect(await raise(newId(), soon, back)).toEqual(refused('conflict', /told this already/));
  expect(await raise(second, undefined, back)).toEqual(ok);
  await ben.hears('signal:changed', ({ id, loweredAt }) => id === first && loweredAt !== null);
  expect(await ben.hears('signal:changed', ({ id }) => id === second)).toMatchObject({ answer: null });
  expect(await raise(newId(), undefined, back)).toEqual(refused('conflict', /told this already/));
  await testServer.timePasses({ minutes: 2 });
  expect(await mo.hears('signal:changed')).toMatchObject({ id: second, escalatedTo: [helpline.ids.mo] });
});

test('raising needs a shift that was joined and is not over and a kind from the list; what can wait needs a call of this shift', async () => {
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const elsewhere = await openHelpline(testServer);
  const { call: theirs } = await elsewhere.pairOnCall();
  const raise = (client: typeof ana, more: object = {}) =>
    client.send('signal:raise', { signalId: newId(), kind: 'support-now', ...more });
  for (const client of [ana, cai, mo])
    expect(await raise(client)).toEqual(refused('conflict', /so nobody was told\./));
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
  expect(await raise(ana, { kind: 'help' })).toEqual(refused('malformed'));
  for (const callId of [newId(), theirs.id])
    expect(await raise(ana, { kind: 'sit-with-me', callId })).toEqual(refused('not-found'));
  expect(await raise(ana)).toEqual(ok);
  testServer.clock.advance({ hours: 5, minutes: 1 });
  const late = await helpline.connect('ana');
  for (const kind of ['sit-with-me', 'support-now'])
    expect(await raise(late, { kind })).toEqual(refused('conflict', /^This shift is over\./));
  elsewhere.leaveAll();
});

test('a request for support about a call that this shift does not know goes out without the call', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const elsewhere = await openHelpline(testServer);
  const { call: theirs } = await elsewhere.pairOnCall();
  const [refusedStart, signalId] = [newId(), newId()];
  expect(await ana.send('call:start', { callId: refusedStart })).toEqual(refused('conflict'));
  expect(await ana.send('signal:raise', { signalId, kind: 'support-now', callId: refusedStart })).toEqual(ok);
  expect(await ben.hears('signal:changed')).toMatchObject({ id: signalId, callId: null });
  await expectOk(ana.send('signal:lower', { signalId }));
  for (const [callId, named] of [
    [theirs.id, null],
    [call.id, call.id],
  ] as const) {
    const id = newId();
    expect(await ana.send('signal:raise', { signalId: id, kind: 'support-now', callId })).toEqual(ok);
    expect(await ben.hears('signal:changed', (row) => row.id === id)).toMatchObject({ callId: named });
    await expectOk(ana.send('signal:lower', { signalId: id }));
  }
  elsewhere.leaveAll();
});

test('the partner answers, and may answer again with something else', async () => {
  const { ana, ben } = await helpline.pair();
  const signalId = newId();
  await expectOk(ana.send('signal:raise', { signalId, kind: 'take-the-next-one' }));
  expect(await ben.send('signal:answer', { signalId })).toEqual(ok);
  expect(await ana.hears('signal:changed', ({ answer }) => answer === 'with-you')).toMatchObject({
    answeredBy: helpline.ids.ben,
    answeredAt: expect.any(String) as string,
  });
  expect(await ben.send('signal:answer', { signalId, answer: 'five-minutes' })).toEqual(ok);
  await ana.hears('signal:changed', ({ answer }) => answer === 'five-minutes');
});

test('only the partner answers, only while it is raised, and with an answer from the list', async () => {
  const { ana, ben } = await helpline.pair();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  const elsewhere = await openHelpline(testServer);
  const { ana: stranger } = await elsewhere.pair();
  const signalId = newId();
  await expectOk(ana.send('signal:raise', { signalId, kind: 'support-now' }));
  expect(await ana.send('signal:answer', { signalId })).toEqual(refused('not-yours'));
  for (const other of [cai, mo, sue, stranger]) {
    expect(await other.send('signal:answer', { signalId })).toEqual(refused('not-found'));
    expect(await other.send('signal:lower', { signalId })).toEqual(refused('not-found'));
  }
  expect(await ben.send('signal:answer', { signalId: newId() })).toEqual(refused('not-found'));
  expect(await ben.send('signal:answer', { signalId, answer: 'no' as never })).toEqual(refused('malformed'));
  expect(await ben.send('signal:answer', { signalId })).toEqual(ok);
  await expectOk(ana.send('signal:lower', { signalId }));
  expect(await ben.send('signal:answer', { signalId })).toEqual(refused('conflict'));
  elsewhere.leaveAll();
});

test('only the one who raised it takes it back, once', async () => {
  const { ana, ben } = await helpline.pair();
  const signalId = newId();
  await expectOk(ana.send('signal:raise', { signalId, kind: 'sit-with-me' }));
  expect(await ben.send('signal:lower', { signalId })).toEqual(refused('not-yours'));
  expect(await ana.send('signal:lower', { signalId: newId() })).toEqual(refused('not-found'));
  expect(await ana.send('signal:lower', { signalId: '' })).toEqual(refused('malformed'));
  expect(await ana.send('signal:lower', { signalId })).toEqual(ok);
  await ben.hears('signal:changed', ({ loweredAt }) => loweredAt !== null);
  expect(await ana.send('signal:lower', { signalId })).toEqual(refused('conflict'));
});

test('what was raised can still be lowered when the shift is over, until the window closes', async () => {
  const { ana } = await helpline.pair();
  const [first, second] = [newId(), newId()];
  await expectOk(
    ana.send('signal:raise', { signalId: first, kind: 'support-now' }),
    ana.send('signal:raise', { signalId: second, kind: 'sit-with-me' }),
  );
  testServer.clock.advance({ hours: 15 });
  expect(await (await helpline.connect('ana')).send('signal:lower', { signalId: first })).toEqual(ok);
  testServer.clock.advance({ hours: 2 });
  const late = await helpline.connect('ana');
  expect(await late.send('signal:lower', { signalId: second })).toEqual(refused('not-found'));
});
