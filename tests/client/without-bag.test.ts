import { expect, test } from 'vitest';
import type { Kit } from '#shared/kits';
import type { Shift } from '#shared/shifts';
import { chargeLately } from '../../client/kits/kit-words.ts';
import { soonWithoutBag, whomToRingForBag } from '../../client/kits/without-bag.ts';

const shift = {
  id: 'tonight',
  startsAt: '2026-11-21T18:00:00.000Z',
  endsAt: '2026-11-22T00:00:00.000Z',
  places: [{ personId: 'ana' }, { personId: 'ben' }],
  managerId: 'lorna',
} as Shift;
const kitOf = (more: Partial<Kit>) =>
  ({ name: 'Bag 1', holder: { id: 'ruth', name: 'Ruth' }, missingAt: null, retiredAt: null, ...more }) as Kit;
/** What a supporter sees: of the others only managers have a number. */
const numbers: Record<string, { firstName: string; phone: string } | undefined> = {
  lorna: { firstName: 'Lorna', phone: '07700 900201' },
};

type Given = { at: string; kits?: Kit[]; me?: string; seen?: typeof numbers };
const appAt = ({ at, kits = [kitOf({})], me = 'ana', seen = numbers }: Given) =>
  ({
    me: { id: me },
    clock: { now: Date.parse(`2026-11-21T${at}:00.000Z`) },
    kits: { all: kits },
    people: { get: (id: string) => seen[id] },
    shifts: {
      all: [shift],
      of: (id: string) => (shift.places.some(({ personId }) => personId === id) ? [shift] : []),
    },
  }) as unknown as Parameters<typeof whomToRingForBag>[0];
const rung = (given: Given) =>
  whomToRingForBag(appAt(given), given.kits?.[0] ?? kitOf({}))?.name.replace(/[\u2066-\u2069]/g, '');

test('from two hours before their shift until it ends, the two can ring about a bag that neither has', () => {
  expect(rung({ at: '15:59' })).toBeUndefined();
  for (const at of ['16:00', '18:30', '23:59']) expect(rung({ at }), at).toBe('Lorna');
  expect(rung({ at: '16:00', me: 'cai' })).toBeUndefined();
});

test('it is the one who has it where their number is seen; else the manager on call, and the words say so', () => {
  const seen = { ...numbers, ruth: { firstName: 'Ruth', phone: '07700 900101' } };
  expect(whomToRingForBag(appAt({ at: '17:00', seen }), kitOf({}))).toEqual({
    name: 'Ruth',
    phone: '07700 900101',
    words: null,
  });
  expect(whomToRingForBag(appAt({ at: '17:00' }), kitOf({}))!.words).toMatch(
    /^Lorna has .?Ruth.?’s number\.$/,
  );
  expect(rung({ at: '17:00', seen: {} })).toBeUndefined();
});

test('nobody is rung where one of the two has a bag, and about one that is missing or with nobody', () => {
  const withBen = kitOf({ holder: { id: 'ben', name: 'Ben' } });
  expect(rung({ at: '17:00', kits: [withBen] })).toBeUndefined();
  expect(rung({ at: '17:00', kits: [kitOf({}), withBen] })).toBeUndefined();
  expect(rung({ at: '17:00', kits: [kitOf({ holder: null })] })).toBeUndefined();
  expect(rung({ at: '17:00', kits: [kitOf({ missingAt: 'then' })] })).toBeUndefined();
  expect(rung({ at: '17:00', kits: [kitOf({}), kitOf({ ...withBen, missingAt: 'then' })] })).toBe('Lorna');
});

test('a manager reads it in the hour before the shift', () => {
  const soonAt = (at: string, kits?: Kit[]) =>
    soonWithoutBag(appAt({ at, me: 'lorna', ...(kits && { kits }) }))?.id;
  expect([soonAt('16:59'), soonAt('17:00'), soonAt('17:59'), soonAt('18:00')]).toEqual([
    undefined,
    'tonight',
    'tonight',
    undefined,
  ]);
  expect(soonAt('17:30', [])).toBeUndefined();
  expect(soonAt('17:30', [kitOf({ retiredAt: 'then' })])).toBeUndefined();
});

test('whoever takes the bag reads how charged its phone was within the last hours, and is asked only after them', () => {
  const kit = kitOf({ charge: 'half', heldSince: '2026-11-21T12:00:00.000Z' });
  const at = (time: string, more: Partial<Kit> = {}) =>
    chargeLately(appAt({ at: time }), { ...kit, ...more });
  expect(at('17:59')).toBe('Its phone was half charged then.');
  expect(at('18:00')).toBeNull();
  expect(at('13:00', { charge: null })).toBeNull();
  expect(at('13:00', { heldSince: null })).toBeNull();
});
