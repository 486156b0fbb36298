import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { shifts } from '#drizzle/schema/shifts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

/** A manager who comes first by name, was invited, and has never opened the link. */
async function inviteAda(): Promise<string> {
  const id = newId();
  await testServer.db.insert(people).values({
    ...{ id, helplineId: helpline.id, version: 1, firstName: 'Ada', roles: ['manager'] },
    email: `ada.${id}@example.org`,
    invitedAt: testServer.clock.now(),
  });
  return id;
}

test('a manager who has never come in is not put on call, and whoever was stays', async () => {
  const adaId = await inviteAda();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const { shiftId, ids } = helpline;
  const onCall = (managerId: string, nextManagerId: string | null) =>
    mo.send('shift:onCall', { shiftId, managerId, nextManagerId });
  expect(await onCall(ids.mo, adaId)).toEqual(refused('conflict', /^Ada has not come in yet/));
  expect(await nan.hasHeard('shift:changed')).toBe(false);
  expect(await onCall(ids.nan, ids.mo)).toEqual({ ok: true });
});

test('support that is asked for reaches those who can answer, although she is on call', async () => {
  const adaId = await inviteAda();
  await testServer.db.update(shifts).set({ managerId: adaId }).where(eq(shifts.id, helpline.shiftId));
  const { ana } = await helpline.pair();
  const signalId = newId();
  await expectOk(ana.send('signal:raise', { signalId, kind: 'support-now' }));
  const reached = async (many: number) =>
    (
      await ana.hears(
        'signal:changed',
        ({ id, escalatedTo }) => id === signalId && escalatedTo.length === many,
      )
    ).escalatedTo;
  await testServer.timePasses({ minutes: 2 });
  expect(await reached(1)).toEqual([helpline.ids.nan]);
  await testServer.timePasses({ minutes: 3 });
  expect(await reached(2)).toEqual([helpline.ids.nan, helpline.ids.mo]);
});

test('a supporter sees that she cannot be asked, and asking for her by name is refused', async () => {
  const adaId = await inviteAda();
  const ana = await helpline.connect('ana');
  const ada = ana.welcome.people.find(({ id }) => id === adaId);
  expect(ada).toMatchObject({ isIn: false, invitedAt: null, email: null });
  expect(ana.welcome.people.find(({ id }) => id === helpline.ids.mo)).toMatchObject({ isIn: true });
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
  const ask = (managerId: string) =>
    ana.send('debrief:ask', { debriefId: newId(), urgency: 'now', managerId });
  expect(await ask(adaId)).toEqual(refused('not-found', /Choose somebody else/));
  expect(await ask(helpline.ids.mo)).toEqual({ ok: true });
});

test('she is not the second who could agree', async () => {
  await inviteAda();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const invite = { firstName: 'Ida', email: `ida.${newId()}@example.org`, secretHash: 'a'.repeat(64) };
  const personId = newId();
  await expectOk(mo.send('person:invite', { personId, ...invite, roles: ['supporter'] }));
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await nan.send('person:change', { personId, roles: ['manager'] })).toEqual(
    refused('conflict', /there is no second manager here/),
  );
});
