import { beforeEach, expect, test } from 'vitest';
import { expectOk, newId } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
let outbox: ReturnType<typeof watchOutbox>;
beforeEach(() => void (outbox = watchOutbox(testServer, helpline)));

/** The pair, Sue, and a flag of Ben’s; he and Ana wish to be reached by e-mail. */
async function flagged() {
  const clients = await helpline.pairOnCall();
  const { ana, ben, call } = clients;
  for (const client of [ana, ben])
    await expectOk(client.send('notification:change', { emailKinds: ['flag-step'] }));
  const flagId = newId();
  await expectOk(ben.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding' }));
  return { ...clients, flagId };
}

test('the supervisors are reached when a call is flagged, and nobody else', async () => {
  const { flagId } = await flagged();
  expect(await outbox()).toEqual([`sue flag /reviews/${flagId}`]);
});

test('whoever raised it is reached for a question and for what was learned, whoever reviews it for an answer', async () => {
  const { ben, sue, flagId } = await flagged();
  await outbox();
  await expectOk(sue.send('flag:take', { flagId }), sue.send('flag:keep', { flagId }));
  expect(await outbox()).toEqual([]);
  await expectOk(sue.send('flag:ask', { flagId, question: 'Where?' }));
  expect(await outbox()).toEqual(['ben flag-step /asked']);
  await expectOk(ben.send('flag:answer', { flagId, answer: 'Next door.' }));
  expect(await outbox()).toEqual([`sue flag-step /reviews/${flagId}`]);
  const followUp = { followUpId: newId(), words: 'Headsets' };
  await expectOk(sue.send('flag:close', { flagId, learning: 'Ask who is there.', followUp }));
  expect(await outbox()).toEqual(['ben flag-step /asked']);
});

test('that it lapsed, was put back or taken back reaches nobody; an answer then goes to whoever asked', async () => {
  const { ben, sue, flagId, call } = await flagged();
  await expectOk(sue.send('flag:take', { flagId }), sue.send('flag:ask', { flagId, question: 'Where?' }));
  await outbox();
  await testServer.timePassesOnPages({ minutes: 31 });
  await sue.hears('flag:changed', ({ steps }) => steps.at(-1)?.step === 'lapsed');
  expect(await outbox()).toEqual([]);
  await expectOk(ben.send('flag:answer', { flagId, answer: 'Next door.' }));
  expect(await outbox()).toEqual([`sue flag-step /reviews/${flagId}`]);
  const second = newId();
  await expectOk(ben.send('flag:raise', { flagId: second, callId: call.id, reason: 'abusive-call' }));
  await outbox();
  await expectOk(sue.send('flag:take', { flagId: second }), sue.send('flag:release', { flagId: second }));
  await expectOk(ben.send('flag:withdraw', { flagId: second }));
  expect(await outbox()).toEqual([]);
});
