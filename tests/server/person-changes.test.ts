import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { hashOf } from '../support/hash.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };
const of = (personId: string, { proposal }: { proposal: { at: string } | null }) => ({
  personId,
  proposedAt: proposal!.at,
});
const proposalFor = (client: Client, personId: string) =>
  client.hears('person:changed', ({ id, proposal }) => id === personId && proposal !== null);

test('a manager changes a name at once, and what is left out stays', async () => {
  const { cai, mo, nan } = await helpline.connectAll('cai', 'mo', 'nan');
  const personId = helpline.ids.cai;
  expect(await mo.send('person:change', { personId, firstName: ' Kai ' })).toEqual(ok);
  for (const client of [cai, nan])
    expect(await client.hears('person:changed')).toMatchObject({
      firstName: 'Kai',
      email: helpline.emailOf('cai'),
      roles: ['supporter'],
      proposal: null,
    });
});

test.each([
  ['another role', { roles: ['supporter', 'manager'] as const }],
  ['supervision', { roles: ['supervisor'] as const }],
])('%s waits for a second manager, and whoever proposed it cannot agree', async (_what, { roles }) => {
  const { cai, mo, nan } = await helpline.connectAll('cai', 'mo', 'nan');
  const personId = helpline.ids.cai;
  expect(await mo.send('person:change', { personId, roles: [...roles] })).toEqual(ok);
  const proposed = await proposalFor(cai, personId);
  expect(proposed).toMatchObject({ roles: ['supporter'], proposal: { by: helpline.ids.mo, roles } });
  for (const client of [cai, nan])
    expect(await client.hears('update:changed')).toMatchObject({
      kind: 'change-proposed',
      by: helpline.ids.mo,
      aboutId: personId,
      seenAt: null,
    });
  for (const client of [mo, cai])
    expect(await client.send('person:agree', of(personId, proposed))).toEqual(refused('not-yours'));
  expect(await nan.send('person:agree', of(personId, proposed))).toEqual(ok);
  expect((await cai.isWelcomedAgain(1)).me).toMatchObject({ roles, proposal: null });
  for (const client of [cai, mo])
    await client.hears(
      'update:changed',
      ({ kind, by }) => kind === 'roles-changed' && by === helpline.ids.nan,
    );
});

test('a proposal is seen by the managers and the person, and by nobody else', async () => {
  const { ana, mo, sue } = await helpline.connectAll('ana', 'mo', 'sue');
  await expectOk(mo.send('person:change', { personId: helpline.ids.cai, roles: ['manager'] }));
  expect(await ana.hasHeard('person:changed')).toBe(false);
  expect(await sue.hears('person:changed')).toMatchObject({ proposal: null });
  for (const client of [ana, sue]) {
    const nothing = { personId: helpline.ids.cai, proposedAt: testServer.clock.now().toISOString() };
    expect(await client.send('person:agree', nothing)).toEqual(refused('not-found'));
    expect(await client.send('person:decline', nothing)).toEqual(refused('not-found'));
    expect(await client.send('person:change', { personId: helpline.ids.cai, firstName: 'Kai' })).toEqual(
      refused('not-yours'),
    );
  }
});

test('nobody agrees to anything but what they have seen', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const personId = helpline.ids.cai;
  await expectOk(mo.send('person:change', { personId, roles: ['supervisor'] }));
  const first = await proposalFor(nan, personId);
  testServer.clock.advance({ seconds: 1 });
  await expectOk(mo.send('person:change', { personId, roles: ['manager'] }));
  expect(await nan.send('person:agree', of(personId, first))).toEqual(refused('conflict'));
});

test('no to a proposal is told to whoever made it, who may also take it back', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const personId = helpline.ids.cai;
  await expectOk(mo.send('person:change', { personId, roles: ['manager'] }));
  await expectOk(nan.send('person:decline', of(personId, await proposalFor(nan, personId))));
  expect(await mo.hears('update:changed')).toMatchObject({ kind: 'change-declined', by: helpline.ids.nan });
  testServer.clock.advance({ seconds: 1 });
  await expectOk(mo.send('person:change', { personId, roles: ['supervisor'] }));
  const second = await mo.hears('person:changed', ({ proposal }) => proposal?.roles?.[0] === 'supervisor');
  expect(await mo.send('person:decline', of(personId, second))).toEqual(ok);
  expect(await nan.send('person:agree', of(personId, second))).toEqual(refused('conflict'));
});

