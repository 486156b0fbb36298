import { expect, test } from 'vitest';
import { askedDebrief, daysFrom } from '../support/debriefs.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };
const tomorrow = () => daysFrom(testServer, 1);
const asked = (more: { managerId?: string; note?: string } = {}) => askedDebrief(helpline, more);

test('asking any manager reaches every manager and the one who asks, and nobody else learns of it', async () => {
  const { ana, ben, sue, mo, nan, cai, call, debriefId } = await asked({ note: 'It was a lot' });
  for (const client of [ana, mo, nan])
    expect(await client.hears('debrief:changed')).toMatchObject({
      id: debriefId,
      state: 'asked',
      urgency: 'before-i-finish',
      askedBy: helpline.ids.ana,
      note: 'It was a lot',
      callIds: [call.id],
      managerId: null,
      assignedTo: null,
    });
  for (const other of [ben, sue, cai]) expect(await other.hasHeard('debrief:changed')).toBe(false);
  for (const manager of [mo, nan]) expect(await manager.hasHeard('call:changed')).toBe(false);
});

test('asking one manager by name is between those two', async () => {
  const { nan, mo, debriefId } = await asked({ managerId: helpline.ids.nan });
  await nan.hears('debrief:changed');
  expect(await mo.hasHeard('debrief:changed')).toBe(false);
  expect(await mo.send('debrief:accept', { debriefId })).toEqual(refused('not-found'));
  expect(await nan.send('debrief:accept', { debriefId })).toEqual(ok);
});

test('a supervisor learns of a debrief only when asked by name', async () => {
  const { sue, mo, call, debriefId } = await asked({ managerId: helpline.ids.sue });
  await sue.hears('debrief:changed');
  expect(await mo.hasHeard('debrief:changed')).toBe(false);
  expect(await sue.send('debrief:accept', { debriefId })).toEqual(ok);
  await sue.hears('call:changed', ({ id }) => id === call.id);
});

test('asking needs nothing but an urgency, no shift and no reason', async () => {
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  expect(await cai.send('debrief:ask', { debriefId: newId(), urgency: 'keep-for-supervision' })).toEqual(ok);
  expect(await mo.hears('debrief:changed')).toMatchObject({ note: '', callIds: [], managerId: null });
});

test('asking is for supporters, about calls they may read, of somebody who can answer', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  const elsewhere = await openHelpline(testServer);
  const { call: theirs } = await elsewhere.pairOnCall();
  const ask = (client: Client, more: object = {}) =>
    client.send('debrief:ask', { debriefId: newId(), urgency: 'now', ...more });
  for (const client of [mo, sue]) expect(await ask(client)).toEqual(refused('not-yours'));
  expect(await ask(cai, { callIds: [call.id] })).toEqual(refused('not-found'));
  expect(await ask(ana, { callIds: [call.id, newId()] })).toEqual(refused('not-found'));
  expect(await ask(ana, { callIds: [theirs.id] })).toEqual(refused('not-found'));
  for (const managerId of [newId(), elsewhere.ids.mo, helpline.ids.ben, helpline.ids.ana])
    expect(await ask(ana, { managerId })).toEqual(refused('not-found'));
  const tooMany = Array.from({ length: 21 }, newId);
  for (const wrong of [{ urgency: 'soon' }, { callIds: tooMany }, { callIds: call.id }, { managerId: 7 }])
    expect(await ask(ana, wrong)).toEqual(refused('malformed'));
  expect(await ask(ana, { note: 'n'.repeat(1_001) })).toEqual(refused('malformed', /1,000 characters/));
  expect(await ask(ben, { callIds: [call.id, call.id], note: 'n'.repeat(1_000) })).toEqual(ok);
  elsewhere.leaveAll();
});

test('from asked to closed, each step is there for the one who asked', async () => {
  const { ana, mo, ben, debriefId } = await asked();
  const time = tomorrow();
  for (const [client, name, more] of [
    [mo, 'debrief:accept', {}],
    [mo, 'debrief:offer', { for: time }],
    [ana, 'debrief:agree', {}],
    [mo, 'debrief:hold', {}],
    [mo, 'debrief:close', {}],
  ] as const)
    expect(await client.send(name, { debriefId, ...more })).toEqual(ok);
  const closed = await ana.hears('debrief:changed', ({ state }) => state === 'closed');
  expect(closed.steps.map(({ step }) => step).join(' ')).toBe('asked accepted offered agreed held closed');
  for (const name of ['debrief:accept', 'debrief:hold', 'debrief:close'] as const)
    expect(await mo.send(name, { debriefId })).toEqual(refused('conflict'));
  const agreed = await mo.hears('debrief:changed', ({ state }) => state === 'agreed');
  expect(agreed).toMatchObject({ offeredFor: time, assignedTo: helpline.ids.mo });
  expect(agreed.steps.at(-1)).toMatchObject({ by: helpline.ids.ana, for: time });
  expect(await ben.hasHeard('debrief:changed')).toBe(false);
});

