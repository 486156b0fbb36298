import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { escalationSteps } from '#drizzle/schema/escalation';
import { people } from '#drizzle/schema/people';
import { eraseStaleSteps } from '#server/escalation/queries';
import type { SignalKind } from '#shared/signals';
import { projectionOf, rowsOf } from '../support/projection.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

async function raised(kind: SignalKind = 'support-now') {
  const { ana, ben } = await helpline.pair();
  const others = await helpline.connectAll('cai', 'mo', 'nan', 'sue');
  const signalId = newId();
  await expectOk(ana.send('signal:raise', { signalId, kind }));
  return { ana, ben, ...others, signalId };
}
test('not answered, a call for support reaches the manager on call, then the next, and nobody else', async () => {
  const { ana, cai, mo, nan, sue, signalId } = await raised();
  await testServer.timePasses({ minutes: 1.9 });
  expect(await mo.hasHeard('signal:changed')).toBe(false);
  expect(await mo.send('signal:answer', { signalId })).toEqual(refused('not-found'));
  await testServer.timePasses({ minutes: 0.2 });
  expect(await mo.hears('signal:changed')).toMatchObject({ id: signalId, escalatedTo: [helpline.ids.mo] });
  await ana.hears('signal:changed', ({ escalatedTo }) => escalatedTo.length === 1);
  expect(await nan.hasHeard('signal:changed')).toBe(false);
  await testServer.timePasses({ minutes: 3 });
  expect((await nan.hears('signal:changed')).escalatedTo).toEqual([helpline.ids.mo, helpline.ids.nan]);
  for (const other of [cai, sue]) expect(await other.hasHeard('signal:changed')).toBe(false);
});

test('a manager who was suspended meanwhile is passed over for the next, once', async () => {
  const { nan } = await raised();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  await testServer.timePasses({ minutes: 2.1 });
  expect((await nan.hears('signal:changed')).escalatedTo).toEqual([helpline.ids.nan]);
  await testServer.timePasses({ minutes: 10 });
  expect(nan.heard.filter(({ name }) => name === 'signal:changed')).toHaveLength(1);
});

test('where the next was reached in their place already, a third manager is reached in turn', async () => {
  const al = {
    id: newId(),
    firstName: 'Al',
    roles: ['manager' as const],
    helplineId: helpline.id,
    version: 1,
  };
  await testServer.db.insert(people).values(al);
  const { nan } = await raised();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  await testServer.timePasses({ minutes: 2.1 });
  await testServer.timePasses({ minutes: 3 });
  const last = await nan.hears('signal:changed', ({ escalatedTo }) => escalatedTo.length > 1);
  expect(last.escalatedTo).toEqual([helpline.ids.nan, al.id]);
});

test('what could not be carried out for a week is given up', async () => {
  await raised();
  const steps = () => testServer.db.$count(escalationSteps, eq(escalationSteps.helplineId, helpline.id));
  const daysLater = (days: number) => new Date(testServer.clock.now().getTime() + days * 86_400_000);
  await eraseStaleSteps(testServer.db, daysLater(6.9));
  expect(await steps()).toBe(2);
  await eraseStaleSteps(testServer.db, daysLater(7.1));
  expect(await steps()).toBe(0);
});

test('a manager whom it has reached says that they saw it and answers, and it escalates no further', async () => {
  const { ana, mo, nan, signalId } = await raised();
  await testServer.timePasses({ minutes: 2.1 });
  await mo.hears('signal:changed');
  expect(await mo.send('signal:seen', { signalId })).toEqual(ok);
  await ana.hears('signal:changed', ({ seenBy }) => seenBy[0]?.by === helpline.ids.mo);
  expect(await mo.send('signal:lower', { signalId })).toEqual(refused('not-yours'));
  expect(await mo.send('signal:answer', { signalId })).toEqual(ok);
  await ana.hears('signal:changed', ({ answeredBy }) => answeredBy === helpline.ids.mo);
  await testServer.timePasses({ minutes: 10 });
  expect(await nan.hasHeard('signal:changed')).toBe(false);
});

test.each(['signal:answer', 'signal:lower'] as const)('after %s it does not escalate', async (name) => {
  const { ana, ben, mo, nan, signalId } = await raised();
  await expectOk((name === 'signal:answer' ? ben : ana).send(name, { signalId }));
  await testServer.timePasses({ minutes: 10 });
  for (const manager of [mo, nan]) expect(await manager.hasHeard('signal:changed')).toBe(false);
});

test('what can wait does not escalate', async () => {
  const { mo, nan } = await raised('talk-when-free');
  await testServer.timePasses({ minutes: 10 });
  for (const manager of [mo, nan]) expect(await manager.hasHeard('signal:changed')).toBe(false);
});

test('to have seen it is for whoever it is for, and counts once', async () => {
  const { ana, ben, cai, nan, signalId } = await raised();
  expect(await ana.send('signal:seen', { signalId })).toEqual(refused('not-yours'));
  for (const other of [cai, nan])
    expect(await other.send('signal:seen', { signalId })).toEqual(refused('not-found'));
  expect(await ben.send('signal:seen', { signalId })).toEqual(ok);
  const seen = await ana.hears('signal:changed', ({ seenBy }) => seenBy.length > 0);
  expect(await ben.send('signal:seen', { signalId })).toEqual(ok);
  expect(await ana.hasHeard('signal:changed', ({ version }) => version > seen.version)).toBe(false);
});

test('what a manager heard of it adds up to what a fresh page is told, also once it is lowered', async () => {
  const { ana, mo, signalId } = await raised();
  await testServer.timePasses({ minutes: 2.1 });
  await mo.hears('signal:changed');
  await expectOk(ana.send('signal:lower', { signalId }));
  await mo.hears('signal:changed', ({ loweredAt }) => loweredAt !== null);
  const fresh = rowsOf((await helpline.connect('mo')).welcome);
  expect(projectionOf(mo).signals).toEqual(fresh.signals);
});
