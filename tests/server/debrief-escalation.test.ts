import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import type { Debrief } from '#shared/debriefs';
import { askedDebrief } from '../support/debriefs.ts';
import { projectionOf, rowsOf } from '../support/projection.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

/** Whom it has reached by escalation, in this order, as the one who asked is told. */
async function escalations(ana: Client) {
  await ana.catchesUp();
  const last = ana.heard.filter(({ name }) => name === 'debrief:changed').at(-1)!;
  const { steps, escalatedTo } = last.row as Debrief;
  const by = steps.filter(({ step }) => step === 'escalated').map((step) => nameOf(step.by));
  expect([...new Set(by)]).toEqual(escalatedTo.map(nameOf));
  return by.join(' ');
}
const nameOf = (id: string) => Object.entries(helpline.ids).find(([, own]) => own === id)?.[0] ?? 'another';

test('asked for now and not seen, it reaches the next manager after two minutes and the first again after five', async () => {
  const { ana, mo, nan, sue, ben } = await askedDebrief(helpline, { urgency: 'now' });
  await testServer.timePasses({ minutes: 1.9 });
  expect(await escalations(ana)).toBe('');
  await testServer.timePasses({ minutes: 0.2 });
  expect(await escalations(ana)).toBe('nan');
  await testServer.timePasses({ minutes: 3 });
  expect(await escalations(ana)).toBe('nan mo');
  await testServer.timePasses({ minutes: 60 });
  expect(await escalations(ana)).toBe('nan mo');
  for (const other of [ben, sue]) expect(await other.hasHeard('debrief:changed')).toBe(false);
  for (const client of [mo, nan]) {
    const fresh = rowsOf((await helpline.connect(nameOf(client.me.id) as 'mo')).welcome);
    expect(projectionOf(client).debriefs).toEqual(fresh.debriefs);
  }
});

test('where there is a third manager, that one is reached after the next', async () => {
  const id = newId();
  const other = { id, helplineId: helpline.id, version: 1, firstName: 'Al', roles: ['manager' as const] };
  await testServer.db.insert(people).values(other);
  const { ana } = await askedDebrief(helpline, { urgency: 'now' });
  await testServer.timePasses({ minutes: 5.1 });
  expect(await escalations(ana)).toBe('nan another');
});

test('both steps that came due while nobody looked are escalated by one change', async () => {
  const { ana } = await askedDebrief(helpline, { urgency: 'now' });
  const told = ana.heard.length;
  await testServer.timePasses({ minutes: 30 });
  expect(await escalations(ana)).toBe('nan mo');
  expect(ana.heard.slice(told).map(({ name }) => name)).toEqual(['debrief:changed']);
});

test.each(['debrief:seen', 'debrief:accept'] as const)('after %s it does not escalate', async (name) => {
  const { ana, mo, debriefId } = await askedDebrief(helpline, { urgency: 'now' });
  await expectOk(mo.send(name, { debriefId }));
  await testServer.timePasses({ minutes: 10 });
  expect(await escalations(ana)).toBe('');
});

test('what was taken back does not escalate, nor does what can wait', async () => {
  const { ana, debriefId } = await askedDebrief(helpline, { urgency: 'now' });
  await expectOk(ana.send('debrief:withdraw', { debriefId }));
  for (const urgency of ['next-day-or-two', 'keep-for-supervision'] as const)
    await expectOk(ana.send('debrief:ask', { debriefId: newId(), urgency }));
  const told = ana.heard.length;
  await testServer.timePasses({ minutes: 239 });
  await ana.catchesUp();
  expect(ana.heard.slice(told)).toEqual([]);
});

test('asked of one manager it goes to nobody else, unless whoever asked said that it may', async () => {
  const { ana, mo, debriefId } = await askedDebrief(helpline, {
    urgency: 'now',
    managerId: helpline.ids.nan,
  });
  await testServer.timePasses({ minutes: 10 });
  expect(await escalations(ana)).toBe('');
  expect(await mo.send('debrief:accept', { debriefId })).toEqual(refused('not-found'));

  const mayEscalate = newId();
  const ask = { urgency: 'now' as const, managerId: helpline.ids.nan, mayEscalate: true };
  await expectOk(ana.send('debrief:ask', { ...ask, debriefId: mayEscalate }));
  await testServer.timePasses({ minutes: 2.1 });
  expect(await escalations(ana)).toBe('mo');
  expect((await mo.hears('debrief:changed')).id).toBe(mayEscalate);
  expect((await helpline.connect('mo')).welcome.debriefs.map(({ id }) => id)).toEqual([mayEscalate]);
  await expectOk(mo.send('debrief:accept', { debriefId: mayEscalate }));
  await testServer.timePasses({ minutes: 10 });
  expect(await escalations(ana)).toBe('mo');
});

