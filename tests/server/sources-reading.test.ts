import { expect, test } from 'vitest';
import { serviceText } from '#shared/service-commands';
import * as v from 'valibot';
import { readService, type Reading } from '#server/sources/reading';
import { failingServices, goodService, idOf, warningServices } from '../support/open-referral.ts';

const boroughs = { lambeth: 'Lambeth', southwark: 'Southwark', elsewhere: 'Elsewhere' };
const readFor = { areas: [] as string[], boroughs, today: '2026-11-18' };
const read = (sent: unknown, areas: string[] = []) => readService(sent, { ...readFor, areas });
const textOf = (reading: Reading) => {
  if (reading.is !== 'read') throw new Error(`not read: ${JSON.stringify(reading)}`);
  return reading.text;
};
const nothing = { url: null, email: null, contacts: [], service_at_locations: [] };

test('a good service is read whole, without HTML', () => {
  expect(read(goodService(12))).toEqual({
    is: 'read',
    checkedOn: '2026-10-02',
    text: {
      name: 'Counselling 12',
      organisation: 'Example charity',
      kind: 'talking',
      description: 'Talking, by appointment.\n\nBring a friend & a cup of tea.',
      alert: 'Closed for two weeks at the end of December.',
      eligibilityDescription: '',
      minimumAge: 18,
      maximumAge: 99,
      boroughs: ['lambeth'],
      phones: [{ number: '020 7946 0012', description: 'Reception' }],
      email: 'hello@counselling.example.org',
      url: 'https://counselling.example.org/',
      address: 'The Old Library, 1 Example Street, London, Greater London, SE5 8RR',
      schedules: [{ byday: ['MO', 'TU'], opensAt: '10:00', closesAt: '18:00' }],
      openingDescription: '',
      bankHolidays: 'not-known',
      languages: ['Somali'],
      accessibility: 'Step-free.',
      feesDescription: 'Free',
      applicationProcess: '',
      status: 'active',
    },
  });
});

test('a warning one is read as far as it can be: prose becomes numbers or words, other rules become words', () => {
  const [prose, offset, html] = warningServices().map((one) => textOf(read(one)));
  expect(prose).toMatchObject({
    phones: [
      { number: '020 7946 0100', description: 'Ring or (evenings)' },
      { number: '01632 960101', description: 'Ring or (evenings)' },
    ],
    schedules: [],
    openingDescription: 'Second Monday every month, 10:00 to 12:00',
  });
  expect(offset).toMatchObject({
    phones: [],
    applicationProcess: 'Ask at the reception',
    schedules: [],
    openingDescription: 'Wednesday, 09:00Z to 17:00Z',
  });
  expect(html).toMatchObject({
    description: 'Soup\n\nBread',
    schedules: [],
    openingDescription: 'Friday every 2 weeks, 18:00 to 20:00',
    boroughs: [],
  });
});

test('a failing one is unreadable, and says why; what is wrong beside its names is left out', () => {
  expect(
    failingServices()
      .slice(0, 3)
      .map((one) => read(one)),
  ).toEqual([
    { is: 'unreadable', name: '', because: 'no-name' },
    { is: 'unreadable', name: 'Counselling 2', because: 'no-way' },
    { is: 'unreadable', name: 'Counselling 3', because: 'status' },
  ]);
  const left = { description: '', languages: [], minimumAge: null, organisation: '', schedules: [] };
  expect(textOf(read(failingServices()[3]))).toMatchObject(left);
});

test.each([null, 7, 'x', [], {}, [[]], { name: {} }, { name: ' \u200B ' }])('%j is no service', (sent) => {
  expect(read(sent)).toMatchObject({ is: 'unreadable', because: 'no-name' });
});

test.each(['defunct', 'inactive', 'DEFUNCT'])('one that is %s is closed', (status) => {
  expect(read(goodService(1, { status }))).toEqual({ is: 'closed' });
});

