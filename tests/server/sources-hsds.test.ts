import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { openingDays, type Service, type ServiceText } from '#shared/directory';
import { serviceText } from '#shared/service-commands';
import { serviceKinds } from '#shared/service-kinds';
import { changesIn, saysSame } from '#server/sources/fields';
import { differencesIn, type Known } from '#server/sources/differing';
import { hsdsOf } from '#server/sources/hsds';
import { readService, type Reading } from '#server/sources/reading';
import { goodService, idOf } from '../support/open-referral.ts';

const boroughs = { lambeth: 'Lambeth', southwark: 'Southwark', lewisham: 'Lewisham', elsewhere: 'Elsewhere' };
const readFor = { areas: [], boroughs, today: '2026-11-18' };

const word = fc.constantFrom(
  'Tea',
  'soup',
  'Brixton',
  'crisis',
  'für',
  'O’Neill',
  '24/7',
  '(new)',
  'A&E',
  '“quiet”',
  '<3',
);
const sentence = (most: number) =>
  fc.array(word, { maxLength: 12 }).map((words) => words.join(' ').slice(0, most).trim());
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const some = <T>(of: readonly T[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...of), { maxLength });
const text: fc.Arbitrary<ServiceText> = fc.record({
  name: sentence(100).map((name) => name || 'Somewhere'),
  organisation: sentence(100),
  kind: fc.constantFrom(...serviceKinds),
  description: fc.tuple(sentence(140), sentence(140)).map((lines) => lines.filter(Boolean).join('\n')),
  alert: sentence(200),
  eligibilityDescription: sentence(300),
  minimumAge: fc.option(fc.nat(130)),
  maximumAge: fc.option(fc.nat(130)),
  boroughs: some(Object.keys(boroughs), 4),
  phones: fc.array(
    fc.record({
      number: fc.constantFrom('020 7946 0123', '+44 1632 960999', '111', '(0808) 157-0000'),
      description: sentence(80),
    }),
    { maxLength: 6 },
  ),
  email: fc.constantFrom('', 'hello@example.org'),
  url: fc.constantFrom('', 'https://example.org/a?b=c#d'),
  address: fc.constantFrom('', '1 Example Street, London SE5 8RR', 'By the pond'),
  schedules: fc.array(
    fc
      .record({ byday: some(openingDays, 8), opensAt: time, closesAt: time })
      .filter(({ byday }) => byday.length > 0),
    { maxLength: 14 },
  ),
  openingDescription: sentence(200),
  bankHolidays: fc.constantFrom('not-known', 'as-usual', 'shut'),
  languages: some(['Somali', 'Español', 'British Sign Language', 'Yorùbá'], 4),
  accessibility: sentence(200),
  feesDescription: sentence(200),
  applicationProcess: sentence(300),
  status: fc.constantFrom('active', 'temporarily closed'),
});
const service = (id: string, written: ServiceText | null, state: Service['state'] = 'published') =>
  ({
    id,
    version: 1,
    state,
    current: written && { text: written },
    proposed: null,
    checked: null,
    faults: [],
  }) as unknown as Service;

