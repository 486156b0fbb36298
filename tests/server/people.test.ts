import { expect, test } from 'vitest';
import { hex } from '../support/evening.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };
const ida = () => {
  const personId = newId();
  return {
    personId,
    firstName: 'Ida',
    email: `ida.${personId}@example.org`,
    roles: ['supporter' as const],
    secretHash: hex(personId),
  };
};
const verbs = ['reinvite', 'suspend', 'restore'] as const;
const manage = (client: Client, verb: (typeof verbs)[number], personId: string) =>
  client.send(`person:${verb}`, {
    personId,
    ...(verb === 'reinvite' && { secretHash: hex(newId()) }),
  });

test('somebody invited is seen by managers with their address, by supervisors without, by supporters not at all', async () => {
  const { ana, mo, nan, sue } = await helpline.connectAll('ana', 'mo', 'nan', 'sue');
  const invitation = { ...ida(), firstName: '  Ida ', email: `IDA.${newId()}@Example.org` };
  expect(await mo.send('person:invite', invitation)).toEqual(ok);
  expect(await nan.hears('person:changed')).toMatchObject({
    firstName: 'Ida',
    email: invitation.email.toLowerCase(),
    roles: ['supporter'],
    invitedAt: expect.any(String) as string,
    suspendedAt: null,
  });
  expect(await sue.hears('person:changed')).toMatchObject({ firstName: 'Ida', email: null, invitedAt: null });
  expect(await ana.hasHeard('person:changed')).toBe(false);
});

test('everybody learns the first name of a new manager, once a second manager has agreed', async () => {
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  const { personId, ...rest } = ida();
  await expectOk(mo.send('person:invite', { personId, ...rest, roles: ['manager', 'supporter', 'manager'] }));
  const { proposal, roles } = await nan.hears('person:changed', ({ id }) => id === personId);
  expect(roles).toEqual(['supporter']);
  expect(await ana.hasHeard('person:changed')).toBe(false);
  await expectOk(nan.send('person:agree', { personId, proposedAt: proposal!.at }));
  expect(await ana.hears('person:changed')).toMatchObject({
    firstName: 'Ida',
    email: null,
    roles: ['manager', 'supporter'],
  });
});

test('no news of a person carries what they sign in with', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:invite', ida()));
  const allowed = [
    'email',
    'firstName',
    'id',
    'induction',
    'invitedAt',
    'invitedUntil',
    'isIn',
    'linkAskedBy',
    'phone',
    'phrases',
    'proposal',
    'roles',
    'suspendedAt',
    'version',
  ];
  for (const person of [await mo.hears('person:changed'), ...mo.welcome.people, mo.me])
    expect(Object.keys(person).sort()).toEqual(allowed);
});

test('an address is invited once, in whatever letters', async () => {
  const mo = await helpline.connect('mo');
  const first = ida();
  await expectOk(mo.send('person:invite', first));
  const again = await mo.send('person:invite', { ...ida(), email: first.email.toUpperCase() });
  expect(again).toEqual(refused('conflict', /here already/));
});

test.each([
  ['no name', { firstName: ' ' }],
  ['a name that is too long', { firstName: 'n'.repeat(41) }],
  ['no address', { email: 'ida' }],
  ['no role', { roles: [] }],
  ['a role that is none', { roles: ['admin'] }],
  ['a secret in place of its hash', { secretHash: 'secret' }],
])('an invitation with %s is malformed', async (_what, wrong) => {
  const mo = await helpline.connect('mo');
  expect(await mo.send('person:invite', { ...ida(), ...wrong } as never)).toEqual(refused('malformed'));
});

test('people are for managers to invite, suspend and let back in', async () => {
  const { ana, sue } = await helpline.connectAll('ana', 'sue');
  for (const client of [ana, sue]) {
    expect(await client.send('person:invite', ida())).toEqual(refused('not-yours'));
    for (const verb of verbs)
      expect(await manage(client, verb, helpline.ids.cai)).toEqual(refused('not-yours'));
  }
});

test('somebody who is not here, or of another helpline, is not found', async () => {
  const elsewhere = await openHelpline(testServer);
  const mo = await helpline.connect('mo');
  for (const personId of [newId(), elsewhere.ids.cai])
    for (const verb of verbs) expect(await manage(mo, verb, personId)).toEqual(refused('not-found'));
  for (const verb of verbs) expect(await manage(mo, verb, 'cai')).toEqual(refused('malformed'));
  expect((await elsewhere.connect('cai')).me.suspendedAt).toBeNull();
  elsewhere.leaveAll();
});

