import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hex } from '../support/evening.ts';
import { expectOk, newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openHouse, type House } from '../support/house.ts';
import type { Seat } from '../support/seat.ts';

let house: House;
let helpline: Helpline;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());
beforeEach(async () => {
  helpline = await openHelpline(house);
  return () => helpline.leaveAll();
});

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
const manage = (seat: Seat, verb: (typeof verbs)[number], personId: string) =>
  seat.send(`person:${verb}`, {
    personId,
    ...(verb === 'reinvite' && { secretHash: hex(newId()) }),
  } as never);

test('somebody invited is seen by managers with their address, by supervisors without, by supporters not at all', async () => {
  const { ana, mo, nan, sue } = await helpline.seatAll('ana', 'mo', 'nan', 'sue');
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

test('everybody learns the first name of a new manager', async () => {
  const { ana, mo } = await helpline.seatAll('ana', 'mo');
  await expectOk(mo.send('person:invite', { ...ida(), roles: ['manager', 'supporter', 'manager'] }));
  expect(await ana.hears('person:changed')).toMatchObject({
    firstName: 'Ida',
    email: null,
    roles: ['manager', 'supporter'],
  });
});

test('no news of a person carries what they sign in with', async () => {
  const mo = await helpline.seat('mo');
  await expectOk(mo.send('person:invite', ida()));
  const allowed = ['email', 'firstName', 'id', 'invitedAt', 'roles', 'suspendedAt', 'version'];
  for (const person of [await mo.hears('person:changed'), ...mo.welcome.people, mo.me])
    expect(Object.keys(person).sort()).toEqual(allowed);
});

test('an address is invited once, in whatever letters', async () => {
  const mo = await helpline.seat('mo');
  const first = ida();
  await expectOk(mo.send('person:invite', first));
  const again = await mo.send('person:invite', { ...ida(), email: first.email.toUpperCase() });
  expect(again).toEqual({
    ...refused('conflict'),
    message: expect.stringContaining('here already') as string,
  });
});

test.each([
  ['no name', { firstName: ' ' }],
  ['a name that is too long', { firstName: 'n'.repeat(121) }],
  ['no address', { email: 'ida' }],
  ['no role', { roles: [] }],
  ['a role that is none', { roles: ['admin'] }],
  ['a secret in place of its hash', { secretHash: 'secret' }],
  ['more than is asked', { passwordHash: 'x' }],
])('an invitation with %s is malformed', async (_what, wrong) => {
  const mo = await helpline.seat('mo');
  expect(await mo.send('person:invite', { ...ida(), ...wrong } as never)).toEqual(refused('malformed'));
});

test('people are for managers to invite, suspend and let back in', async () => {
  const { ana, sue } = await helpline.seatAll('ana', 'sue');
  for (const seat of [ana, sue]) {
    expect(await seat.send('person:invite', ida())).toEqual(refused('not-yours'));
    for (const verb of verbs)
      expect(await manage(seat, verb, helpline.ids.cai)).toEqual(refused('not-yours'));
  }
});

test('somebody who is not here, or of another helpline, is not found', async () => {
  const elsewhere = await openHelpline(house);
  const mo = await helpline.seat('mo');
  for (const personId of [newId(), elsewhere.ids.cai])
    for (const verb of verbs) expect(await manage(mo, verb, personId)).toEqual(refused('not-found'));
  for (const verb of verbs) expect(await manage(mo, verb, 'cai')).toEqual(refused('malformed'));
  expect((await elsewhere.seat('cai')).me.suspendedAt).toBeNull();
  elsewhere.leaveAll();
});

test('somebody suspended is dropped at once, can do nothing more, and comes back when let in', async () => {
  const { cai, mo } = await helpline.seatAll('cai', 'mo');
  const cookie = await helpline.cookieOf('cai');
  expect(await manage(mo, 'suspend', helpline.ids.cai)).toEqual(ok);
  await cai.hasLeft();
  await expect(helpline.seat('cai', { cookie })).rejects.toThrow('not-signed-in');
  await expect(helpline.cookieOf('cai')).rejects.toThrow('401');
  expect(await manage(mo, 'reinvite', helpline.ids.cai)).toEqual(refused('conflict'));
  expect(await manage(mo, 'restore', helpline.ids.cai)).toEqual(ok);
  await mo.hears(
    'person:changed',
    ({ id, version, suspendedAt }) => id === helpline.ids.cai && version > 2 && !suspendedAt,
  );
  await expect(helpline.seat('cai', { cookie })).rejects.toThrow('not-signed-in');
  expect((await helpline.seat('cai')).me.suspendedAt).toBeNull();
});

test('nothing is told to somebody suspended after that they are', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.seat('mo');
  const writing = Array.from({ length: 20 }, () =>
    ana.send('message:send', { messageId: newId(), body: 'Are you there?' }),
  );
  const suspended = manage(mo, 'suspend', helpline.ids.ben);
  await expectOk(...writing, suspended);
  await ben.hasLeft();
  const { version } = await mo.hears('person:changed');
  expect(ben.heard.filter(({ row }) => row.version > version)).toEqual([]);
});

test('nobody suspends themselves', async () => {
  const mo = await helpline.seat('mo');
  expect(await manage(mo, 'suspend', helpline.ids.mo)).toEqual(refused('conflict'));
  expect(await manage(mo, 'suspend', helpline.ids.nan)).toEqual(ok);
});
