import { expect, test } from 'vitest';
import { access } from '#shared/access';
import type { CommandName } from '#shared/contract';
import { denialOf, type Permission } from '#shared/permission';
import { scopeOf, type Actor, type Role } from '#shared/viewer';
import { call, inTonight, nine, ofAnyManager, whenKitCame } from '../access/nine.ts';
import { verdicts } from '../access/verdicts.ts';

const letterOf = { 'not-yours': 'n', 'not-found': 'f', conflict: 'j' } as const;
const denial = (command: CommandName, actor: Actor, row: unknown) =>
  denialOf(access[command] as Permission<unknown>, actor, row);
const verdictsOn = (command: CommandName, row: unknown) =>
  nine
    .map((actor) => denial(command, actor, row))
    .map((denied) => (denied === null ? 'y' : letterOf[denied.code]))
    .join('');

const cases = (Object.keys(verdicts) as CommandName[]).flatMap((command) =>
  verdicts[command].map(([row, expected]) => [command, row, expected] as const),
);

test.each(cases)('%s', (command, row, expected) => {
  expect(verdictsOn(command, row)).toBe(expected);
});

test('a row that does not exist is refused like one that may not be known of', () => {
  const aboutARow = cases.filter(([, row]) => row !== null);
  for (const [command, row] of aboutARow)
    for (const actor of nine) {
      const unseen = denial(command, actor, row);
      const missing = denial(command, actor, null);
      if (unseen?.code === 'not-found') expect(missing, `${command} ${actor.id}`).toEqual(unseen);
      else expect(['not-found', 'not-yours', 'conflict'], `${command} ${actor.id}`).toContain(missing?.code);
    }
});

test('a refusal says whose turn it is', () => {
  const [, ben, , , , , nan, sue] = nine as [Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor];
  expect(denial('call:note', ben, call)?.message).toMatch(/^Your partner has this call/);
  expect(denial('debrief:offer', nan, { ...ofAnyManager, assignedTo: 'mo' })?.message).toMatch(/^Another/);
  expect(denial('debrief:offer', nan, ofAnyManager)?.message).toMatch(/^Say first/);
  expect(denial('call:log', sue, inTonight)?.message).toMatch(/^This call cannot be written down/);
  expect(denial('presence:leave', sue, inTonight)?.message).toBeUndefined();
  expect(denial('call:note', nan, call)?.message).toBeUndefined();
});

test('a change of role, of a place, of its time, of an open conversation or of listening along asks for a new welcome', () => {
  const ana = nine[0]!;
  const others: Partial<Actor>[] = [
    { roles: ['supporter', 'manager'] },
    { shiftIds: [] },
    { placedAt: { tonight: whenKitCame } },
    { talkIds: [] },
    { besideIds: ['tonight'] },
  ];
  const scopes = [ana, ...others.map((change) => ({ ...ana, ...change }))].map(scopeOf);
  expect(new Set(scopes).size).toBe(scopes.length);
  const both = { ...ana, roles: ['manager', 'supporter'] as Role[] };
  expect(scopeOf(both)).toBe(scopeOf({ ...ana, roles: ['supporter', 'manager'] }));
});