test('somebody suspended is dropped at once, can do nothing more, and comes back when let in', async () => {
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  const cookie = await helpline.cookieOf('cai');
  expect(await manage(mo, 'suspend', helpline.ids.cai)).toEqual(ok);
  await cai.hasLeft();
  await expect(helpline.connect('cai', { cookie })).rejects.toThrow('not-signed-in');
  await expect(helpline.signIn('cai')).rejects.toThrow('401');
  expect(await manage(mo, 'reinvite', helpline.ids.cai)).toEqual(refused('conflict'));
  expect(await manage(mo, 'restore', helpline.ids.cai)).toEqual(ok);
  await mo.hears(
    'person:changed',
    ({ id, version, suspendedAt }) => id === helpline.ids.cai && version > 2 && !suspendedAt,
  );
  await expect(helpline.connect('cai', { cookie })).rejects.toThrow('not-signed-in');
  expect((await helpline.connect('cai')).me.suspendedAt).toBeNull();
});

test('nothing that is said after somebody was suspended reaches them', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const say = (body: string) => ana.send('message:send', { messageId: newId(), body });
  const before = Array.from({ length: 20 }, () => say('Before'));
  expect(await manage(mo, 'suspend', helpline.ids.ben)).toEqual(ok);
  // Those that come after him find an empty place, and go back to Ana.
  for (const reply of await Promise.all(before)) if (!reply.ok) expect(reply).toEqual(refused('conflict'));
  const callId = newId();
  expect(await say('After')).toEqual(refused('conflict'));
  await expectOk(ana.send('call:start', { callId }));
  await ben.hasLeft();
  expect(JSON.stringify(ben.heard)).not.toMatch(new RegExp(`After|${callId}`));
});

test('of two managers who suspend somebody, or let them back in, at once, the second is told', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const { cai } = helpline.ids;
  for (const verb of ['suspend', 'restore'] as const) {
    const replies = await Promise.all([manage(mo, verb, cai), manage(nan, verb, cai)]);
    expect(replies).toContainEqual(ok);
    expect(replies).toContainEqual(refused('conflict', /^They are (suspended already|not suspended)\.$/));
  }
});

test('nobody suspends themselves', async () => {
  const mo = await helpline.connect('mo');
  expect(await manage(mo, 'suspend', helpline.ids.mo)).toEqual(refused('conflict'));
  expect(await manage(mo, 'suspend', helpline.ids.nan)).toEqual(ok);
});

test('a phone number is for managers, for the partner while the shift is open, and of managers for everybody', async () => {
  const later = await helpline.addShift(10, 14, ['ana', 'cai']);
  const { ana, ben, cai, mo, sue } = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'sue');
  expect(await ana.send('person:profile', { phone: '020 7946 0000' })).toEqual(ok);
  const phonesIn = async (client: Client, shiftId: string) =>
    (await client.hears('shift:changed', ({ id }) => id === shiftId)).places.map(({ phone }) => phone);
  for (const client of [ben, mo])
    expect(await phonesIn(client, helpline.shiftId)).toEqual(['020 7946 0000', null]);
  for (const [name, client, shiftId, shown] of [
    ['sue', sue, later, [null, null]],
    ['ana', ana, later, [null, null]],
    ['cai', cai, helpline.shiftId, []],
  ] as const) {
    expect(await client.hasHeard('shift:changed', ({ id }) => id === shiftId)).toBe(false);
    const { shifts } = (await helpline.connect(name)).welcome;
    expect(shifts.find(({ id }) => id === shiftId)!.places.map(({ phone }) => phone)).toEqual(shown);
  }
  expect(await phonesIn(mo, later)).toEqual(['020 7946 0000', null]);
  expect(await mo.hears('person:changed')).toMatchObject({ phone: '020 7946 0000' });
  expect(await sue.hears('person:changed')).toMatchObject({ phone: null });

  expect(await mo.send('person:profile', { phone: '+44 20 7946 0001' })).toEqual(ok);
  expect(await cai.hears('person:changed')).toMatchObject({ phone: '+44 20 7946 0001' });
});

test('ready phrases are one’s own; what is left out of a profile stays, and what is wrong is refused', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const profile = (fields: object) => ana.send('person:profile', fields);
  expect(await profile({ phone: '020 7946 0000', phrases: ['Back in five'] })).toEqual(ok);
  expect(await profile({ phone: null })).toEqual(ok);
  expect(await ana.hears('person:changed', ({ phone }) => phone === null)).toMatchObject({
    phrases: ['Back in five'],
  });
  expect(await mo.hasHeard('person:changed', ({ phrases }) => phrases.length > 0)).toBe(false);
  for (const wrong of [
    { phone: 'ring me' },
    { phrases: [' '] },
    { phrases: ['p'.repeat(81)] },
    { phrases: Array.from({ length: 9 }, () => 'One') },
  ])
    expect(await profile(wrong)).toEqual(refused('malformed'));
  for (const phone of ['020.7946.0000', '020 7946 0000 ext 5'])
    expect(await profile({ phone })).toEqual(
      refused('malformed', /^A telephone number has 5 to 24 characters/),
    );
  await profile({ firstName: 'Anna' });
  expect((await helpline.connect('ana')).welcome.me.firstName).toBe('Ana');
});