test('whatever we have, our own file says the same when it is read back', () => {
  fc.assert(
    fc.property(text, (written) => {
      fc.pre(v.is(serviceText, written));
      const file = JSON.parse(JSON.stringify(hsdsOf([service(idOf(1), written)], boroughs))) as {
        contents: unknown[];
      };
      const reading = readService(file.contents[0], readFor);
      expect(reading).toMatchObject({ is: 'read' });
      const back = (reading as Reading & { text: ServiceText }).text;
      expect(changesIn(back, written, null)).toEqual([]);
      expect(saysSame(back, written)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('our file has what the profile of the United Kingdom requires, with an id for everything in it', () => {
  const reading = readService(goodService(1), readFor) as Reading & { text: ServiceText };
  const { contents, ...page } = hsdsOf([service(idOf(1), reading.text), service(idOf(2), null)], boroughs);
  expect(page).toEqual({
    total_items: 1,
    total_pages: 1,
    page_number: 1,
    size: 1,
    first_page: true,
    last_page: true,
    empty: false,
  });
  const [sent] = contents as Record<string, unknown>[];
  expect(sent).toMatchObject({
    id: idOf(1),
    name: 'Counselling 1',
    status: 'active',
    organization: { name: 'Example charity' },
  });
  const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const ids = [...JSON.stringify(contents).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id!);
  expect(ids.length).toBeGreaterThan(8);
  expect(ids.filter((id) => !isUuid.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

const theirs = (changes: Partial<ServiceText> = {}): ServiceText => ({
  ...(readService(goodService(1), readFor) as Reading & { text: ServiceText }).text,
  ...changes,
});
const saying = (changes: Partial<ServiceText> = {}) =>
  new Map<string, Reading>([['x', { is: 'read', text: theirs(changes), checkedOn: null }]]);
const taken = (said: ServiceText | null = theirs()): Map<string, Known> =>
  new Map([['x', { serviceId: idOf(1), said, isLeftAsGone: false }]]);
const whatIs = (given: Partial<Parameters<typeof differencesIn>[0]>) =>
  differencesIn({
    readings: saying(),
    known: taken(),
    services: [service(idOf(1), theirs())],
    isWhole: true,
    ...given,
  }).found.map(({ what }) => what);

test.each([
  ['the same', {}, [null]],
  ['a new one', { known: new Map(), services: [] }, ['new']],
  ['one that the publisher changed', { readings: saying({ alert: 'Moved.' }) }, ['changed']],
  ['one that we changed', { services: [service(idOf(1), theirs({ alert: 'Ours.' }))] }, [null]],
  [
    'one that both changed to the same',
    { readings: saying({ alert: 'A' }), services: [service(idOf(1), theirs({ alert: 'A' }))] },
    [null],
  ],
  [
    'one that both changed',
    { readings: saying({ alert: 'A' }), services: [service(idOf(1), theirs({ alert: 'B' }))] },
    ['changed'],
  ],
  ['an alert that the publisher took back', { readings: saying({ alert: '' }) }, ['changed']],
  [
    'one of ours that it knows less of',
    {
      known: new Map([['x', { serviceId: idOf(1), said: null, isLeftAsGone: false }]]),
      readings: saying({ alert: '' }),
    },
    [null],
  ],
  ['one that is not in the list any more', { readings: new Map() }, ['gone']],
  ['the same from a list that is not whole', { readings: new Map(), isWhole: false }, [null]],
  ['one that is closed', { readings: new Map([['x', { is: 'closed' as const }]]) }, ['gone']],
  ['one that is elsewhere now', { readings: new Map([['x', { is: 'elsewhere' as const }]]) }, [null]],
  [
    'one that we retired',
    { readings: saying({ alert: 'A' }), services: [service(idOf(1), theirs(), 'retired')] },
    [null],
  ],
  [
    'one that we hid, and is gone',
    { readings: new Map(), services: [service(idOf(1), theirs(), 'hidden')] },
    [null],
  ],
  [
    'one that we left',
    { known: new Map([['x', { serviceId: null, said: theirs(), isLeftAsGone: false }]]), services: [] },
    [null],
  ],
  [
    'one that we left, and that changed',
    {
      known: new Map([['x', { serviceId: null, said: theirs(), isLeftAsGone: false }]]),
      services: [],
      readings: saying({ alert: 'A' }),
    },
    ['new'],
  ],
  [
    'one that cannot be read any more',
    { readings: new Map([['x', { is: 'unreadable' as const, name: 'X', because: 'no-name' as const }]]) },
    ['unreadable'],
  ],
])('%s', (_which, given, what) => {
  expect(whatIs(given)).toEqual(what);
});
