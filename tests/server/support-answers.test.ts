import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import type { SignalAnswer } from '#shared/signals';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { openTestServer } from '../support/test-server.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

/** Ana has asked for support: Ben is her partner, Mo the manager on call and Nan the next. */
async function raised() {
  const { ana, ben } = await helpline.pair();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const signalId = newId();
  await expectOk(ana.send('signal:raise', { signalId, kind: 'support-now' }));
  const answer = (client: Client, words: SignalAnswer) =>
    client.send('signal:answer', { signalId, answer: words });
  return { ana, ben, mo, nan, signalId, answer };
}
const escalatedTo = (client: Client, how: number) =>
  client.hears('signal:changed', (signal) => signal.escalatedTo.length === how);
const hasEscalated = (client: Client) =>
  client.hasHeard('signal:changed', (signal) => signal.escalatedTo.length > 0);

test('in five minutes holds it up for five minutes; then it goes on to the manager on call, and to the next', async () => {
  const { ana, ben, mo, nan, answer } = await raised();
  expect(await answer(ben, 'five-minutes')).toEqual(ok);
  expect(await ana.hears('signal:changed', (signal) => signal.answer !== null)).toMatchObject({
    answer: 'five-minutes',
    answeredBy: helpline.ids.ben,
    loweredAt: null,
  });
  await testServer.timePasses({ minutes: 4.9 });
  for (const client of [ana, mo, nan]) expect(await hasEscalated(client)).toBe(false);
  await testServer.timePasses({ minutes: 0.2 });
  expect((await escalatedTo(mo, 1)).answers).toMatchObject([
    { by: helpline.ids.ben, answer: 'five-minutes' },
  ]);
  expect(await hasEscalated(nan)).toBe(false);
  await testServer.timePasses({ minutes: 3 });
  expect((await escalatedTo(nan, 2)).escalatedTo).toEqual([helpline.ids.mo, helpline.ids.nan]);
});

test('when the asker says that she is all right within the five minutes, nobody further is asked', async () => {
  const { ana, ben, mo, signalId, answer } = await raised();
  await expectOk(answer(ben, 'five-minutes'));
  await expectOk(ana.send('signal:lower', { signalId }));
  await testServer.timePasses({ minutes: 20 });
  expect(await hasEscalated(mo)).toBe(false);
  expect(await answer(ben, 'with-you')).toEqual(refused('conflict'));
});

test('asked for after the end of the shift, it goes on from a manager who is suspended', async () => {
  testServer.clock.advance({ hours: 3.9 });
  const { ana, ben } = await helpline.pair();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  testServer.clock.advance({ minutes: 16 });
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  await testServer.timePasses({ minutes: 2.1 });
  expect((await escalatedTo(mo, 1)).escalatedTo).toEqual([helpline.ids.mo]);
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect((await escalatedTo(ben, 2)).escalatedTo).toEqual([helpline.ids.mo, helpline.ids.nan]);
});

test('who comes within the five minutes ends the escalation', async () => {
  const { ben, mo, answer } = await raised();
  await expectOk(answer(ben, 'five-minutes'));
  await testServer.timePasses({ minutes: 4 });
  await expectOk(answer(ben, 'with-you'));
  await testServer.timePasses({ minutes: 20 });
  expect(await hasEscalated(mo)).toBe(false);
});

test('I can’t goes on at once, and from each who cannot to the next', async () => {
  const { ana, ben, mo, nan, answer } = await raised();
  expect(await answer(ben, 'cannot')).toEqual(ok);
  expect(await escalatedTo(mo, 1)).toMatchObject({ answer: 'cannot', answeredBy: helpline.ids.ben });
  expect(await hasEscalated(nan)).toBe(false);
  expect(await answer(mo, 'cannot')).toEqual(ok);
  expect((await escalatedTo(nan, 2)).answers).toHaveLength(2);
  expect(await answer(nan, 'ringing-you')).toEqual(ok);
  for (const client of [ana, ben, mo])
    expect(await client.hears('signal:changed', (signal) => signal.answer === 'ringing-you')).toMatchObject({
      answeredBy: helpline.ids.nan,
    });
});

test('I can’t of one leaves the other who is there in charge, and the five minutes of another on the screen', async () => {
  const { ben, mo, nan, answer } = await raised();
  await testServer.timePasses({ minutes: 2.1 });
  await escalatedTo(mo, 1);
  await expectOk(answer(mo, 'ringing-you'));
  await expectOk(answer(ben, 'cannot'));
  const both = await ben.hears('signal:changed', ({ answers }) => answers.length === 2);
  expect(both).toMatchObject({ answer: 'ringing-you', answeredBy: helpline.ids.mo });
  await testServer.timePasses({ minutes: 20 });
  expect(await hasEscalated(nan)).toBe(false);
  await expectOk(answer(mo, 'cannot'));
  await escalatedTo(nan, 2);
});

test('whoever is asked next because one cannot is asked also during the five minutes of another', async () => {
  const ola = { id: newId(), firstName: 'Ola', roles: ['manager' as const] };
  await testServer.db.insert(people).values({ ...ola, helplineId: helpline.id, version: 1 });
  const { ana, ben, mo, nan, answer } = await raised();
  await testServer.timePasses({ minutes: 2 });
  await escalatedTo(mo, 1);
  await testServer.timePasses({ minutes: 0.5 });
  await expectOk(answer(ben, 'five-minutes'));
  await testServer.timePasses({ minutes: 0.5 });
  await expectOk(answer(mo, 'cannot'));
  await escalatedTo(nan, 2);
  await testServer.timePasses({ minutes: 2.9 });
  expect(await ana.hasHeard('signal:changed', (signal) => signal.escalatedTo.length > 2)).toBe(false);
  await testServer.timePasses({ minutes: 0.1 });
  expect((await escalatedTo(ana, 3)).escalatedTo).toEqual([helpline.ids.mo, helpline.ids.nan, ola.id]);
});