test('the calls are open to the one who holds the debrief, and only until it is over', async () => {
  const { ana, mo, nan, call, debriefId } = await asked();
  await expectOk(mo.send('debrief:accept', { debriefId }));
  await mo.hears('call:changed', ({ id, openTo }) => id === call.id && openTo.length === 1);
  const second = newId();
  await expectOk(ana.send('debrief:ask', { debriefId: second, urgency: 'now', callIds: [call.id] }));
  await expectOk(mo.send('debrief:accept', { debriefId: second }));
  await expectOk(mo.send('debrief:close', { debriefId }));
  expect((await mo.isWelcomedAgain(1)).calls.map(({ id }) => id)).toEqual([call.id]);
  await expectOk(ana.send('debrief:withdraw', { debriefId: second }));
  expect((await mo.isWelcomedAgain(2)).calls).toEqual([]);
  expect(await nan.hasHeard('call:changed')).toBe(false);
});

test('accepting is for one manager; what another holds is not yours', async () => {
  const { ana, ben, mo, nan, sue, debriefId } = await asked();
  expect(await ana.send('debrief:accept', { debriefId })).toEqual(refused('not-yours'));
  for (const other of [ben, sue])
    expect(await other.send('debrief:accept', { debriefId })).toEqual(refused('not-found'));
  expect(await mo.send('debrief:close', { debriefId })).toEqual(refused('not-yours'));
  const both = await Promise.all([mo, nan].map((client) => client.send('debrief:accept', { debriefId })));
  expect(both.filter((reply) => reply.ok)).toHaveLength(1);
  const [holder, late] = both[0]!.ok ? [mo, nan] : [nan, mo];
  expect(both).toContainEqual(refused('conflict'));
  for (const name of ['debrief:hold', 'debrief:close'] as const)
    expect(await late.send(name, { debriefId })).toEqual(refused('not-yours'));
  expect(await late.send('debrief:offer', { debriefId, for: tomorrow() })).toEqual(refused('not-yours'));
  expect(await holder.send('debrief:hold', { debriefId })).toEqual(ok);
});

test('a time is offered that is still to come, and agreed to by the one who asked', async () => {
  const { ana, ben, mo, debriefId } = await asked();
  await expectOk(mo.send('debrief:accept', { debriefId }));
  const offer = (time: string) => mo.send('debrief:offer', { debriefId, for: time });
  expect(await ana.send('debrief:agree', { debriefId })).toEqual(refused('conflict'));
  expect(await offer('2020-01-01T10:00:00.000Z')).toEqual(refused('conflict'));
  for (const time of [
    'tomorrow',
    '2026-13-01T10:00:00Z',
    '2026-11-21T10:00:00+99:99',
    '0000-01-01T10:00:00Z',
  ])
    expect(await offer(time)).toEqual(refused('malformed'));
  expect(await offer(tomorrow())).toEqual(ok);
  expect(await mo.send('debrief:agree', { debriefId })).toEqual(refused('not-yours'));
  expect(await ben.send('debrief:agree', { debriefId })).toEqual(refused('not-found'));
  expect(await ana.send('debrief:agree', { debriefId })).toEqual(ok);
  expect(await offer(tomorrow())).toEqual(ok);
  await expectOk(mo.send('debrief:hold', { debriefId }));
  expect(await offer(tomorrow())).toEqual(refused('conflict'));
  expect(await mo.send('debrief:hold', { debriefId })).toEqual(refused('conflict'));
  expect(await ana.send('debrief:withdraw', { debriefId })).toEqual(refused('conflict'));
});

test('a request is taken back by the one who asked', async () => {
  const { ana, mo, ben, debriefId } = await asked();
  expect(await mo.send('debrief:withdraw', { debriefId })).toEqual(refused('not-yours'));
  expect(await ben.send('debrief:withdraw', { debriefId })).toEqual(refused('not-found'));
  expect(await ana.send('debrief:withdraw', { debriefId })).toEqual(ok);
  expect((await mo.hears('debrief:changed', ({ state }) => state === 'withdrawn')).steps).toHaveLength(2);
  expect(await ana.send('debrief:withdraw', { debriefId })).toEqual(refused('conflict'));
  expect(await mo.send('debrief:accept', { debriefId })).toEqual(refused('conflict'));
});

test('a request that is not there, or is another helpline’s, is not found', async () => {
  const { ana, mo, debriefId } = await asked();
  const elsewhere = await openHelpline(testServer);
  const { ana: farAna, mo: farMo } = await elsewhere.connectAll('ana', 'mo');
  const rest = ['withdraw', 'accept', 'agree', 'hold', 'close'] as const;
  for (const [client, id] of [
    [farAna, debriefId],
    [farMo, debriefId],
    [mo, newId()],
    [ana, newId()],
  ] as const) {
    for (const name of rest)
      expect(await client.send(`debrief:${name}`, { debriefId: id })).toEqual(refused('not-found'));
    expect(await client.send('debrief:offer', { debriefId: id, for: tomorrow() })).toEqual(
      refused('not-found'),
    );
  }
  expect(await farMo.hasHeard('debrief:changed')).toBe(false);
  elsewhere.leaveAll();
});
