import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { notifications } from '#drizzle/schema/notifications';
import { people } from '#drizzle/schema/people';
import { shifts } from '#drizzle/schema/shifts';
import type { Role } from '#shared/viewer';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });

/** Gives Mo, who is a manager, another role. */
const alsoA = (role: Role) =>
  testServer.db
    .update(people)
    .set({ roles: ['manager', role] })
    .where(eq(people.id, helpline.ids.mo));

test('the places of somebody suspended are empty at once, those of shifts that are over stay', async () => {
  const later = await helpline.addShift(20, 24, ['ben', 'cai']);
  const past = await helpline.addShift(-30, -26, ['ben', 'cai']);
  const { ana } = await helpline.pair();
  const { mo, cai } = await helpline.connectAll('mo', 'cai');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ben }));
  for (const shiftId of [helpline.shiftId, later])
    expect(await mo.hears('shift:changed', ({ id, covered }) => id === shiftId && !covered)).toMatchObject({
      places: [
        expect.objectContaining({ personId: shiftId === later ? helpline.ids.cai : helpline.ids.ana }),
      ],
    });
  await ana.hears('presence:changed', ({ personId, leftAt }) => personId === helpline.ids.ben && !!leftAt);
  await cai.hears('shift:changed', ({ id, covered }) => id === later && !covered);
  const shown = (await helpline.connect('mo')).welcome.shifts.find(({ id }) => id === past)!;
  expect(shown.places).toHaveLength(2);
  await expectOk(mo.send('person:restore', { personId: helpline.ids.ben }));
  expect((await helpline.connect('mo')).welcome.shifts.find(({ id }) => id === later)!.covered).toBe(false);
});

test('a place that is empty hours before its shift is said to the manager on call and to the partner at once', async () => {
  const soon = await helpline.addShift(2, 8, ['ben', 'cai']);
  await testServer.db.update(shifts).set({ managerId: helpline.ids.mo }).where(eq(shifts.id, soon));
  const past = await helpline.addShift(-30, -26, ['ben', 'cai']);
  const { cai, nan } = await helpline.connectAll('cai', 'nan');
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.ben }));
  const told = await fresh();
  expect(told).toContain('mo rota-now /rota');
  expect(told).toContain('cai rota /rota');
  expect(told.filter((line) => line.startsWith('ben'))).toEqual([]);
  const update = await cai.hears('update:changed');
  expect(update).toMatchObject({ kind: 'place-emptied', shiftId: soon, by: null });
  expect(await cai.hasHeard('update:changed', ({ shiftId }) => shiftId === past)).toBe(false);
});

test('the next manager is on call in the place of one who is suspended', async () => {
  const nan = await helpline.connect('nan');
  const fresh = watchOutbox(testServer, helpline);
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await nan.hears('shift:changed')).toMatchObject({
    managerId: helpline.ids.nan,
    nextManagerId: null,
  });
  expect(await fresh()).toEqual(['nan rota /rota']);
});

test('where there is no next manager, every other manager is told at once that nobody is on call', async () => {
  const { db } = testServer;
  await db.update(shifts).set({ nextManagerId: null }).where(eq(shifts.id, helpline.shiftId));
  await db
    .update(people)
    .set({ roles: ['supporter', 'manager'] })
    .where(eq(people.id, helpline.ids.cai));
  const nan = await helpline.connect('nan');
  const fresh = watchOutbox(testServer, helpline);
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await nan.hears('shift:changed')).toMatchObject({ managerId: null, nextManagerId: null });
  expect(await fresh()).toEqual(['cai rota-now /rota', 'nan rota-now /rota']);
});

test('a debrief they have is free for others: the asker reads it and is notified, the next manager is reached', async () => {
  const { ana } = await helpline.pair();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now' }));
  await expectOk(mo.send('debrief:accept', { debriefId }));
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  const freed = await ana.hears('debrief:changed', ({ steps }) => steps.at(-1)!.step === 'away');
  expect(freed).toMatchObject({ state: 'asked', assignedTo: null, steps: expect.any(Array) as object[] });
  expect(freed.steps.at(-1)).toMatchObject({ step: 'away', by: helpline.ids.mo });
  await testServer.due.look();
  const reached = await ana.hears('debrief:changed', ({ steps }) => steps.at(-1)!.step === 'escalated');
  expect(reached.escalatedTo).toEqual([helpline.ids.nan]);
  await expectOk(nan.send('debrief:accept', { debriefId }));
});

test('one asked of them by name says so, and the asker may ask any manager', async () => {
  const { ana } = await helpline.pair();
  const nan = await helpline.connect('nan');
  const debriefId = newId();
  await expectOk(
    ana.send('debrief:ask', { debriefId, urgency: 'next-day-or-two', managerId: helpline.ids.mo }),
  );
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  await ana.hears('debrief:changed', ({ steps }) => steps.at(-1)!.step === 'away');
  expect(await nan.hasHeard('debrief:changed')).toBe(false);
  await expectOk(ana.send('debrief:widen', { debriefId }));
  await nan.hears('debrief:changed');
});