test('where one promises to come after another could not, nobody is asked before the five minutes are over', async () => {
  const { ana, ben, mo, nan, answer } = await raised();
  await testServer.timePasses({ minutes: 2 });
  await escalatedTo(mo, 1);
  await expectOk(answer(ben, 'five-minutes'));
  await testServer.timePasses({ minutes: 4.9 });
  expect(await hasEscalated(nan)).toBe(false);
  await testServer.timePasses({ minutes: 0.1 });
  await escalatedTo(ana, 2);
});

test('to have answered is told to everybody who was asked, and to nobody else', async () => {
  const { ana, ben, mo, nan, answer } = await raised();
  const { cai, sue } = await helpline.connectAll('cai', 'sue');
  await testServer.timePasses({ minutes: 2.1 });
  await escalatedTo(mo, 1);
  await expectOk(answer(ben, 'with-you'));
  for (const client of [ana, ben, mo])
    await client.hears('signal:changed', (signal) => signal.answeredBy === helpline.ids.ben);
  for (const client of [nan, cai, sue]) expect(await client.hasHeard('signal:changed')).toBe(false);
});

test('it goes on from a manager who loses the role, whatever they said, and is theirs to see no more', async () => {
  const personId = helpline.ids.mo;
  await testServer.db
    .update(people)
    .set({ roles: ['manager', 'supporter'] })
    .where(eq(people.id, personId));
  const { ana, mo, nan, answer } = await raised();
  await testServer.timePasses({ minutes: 2.1 });
  await escalatedTo(mo, 1);
  await expectOk(answer(mo, 'ringing-you'));
  await expectOk(nan.send('person:change', { personId, roles: ['supporter'] }));
  for (const client of [ana, nan])
    expect(await escalatedTo(client, 2)).toMatchObject({ answers: [{ by: personId, answer: 'cannot' }] });
  expect((await mo.isWelcomedAgain(1)).signals).toEqual([]);
  expect(await answer(mo, 'with-you')).toEqual(refused('not-found'));
  await expectOk(answer(nan, 'with-you'));
});

test.each([
  ['from one who is suspended it goes on at once', false],
  ['where the partner is there it does not', true],
])('%s', async (_what, isPartnerThere) => {
  const { ben, mo, nan, answer } = await raised();
  await testServer.timePasses({ minutes: 2.1 });
  await escalatedTo(mo, 1);
  if (isPartnerThere) await expectOk(answer(ben, 'with-you'));
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await hasEscalated(nan)).toBe(!isPartnerThere);
  await testServer.timePasses({ minutes: 20 });
  expect(await hasEscalated(nan)).toBe(!isPartnerThere);
});

test('that one cannot is said to a call for support alone: what can wait has nobody else to go to', async () => {
  const { ana, ben } = await helpline.pair();
  const signalId = newId();
  await expectOk(ana.send('signal:raise', { signalId, kind: 'talk-when-free' }));
  expect(await ben.send('signal:answer', { signalId, answer: 'cannot' })).toEqual(refused('conflict'));
  expect(await ben.send('signal:answer', { signalId, answer: 'five-minutes' })).toEqual(ok);
  await testServer.timePasses({ minutes: 20 });
  expect(await hasEscalated(ana)).toBe(false);
});

test('the five minutes outlive the server they were said to, and of two servers one asks the next', async () => {
  const { ana, ben, mo, answer } = await raised();
  await expectOk(answer(ben, 'five-minutes'));
  const other = await openTestServer({ databaseUrl: testServer.databaseUrl });
  other.clock.advance({ seconds: (testServer.clock.now().getTime() - other.clock.now().getTime()) / 1_000 });
  testServer.clock.advance({ minutes: 5.1 });
  other.clock.advance({ minutes: 5.1 });
  await Promise.all([testServer.due.look(), other.due.look()]);
  await other.close();
  await escalatedTo(mo, 1);
  expect((await escalatedTo(ana, 1)).escalatedTo).toEqual([helpline.ids.mo]);
});

test.each(['gone home', 'not come', 'not connected for five minutes'])(
  'with the partner %s a call for support goes to the manager on call at once, and to the next later',
  async (why) => {
    const ana = await helpline.connect('ana');
    await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
    const { mo, nan } = await helpline.connectAll('mo', 'nan');
    if (why !== 'not come') {
      const ben = await helpline.connect('ben');
      await expectOk(ben.send('presence:join', { shiftId: helpline.shiftId }));
      if (why === 'gone home') await expectOk(ben.send('presence:leave', { shiftId: helpline.shiftId }));
      else {
        ben.leave();
        await ana.hears('presence:changed', ({ connected, leftAt }) => !connected && leftAt === null);
        testServer.clock.advance({ minutes: 5.1 });
      }
    }
    await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
    await escalatedTo(mo, 1);
    expect(await hasEscalated(nan)).toBe(false);
    await testServer.timePasses({ minutes: 3.1 });
    await escalatedTo(nan, 2);
  },
);

test('a partner who has just lost the link is waited for as usual', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  ben.leave();
  await ana.hears('presence:changed', ({ connected }) => !connected);
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  await testServer.timePasses({ minutes: 1.9 });
  expect(await hasEscalated(mo)).toBe(false);
  await testServer.timePasses({ minutes: 0.2 });
  await escalatedTo(mo, 1);
});