test('opened to every manager, it sets out anew', async () => {
  const { ana, nan, debriefId } = await askedDebrief(helpline, {
    urgency: 'now',
    managerId: helpline.ids.nan,
  });
  await expectOk(nan.send('debrief:seen', { debriefId }));
  await testServer.timePasses({ minutes: 20 });
  await expectOk(ana.send('debrief:widen', { debriefId }));
  await testServer.timePasses({ minutes: 1.9 });
  expect(await escalations(ana)).toBe('');
  await testServer.timePasses({ minutes: 0.2 });
  expect(await escalations(ana)).toBe('nan');
});

test('handed back, it goes to the next at once and on from there, seen or not, until somebody takes it', async () => {
  const { ana, mo, nan, debriefId } = await askedDebrief(helpline, {
    urgency: 'now',
    managerId: helpline.ids.mo,
    mayEscalate: true,
  });
  await expectOk(mo.send('debrief:accept', { debriefId }));
  await testServer.timePasses({ minutes: 10 });
  await expectOk(mo.send('debrief:handBack', { debriefId }));
  await testServer.due.look();
  expect(await escalations(ana)).toBe('nan');
  await expectOk(nan.send('debrief:seen', { debriefId }));
  await testServer.timePasses({ minutes: 2.1 });
  expect(await escalations(ana)).toBe('nan nan');
  await expectOk(nan.send('debrief:accept', { debriefId }));
  await testServer.timePasses({ minutes: 10 });
  expect(await escalations(ana)).toBe('nan nan');
});

test('handed back by the one named, it waits for the one who asked where it may not go on', async () => {
  const { ana, mo, debriefId } = await askedDebrief(helpline, { urgency: 'now', managerId: helpline.ids.mo });
  await expectOk(mo.send('debrief:accept', { debriefId }));
  await expectOk(mo.send('debrief:handBack', { debriefId }));
  await testServer.timePasses({ minutes: 10 });
  expect(await escalations(ana)).toBe('');
});

test('before I finish comes up again half an hour before the end, unless it has been taken', async () => {
  const { ana, mo, debriefId } = await askedDebrief(helpline);
  await expectOk(mo.send('debrief:seen', { debriefId }));
  const taken = newId();
  await expectOk(ana.send('debrief:ask', { debriefId: taken, urgency: 'before-i-finish' }));
  await expectOk(mo.send('debrief:accept', { debriefId: taken }));
  await testServer.timePasses({ minutes: 209 });
  expect(await escalations(ana)).toBe('');
  await testServer.timePasses({ minutes: 2 });
  expect(await escalations(ana)).toBe('mo');
  expect(await ana.hears('debrief:changed', ({ escalatedTo }) => escalatedTo.length > 0)).toMatchObject({
    id: debriefId,
  });
});

test('asked for shortly before the end, it comes up again half way there; from the one named with the next', async () => {
  testServer.clock.advance({ minutes: 220 });
  const { ana } = await helpline.pair();
  const ask = { urgency: 'before-i-finish' as const, managerId: helpline.ids.nan, mayEscalate: true };
  await expectOk(ana.send('debrief:ask', { ...ask, debriefId: newId() }));
  await testServer.timePasses({ minutes: 9 });
  expect(await escalations(ana)).toBe('');
  await testServer.timePasses({ minutes: 2 });
  expect(await escalations(ana)).toBe('nan mo');
});

test('a manager who was suspended meanwhile is passed over, and the one who asks is never reached', async () => {
  await testServer.db
    .update(people)
    .set({ roles: ['supporter', 'manager'] })
    .where(eq(people.id, helpline.ids.ana));
  const { ana, mo } = await askedDebrief(helpline, { urgency: 'now' });
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.nan }));
  await testServer.timePasses({ minutes: 2.1 });
  expect(await escalations(ana)).toBe('mo');
  await testServer.timePasses({ minutes: 10 });
  expect(await escalations(ana)).toBe('mo mo');
});
