import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openHouse, type House } from '../support/house.ts';
import { mailToNobody, watchOutbox } from '../support/notices.ts';

let house: House;
let helpline: Helpline;
let outbox: ReturnType<typeof watchOutbox>;
beforeAll(async () => void (house = await openHouse({ mail: mailToNobody })));
afterAll(() => house.close());
beforeEach(async () => {
  helpline = await openHelpline(house);
  outbox = watchOutbox(house, helpline);
  return () => helpline.leaveAll();
});

/** The pair, Sue, and a flag of Ben’s; he and Ana wish to be reached by e-mail. */
async function flagged() {
  const seats = await helpline.pairOnCall();
  const { ana, ben, call } = seats;
  for (const seat of [ana, ben]) await expectOk(seat.send('reach:change', { emailKinds: ['flag-step'] }));
  const flagId = newId();
  await expectOk(ben.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding' }));
  return { ...seats, flagId };
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
  house.clock.advance({ minutes: 31 });
  await house.live.sweep();
  await house.due.look();
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