test('a name is corrected while a proposal waits, which goes on waiting', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const personId = helpline.ids.cai;
  await expectOk(mo.send('person:change', { personId, roles: ['manager'] }));
  const proposed = await proposalFor(nan, personId);
  testServer.clock.advance({ seconds: 1 });
  await expectOk(nan.send('person:change', { personId, firstName: 'Kai' }));
  const corrected = await nan.hears('person:changed', ({ firstName }) => firstName === 'Kai');
  expect(corrected.proposal).toEqual(proposed.proposal);
  expect(await nan.send('person:agree', of(personId, proposed))).toEqual(ok);
  const agreed = await mo.hears('person:changed', ({ roles }) => roles.includes('manager'));
  expect(agreed).toMatchObject({ firstName: 'Kai', proposal: null });
});

test('roles that are changed meanwhile end what was proposed about roles, and an address still waits', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const personId = helpline.ids.sue;
  const email = `new.${personId}@example.org`;
  await expectOk(mo.send('person:change', { personId, roles: ['supervisor', 'manager'], email }));
  const proposed = await proposalFor(nan, personId);
  testServer.clock.advance({ seconds: 1 });
  await testServer.db
    .update(people)
    .set({ roles: ['supporter', 'supervisor'] })
    .where(eq(people.id, personId));
  await expectOk(mo.send('person:change', { personId, roles: ['supporter'] }));
  const left = await nan.hears('person:changed', ({ roles }) => roles.join() === 'supporter');
  expect(left.proposal).toMatchObject({ by: helpline.ids.mo, roles: null, email });
  expect(await nan.send('person:agree', of(personId, proposed))).toEqual(refused('conflict'));
  expect(await nan.send('person:agree', of(personId, left))).toEqual(ok);
});

test('whoever was invited to a role that takes a yes is given another one meanwhile, and after a no', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const invite = async () => {
    const personId = newId();
    const ida = { personId, firstName: 'Ida', email: `ida.${personId}@example.org` };
    await expectOk(mo.send('person:invite', { ...ida, roles: ['manager'], secretHash: hashOf(personId) }));
    return personId;
  };
  const [waiting, refusedTo] = [await invite(), await invite()];
  await expectOk(nan.send('person:decline', of(refusedTo, await proposalFor(nan, refusedTo))));
  for (const personId of [waiting, refusedTo]) {
    const change = { personId, roles: ['supporter' as const] };
    expect(await mo.send('person:change', { ...change, basedOn: { roles: ['manager'] } })).toEqual(
      refused('conflict'),
    );
    expect(await mo.send('person:change', { ...change, basedOn: { roles: [] } })).toEqual(ok);
    const given = await nan.hears('person:changed', ({ id, roles }) => id === personId && roles.length > 0);
    expect(given).toMatchObject({ roles: ['supporter'], proposal: null });
  }
  const nothing = { personId: waiting, roles: [], basedOn: { roles: ['supporter' as const] } };
  expect(await mo.send('person:change', nothing)).toEqual(refused('malformed'));
});

test('what another proposed is not replaced, and what one proposed oneself goes on waiting with the rest', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const personId = helpline.ids.cai;
  const email = `new.${personId}@example.org`;
  await expectOk(mo.send('person:change', { personId, roles: ['manager'] }));
  const first = await proposalFor(nan, personId);
  expect(await nan.send('person:change', { personId, firstName: 'Kai', email })).toEqual(
    refused('conflict', /waits for a yes/),
  );
  testServer.clock.advance({ seconds: 1 });
  await expectOk(mo.send('person:change', { personId, email }));
  const whole = await nan.hears('person:changed', ({ proposal }) => proposal?.email === email);
  expect(whole).toMatchObject({ firstName: 'Cai', proposal: { by: helpline.ids.mo, roles: ['manager'] } });
  expect(await nan.send('person:agree', of(personId, first))).toEqual(refused('conflict'));
  expect(await nan.send('person:agree', of(personId, whole))).toEqual(ok);
  const agreed = await mo.hears('person:changed', ({ roles }) => roles.includes('manager'));
  expect(agreed).toMatchObject({ email, roles: ['manager'], proposal: null });
});

