import { beforeEach, expect, test } from 'vitest';
import type { CommandFields } from '#shared/contract';
import { daysFrom, debriefIn } from '../support/debriefs.ts';
import { expectOk, newId } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
let outbox: ReturnType<typeof watchOutbox>;
let joined: Client | null;
beforeEach(() => {
  outbox = watchOutbox(testServer, helpline);
  joined = null;
});

/** Ana asks; what comes into the outbox at once. */
async function reachedBy(more: Partial<CommandFields<'debrief:ask'>>) {
  const ana = (joined ??= (await helpline.pair()).ana);
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now', ...more }));
  return { ana, debriefId, reached: await outbox() };
}

test('asked for now, the manager on call is reached at once, and the next two minutes later', async () => {
  const { debriefId, reached } = await reachedBy({});
  expect(reached).toEqual([`mo debrief-now /desk/${debriefId}`]);
  await testServer.timePasses({ minutes: 2.1 });
  expect(await outbox()).toEqual([`nan debrief-now /desk/${debriefId}`]);
});

test('asked for before the end, the manager on call is reached, and loudly half an hour before it', async () => {
  const { debriefId, reached } = await reachedBy({ urgency: 'before-i-finish' });
  expect(reached).toEqual([`mo debrief /desk/${debriefId}`]);
  await testServer.timePasses({ minutes: 211 });
  expect((await outbox()).filter((notice) => notice.endsWith(debriefId))).toEqual([
    `mo debrief-now /desk/${debriefId}`,
  ]);
});

test('the one named is reached, whoever is on call', async () => {
  for (const name of ['nan', 'sue'] as const) {
    const { debriefId, reached } = await reachedBy({ managerId: helpline.ids[name] });
    expect(reached).toEqual([`${name} debrief-now /desk/${debriefId}`]);
  }
});

test('what can wait reaches nobody at once', async () => {
  for (const urgency of ['next-day-or-two', 'keep-for-supervision'] as const)
    expect((await reachedBy({ urgency })).reached).toEqual([]);
});

test('with nobody on call every manager is reached; with one manager on call as the next, that one', async () => {
  const mo = await helpline.connect('mo');
  const { shiftId, ids } = helpline;
  await expectOk(mo.send('shift:onCall', { shiftId, managerId: null, nextManagerId: null }));
  const all = await reachedBy({});
  expect(all.reached).toEqual(['mo', 'nan'].map((name) => `${name} debrief-now /desk/${all.debriefId}`));
  await expectOk(mo.send('shift:onCall', { shiftId, managerId: null, nextManagerId: ids.nan }));
  const one = await reachedBy({});
  expect(one.reached).toEqual([`nan debrief-now /desk/${one.debriefId}`]);
});

test('asked outside a shift, the manager on call for the one that is on is reached', async () => {
  const cai = await helpline.connect('cai');
  const debriefId = newId();
  await expectOk(cai.send('debrief:ask', { debriefId, urgency: 'now' }));
  expect(await outbox()).toEqual([`mo debrief-now /desk/${debriefId}`]);
});

test('opened to every manager, the manager on call is reached; the one it was asked of is told nothing', async () => {
  const { ana, debriefId } = await reachedBy({ managerId: helpline.ids.nan });
  await expectOk(ana.send('debrief:widen', { debriefId }));
  expect(await outbox()).toEqual([`mo debrief-now /desk/${debriefId}`]);
});

test('of each step the other of the two is told, and of what they did themselves nobody is', async () => {
  const ana = await helpline.connect('ana');
  await expectOk(ana.send('notification:change', { emailKinds: ['debrief-step'] }));
  const { mo, nan, debriefId } = await debriefIn('accepted', testServer, helpline);
  const toAsker = ['ana debrief-step /asked'];
  const toHolder = [`mo debrief-step /desk/${debriefId}`];
  expect(await outbox()).toEqual([...toAsker, `mo debrief /desk/${debriefId}`].sort());
  const time = daysFrom(testServer, 1);
  for (const [give, expected] of [
    [() => mo.send('debrief:offer', { debriefId, for: time }), toAsker],
    [() => ana.send('debrief:askOtherTime', { debriefId }), toHolder],
    [() => mo.send('debrief:offer', { debriefId, for: time }), toAsker],
    [() => ana.send('debrief:agree', { debriefId }), toHolder],
    [() => ana.send('debrief:sendMessage', { debriefId, lineId: newId(), body: 'Ring me' }), toHolder],
    [() => mo.send('debrief:sendMessage', { debriefId, lineId: newId(), body: 'I will' }), toAsker],
    [() => nan.send('debrief:seen', { debriefId }), []],
    [() => ana.send('debrief:share', { debriefId, shared: true }), []],
    [() => mo.send('debrief:handBack', { debriefId }), toAsker],
    [() => mo.send('debrief:accept', { debriefId }), toAsker],
    [() => ana.send('debrief:withdraw', { debriefId }), toHolder],
  ] as const) {
    await expectOk(give());
    expect(await outbox()).toEqual(expected);
  }
});

test.each([
  [true, ['ana debrief-step /asked']],
  [false, []],
])(
  'closing that asks whether to bring it to supervision (%s) reaches the one who asked so, and the answer whoever closed it',
  async (asks, told) => {
    const { ana, mo, debriefId } = await debriefIn('held', testServer, helpline);
    await expectOk(ana.send('notification:change', { emailKinds: ['debrief-step'] }));
    await outbox();
    await expectOk(mo.send('debrief:close', { debriefId, bringToSupervision: asks }));
    expect(await outbox()).toEqual(told);
    if (!asks) return;
    await expectOk(ana.send('debrief:supervision', { debriefId, agreed: true }));
    expect(await outbox()).toEqual([`mo debrief-step /desk/${debriefId}`]);
  },
);

test('a request taken back before anybody had it reaches nobody', async () => {
  const { ana, debriefId } = await reachedBy({});
  await expectOk(ana.send('debrief:withdraw', { debriefId }));
  expect(await outbox()).toEqual([]);
});