test('hours are read where every rule is plainly weekly and holds today', () => {
  const opening = (...schedules: object[]) => {
    const { schedules: hours, openingDescription } = textOf(read(goodService(1, { schedules })));
    return { hours, openingDescription };
  };
  const weekly = { id: idOf(1), freq: 'WEEKLY', byday: 'SA', opens_at: '20:00', closes_at: '02:00' };
  const saturday = { byday: ['SA'], opensAt: '20:00', closesAt: '02:00' };
  expect(
    opening(weekly, { ...weekly, valid_to: '2026-11-17' }, { ...weekly, valid_from: '2026-11-19' }),
  ).toEqual({
    hours: [saturday],
    openingDescription: '',
  });
  expect(opening(weekly, { id: idOf(2), description: 'Ring the bell.' })).toEqual({
    hours: [saturday],
    openingDescription: 'Ring the bell.',
  });
  expect(
    opening({ ...weekly, byday: 'MO,TU,WE,TH,FR,SA,SU', opens_at: '00:00', closes_at: '23:59:00' }).hours,
  ).toMatchObject([{ opensAt: '00:00', closesAt: '00:00' }]);
  expect(opening(weekly, { ...weekly, freq: 'DAILY', byday: null }).hours).toEqual([]);
  for (const other of [
    { bymonthday: '1' },
    { byday: '1SA' },
    { byday: 'XX' },
    { opens_at: '9:00' },
    { opens_at: '25:00' },
    { closes_at: null },
  ])
    expect(opening({ ...weekly, ...other }).hours).toEqual([]);
});

test('places with hours of their own: one counts, several differ', () => {
  const schedules = [{ freq: 'WEEKLY', byday: 'MO', opens_at: '09:00', closes_at: '10:00' }];
  const at = { location: { schedules } };
  const reading = (count: number) =>
    textOf(
      read(goodService(1, { schedules: [], service_at_locations: Array.from({ length: count }, () => at) })),
    );
  expect(reading(1).schedules).toHaveLength(1);
  expect(reading(2)).toMatchObject({
    schedules: [],
    openingDescription: 'The hours differ from place to place: ring first.',
  });
});

test('a number of the organisation counts where the service has none', () => {
  const organization = { name: 'Example', phones: [{ number: '0808 157 0123' }] };
  expect(textOf(read(goodService(1, { ...nothing, organization }))).phones).toEqual([
    { number: '0808 157 0123', description: '' },
  ]);
  const phones = [
    { number: '(020) 7946-0001', description: 'Day' },
    { number: '02079460001', description: 'Night' },
  ];
  const contacts = [{ phones: [{ number: '+44 20 7946 0001' }, { number: '116 123' }] }];
  expect(textOf(read(goodService(1, { phones, contacts, organization }))).phones).toEqual([
    ...phones,
    { number: '116 123', description: '' },
  ]);
});

test.each([
  [[], true],
  [['Lambeth'], true],
  [['lambeth'], true],
  [['SE5'], true],
  [['se'], true],
  [['Lewisham', 'SE5'], true],
  [['Lewisham'], false],
  [['SE'], true],
  [['SE50'], false],
  [['S'], false],
  [['SE15'], false],
  [['Lamb'], false],
])('areas %j hold a service for Lambeth at SE5: %s', (areas, isWithin) => {
  expect(read(goodService(1), areas).is).toBe(isWithin ? 'read' : 'elsewhere');
});

test('one for the whole country, or that names no place, is for every area; one for another borough is elsewhere', () => {
  const areas = (name: string) => goodService(1, { service_areas: [{ name }], service_at_locations: [] });
  for (const everywhere of [
    areas('England'),
    areas('Nationwide'),
    goodService(1, { service_areas: [], service_at_locations: [] }),
  ])
    expect(textOf(read(everywhere, ['Lewisham'])).boroughs).toEqual([]);
  expect(textOf(read(areas('Croydon'))).boroughs).toEqual(['elsewhere']);
  expect(read(areas('Croydon'), ['Lambeth']).is).toBe('elsewhere');
});

test('whatever is sent, what is read is a whole service of ours', () => {
  const long = 'A very long sentence about something. '.repeat(400);
  const worst = goodService(1, {
    name: long,
    description: long,
    alert: `\0${long}\uD800`,
    url: `https://example.org/${'x'.repeat(900)}`,
    eligibility_description: '&#0;&#x1F600;&bogus;<img src=x onerror=alert(1)>',
    contacts: [
      {
        phones: Array.from({ length: 40 }, (_, at) => ({ number: `0163296${1000 + at}`, description: long })),
      },
    ],
    schedules: Array.from({ length: 40 }, (_, at) => ({
      freq: 'WEEKLY',
      byday: 'MO',
      opens_at: `${10 + (at % 10)}:00`,
      closes_at: '21:00',
    })),
    languages: Array.from({ length: 60 }, (_, at) => ({ name: `Language ${at}` })),
    minimum_age: 1e9,
    assured_date: '2029-01-01',
  });
  const reading = read(worst);
  expect(v.is(serviceText, textOf(reading))).toBe(true);
  expect(reading).toMatchObject({ checkedOn: null });
  expect(textOf(reading)).toMatchObject({
    url: '',
    minimumAge: null,
    phones: { length: 6 },
    schedules: [],
    eligibilityDescription: ' 😀&bogus;'.trim(),
  });
});
