import { changedFields } from '../../client/people/person-change.ts';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { nameOfErased, peopleCommands, type Person } from '#shared/people';
import { redeemShape } from '#shared/sign-in-shapes';
import { wrongWith } from '../../client/people/new-person.ts';
import { makeLink } from '../../client/people/one-time-link.ts';
import { groupsOf, rolesInWords, statusOf } from '../../client/people/people-groups.ts';
import { Times } from '../../client/ui/times.ts';
import { personRow } from './person-row.ts';

const london = new Times('Europe/London');
const now = Date.parse('2026-11-21T21:55:00Z');

const person = (firstName: string, change?: Partial<Person>) => personRow(firstName, firstName, change);

test('the link holds a secret the server can check and never sees', async () => {
  const link = (await makeLink('https://line.example.org'))!;
  const [address, secret] = link.address.split('#');
  expect(address).toBe('https://line.example.org/join');
  expect(v.is(redeemShape.entries.secret, secret)).toBe(true);
  expect(v.is(peopleCommands['person:reinvite'].entries.secretHash, link.secretHash)).toBe(true);
  expect((await makeLink('https://line.example.org'))!.address).not.toBe(link.address);
});

test('the hash is the SHA-256 of the secret as it is written in the link', async () => {
  const zeros = { subtle: crypto.subtle, getRandomValues: (bytes: Uint8Array) => bytes } as unknown as Crypto;
  expect(await makeLink('https://line.example.org', zeros)).toEqual({
    address: `https://line.example.org/join#${'A'.repeat(43)}`,
    secretHash: '0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a',
  });
});

test('no link is made where the browser cannot hash', async () => {
  expect(await makeLink('http://line.example.org', {} as Crypto)).toBeNull();
});

test('everybody is listed once, those suspended last', () => {
  const people = [
    person('Ana'),
    person('Mo', { roles: ['supporter', 'manager'] }),
    person('Sue', { roles: ['supervisor'] }),
    person('Zoe', { suspendedAt: '2026-11-20T10:00:00Z' }),
  ];
  const told = groupsOf(people, '').map(({ heading, people }) => [heading, ...people.map(({ id }) => id)]);
  expect(told).toEqual([
    ['Project managers', 'Mo'],
    ['Supervisors', 'Sue'],
    ['Supporters', 'Ana'],
    ['Suspended', 'Zoe'],
  ]);
  expect(groupsOf(people, 'sue@')).toHaveLength(1);
  expect(groupsOf(people, 'nobody')).toEqual([]);
  expect(rolesInWords(['supporter', 'manager'])).toBe('Supporter and project manager');
});

test('who was erased is in no group, whoever is merely suspended without a role is', () => {
  const gone = { roles: [], email: null, suspendedAt: '2026-11-20T10:00:00Z' };
  expect(groupsOf([person('A', { ...gone, firstName: nameOfErased })], '')).toEqual([]);
  expect(groupsOf([person('Zoe', gone)], '')).toHaveLength(1);
});

test('somebody who is not in yet shows for how long their link works', () => {
  expect(statusOf(person('Ana'), now, london)).toBeNull();
  const invited = (until: string) =>
    person('Ana', { isIn: false, invitedAt: '2026-11-21T21:50:00Z', invitedUntil: until });
  expect(statusOf(invited('2026-11-24T21:50:00Z'), now, london)).toBe(
    'Invited, not yet in. The link works until Tuesday at 21:50.',
  );
  expect(statusOf(invited('2026-11-21T20:50:00Z'), now, london)).toContain('run out');
  expect(statusOf(person('Ana', { invitedUntil: '2026-11-24T21:50:00Z' }), now, london)).toBe(
    'A new link is with them until Tuesday at 21:50.',
  );
  expect(statusOf(person('Ana', { linkAskedBy: 'mo' }), now, london)).toContain('Another manager');
});

test('somebody invited as a manager stands under what was proposed for them', () => {
  const proposal = { by: 'mo', at: '2026-11-21T21:50:00Z', roles: ['manager' as const], email: null };
  const [group] = groupsOf([person('Ida', { roles: [], proposal })], '');
  expect(group).toMatchObject({ heading: 'Project managers', people: [{ firstName: 'Ida' }] });
  const [refused] = groupsOf([person('Ida', { roles: [] })], '');
  expect(refused).toMatchObject({ heading: 'No role yet', people: [{ firstName: 'Ida' }] });
});

test('a name is at most 40 letters, and one from before that may stay', () => {
  const ida = { firstName: 'I'.repeat(41), email: 'ida@example.org', roles: ['supporter' as const] };
  expect(wrongWith(ida).firstName).toBe('A name has 40 letters at most.');
  expect(wrongWith({ ...ida, firstName: 'I'.repeat(40) })).toEqual({});
  expect(wrongWith(ida, ['roles'])).toEqual({});
  expect(changedFields(ida, { ...ida, email: ' Ada@Example.org ' })).toEqual({ email: 'ada@example.org' });
});

test('what is missing from an invitation is said field by field', () => {
  for (const email of ['ana@example.org', "o'neil@example.org"])
    expect(wrongWith({ firstName: 'Ana', email, roles: ['supporter'] })).toEqual({});
  expect(Object.keys(wrongWith({ firstName: ' ', email: 'ana', roles: [] }))).toEqual([
    'firstName',
    'email',
    'roles',
  ]);
  expect(wrongWith({ firstName: 'Ana', email: '', roles: ['supporter'] }).email).toBe(
    'Write their e-mail address.',
  );
});