test('a manager with nobody beside them is told to ask the host', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.nan }));
  const alone = await mo.send('person:change', { personId: helpline.ids.cai, roles: ['manager'] });
  expect(alone).toEqual(refused('conflict', /npm run admin -- person change/));
});

test('a role that is taken away goes at once, with what came with it', async () => {
  const later = await helpline.addShift(10, 14, ['ana', 'cai']);
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  expect(await mo.send('person:change', { personId: helpline.ids.nan, roles: ['supervisor'] })).toMatchObject(
    ok,
  );
  const proposed = await proposalFor(nan, helpline.ids.nan);
  expect(await nan.send('person:agree', of(helpline.ids.nan, proposed))).toEqual(ok);
  const welcome = await nan.isWelcomedAgain(1);
  expect(welcome.me.roles).toEqual(['supervisor']);
  expect(await nan.send('person:suspend', { personId: helpline.ids.cai })).toEqual(refused('not-yours'));
  expect(await ana.hears('shift:changed', ({ id }) => id === helpline.shiftId)).toMatchObject({
    managerId: helpline.ids.mo,
    nextManagerId: null,
  });
  expect(await mo.send('person:change', { personId: helpline.ids.mo, roles: ['supporter'] })).toMatchObject({
    ok: false,
  });
  expect(welcome.shifts.map(({ id }) => id)).toContain(later);
});

test('nobody stops being a manager by themselves', async () => {
  const mo = await helpline.connect('mo');
  const own = { personId: helpline.ids.mo, roles: ['manager', 'supervisor'] as ('manager' | 'supervisor')[] };
  expect(await mo.send('person:change', own)).toEqual(ok);
  const nan = await helpline.connect('nan');
  const proposed = nan.welcome.people.find(({ id }) => id === helpline.ids.mo)!;
  await expectOk(nan.send('person:agree', of(helpline.ids.mo, proposed)));
  expect(await mo.send('person:change', { ...own, roles: ['supervisor'] })).toEqual(refused('conflict'));
});

test('the address a new link would go to changes only with the person’s own yes, or a second manager’s', async () => {
  const { cai, mo, nan } = await helpline.connectAll('cai', 'mo', 'nan');
  const personId = helpline.ids.cai;
  const email = `new.${personId}@example.org`;
  await expectOk(mo.send('person:change', { personId, email }));
  const proposed = await proposalFor(cai, personId);
  expect(proposed.email).toBe(helpline.emailOf('cai'));
  expect(await mo.send('person:agree', of(personId, proposed))).toEqual(refused('not-yours'));
  expect(await cai.send('person:agree', of(personId, proposed))).toEqual(ok);
  await nan.hears('person:changed', (person) => person.id === personId && person.email === email);
  await mo.hears('update:changed', ({ kind }) => kind === 'email-changed');
});

test('the second of two managers is told that the first was faster, and nothing of theirs is written', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const personId = helpline.ids.cai;
  const rename = (client: Client, firstName: string, basedOn?: { firstName: string }) =>
    client.send('person:change', { personId, firstName, ...(basedOn && { basedOn }) });
  await expectOk(rename(mo, 'Kai', { firstName: 'Cai' }));
  expect(await rename(nan, 'Kay', { firstName: 'Cai' })).toEqual(refused('conflict'));
  expect(await rename(nan, 'Kay', { firstName: 'Kai' })).toEqual(ok);
});

test('an update is seen once, by its owner alone, and comes no more', async () => {
  const { cai, mo, nan } = await helpline.connectAll('cai', 'mo', 'nan');
  await expectOk(mo.send('person:change', { personId: helpline.ids.cai, roles: ['manager'] }));
  const { id: updateId } = await cai.hears('update:changed');
  for (const client of [mo, nan])
    expect(await client.send('update:seen', { updateId })).toEqual(refused('not-found'));
  expect((await helpline.connect('cai')).welcome.updates).toHaveLength(1);
  expect(await cai.send('update:seen', { updateId })).toEqual(ok);
  expect(await cai.send('update:seen', { updateId })).toEqual(ok);
  expect((await helpline.connect('cai')).welcome.updates).toEqual([]);
});