test('one asked by name of a manager who loses the role waits for others, and is read by them no more', async () => {
  await alsoA('supporter');
  const { ana } = await helpline.pair();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const debriefId = newId();
  await expectOk(
    ana.send('debrief:ask', { debriefId, urgency: 'next-day-or-two', managerId: helpline.ids.mo }),
  );
  await expectOk(nan.send('person:change', { personId: helpline.ids.mo, roles: ['supporter'] }));
  const told = await ana.hears('debrief:changed', ({ steps }) => steps.at(-1)!.step === 'away');
  expect(told.steps.at(-1)).toMatchObject({ by: helpline.ids.mo });
  expect((await mo.isWelcomedAgain(1)).debriefs).toEqual([]);
  expect(await mo.send('debrief:accept', { debriefId })).toEqual(refused('not-found'));
  await expectOk(ana.send('debrief:widen', { debriefId }));
  await expectOk(nan.send('debrief:accept', { debriefId }));
});

test('one that has escalated to them reaches the next manager, and those they have are free', async () => {
  await alsoA('supporter');
  const { ana } = await helpline.pair();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const [reached, taken] = [newId(), newId()];
  const asked = { urgency: 'now', managerId: helpline.ids.nan, mayEscalate: true } as const;
  for (const debriefId of [reached, taken]) await expectOk(ana.send('debrief:ask', { debriefId, ...asked }));
  await testServer.timePasses({ minutes: 2.1 });
  await expectOk(mo.send('debrief:seen', { debriefId: reached }));
  await expectOk(mo.send('debrief:accept', { debriefId: taken }));
  await expectOk(nan.send('person:change', { personId: helpline.ids.mo, roles: ['supporter'] }));
  for (const debriefId of [reached, taken])
    expect(
      await ana.hears(
        'debrief:changed',
        ({ id, steps }) => id === debriefId && steps.at(-1)!.step === 'away',
      ),
    ).toMatchObject({ assignedTo: null, state: 'asked' });
  await testServer.due.look();
  for (const debriefId of [reached, taken])
    await ana.hears(
      'debrief:changed',
      ({ id, steps }) => id === debriefId && steps.at(-1)!.by === helpline.ids.nan,
    );
  expect((await mo.isWelcomedAgain(1)).debriefs).toEqual([]);
});

test('whoever was asked by name and stays supervisor keeps it', async () => {
  await alsoA('supervisor');
  const { ana } = await helpline.pair();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const [free, taken] = [newId(), newId()];
  for (const debriefId of [free, taken])
    await expectOk(
      ana.send('debrief:ask', { debriefId, urgency: 'next-day-or-two', managerId: helpline.ids.mo }),
    );
  await expectOk(mo.send('debrief:accept', { debriefId: taken }));
  await expectOk(nan.send('person:change', { personId: helpline.ids.mo, roles: ['supervisor'] }));
  expect((await mo.isWelcomedAgain(1)).debriefs).toHaveLength(2);
  expect(await ana.hasHeard('debrief:changed', ({ steps }) => steps.at(-1)!.step === 'away')).toBe(false);
  await expectOk(
    mo.send('debrief:accept', { debriefId: free }),
    mo.send('debrief:hold', { debriefId: taken }),
  );
});

test('a debrief they have talked about already is free for others too, and hurries nobody', async () => {
  const { ana } = await helpline.pair();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now' }));
  await expectOk(mo.send('debrief:accept', { debriefId }));
  await expectOk(mo.send('debrief:hold', { debriefId }));
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  const freed = await ana.hears('debrief:changed', ({ steps }) => steps.at(-1)!.step === 'away');
  expect(freed).toMatchObject({ state: 'asked', assignedTo: null });
  await testServer.due.look();
  expect(await ana.hasHeard('debrief:changed', ({ escalatedTo }) => escalatedTo.length > 0)).toBe(false);
  await expectOk(nan.send('debrief:accept', { debriefId }));
});

test('a flag they took waits for the other supervisors, and what they were to do is for any manager', async () => {
  const { ana, sue, call } = await helpline.pairOnCall();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const [flagId, debriefId, followUpId] = [newId(), newId(), newId()];
  await expectOk(ana.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding' }));
  await expectOk(sue.send('flag:take', { flagId }));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.sue }));
  const freed = await ana.hears('flag:changed', ({ steps }) => steps.at(-1)!.step === 'released');
  expect(freed).toMatchObject({ state: 'waiting', assignedTo: null });
  expect(freed.steps.at(-1)!.by).toBe(helpline.ids.sue);

  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now' }));
  await expectOk(mo.send('debrief:accept', { debriefId }), mo.send('debrief:hold', { debriefId }));
  await expectOk(
    mo.send('debrief:close', { debriefId, followUp: { followUpId, words: 'Ring Ana', dueOn: null } }),
  );
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await nan.hears('followUp:changed')).toMatchObject({ id: followUpId, forId: null });
  await expectOk(nan.send('followUp:done', { followUpId }));
});

test('nobody writes to the one who is suspended', async () => {
  const { mo } = await helpline.connectAll('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ben }));
  expect(await testServer.db.$count(notifications, eq(notifications.personId, helpline.ids.ben))).toBe(0);
});
