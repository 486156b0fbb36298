import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Directory, Service, ServiceVersion } from '#shared/directory';
import { mostPinned, pin, pinnedNumbers, unpin } from '../../client/card/pinned-numbers.ts';
import { pinnedPlace } from '../../client/card/tonights-numbers.ts';
import { directoryOf } from '../../client/services/directory.svelte.ts';
import { newBrowser, openTab } from './browser.ts';

const service = (id: string, number: string, rest: Partial<Service> = {}): Service => ({
  ...{ id, version: 1, state: 'published', proposed: null, checked: null, faults: [] },
  current: {
    text: { name: `Service ${id}`, phones: [{ number, description: 'At night' }] },
  } as unknown as ServiceVersion,
  ...rest,
});
const fault = {
  id: 'f',
  what: 'number' as const,
  words: '',
  raisedBy: 'p',
  raisedAt: '2026-11-02T22:00:00Z',
};

/** What the server answers next; null for no link. */
let answer: Partial<Directory> | null;
beforeEach(() => {
  newBrowser();
  localStorage.clear();
  vi.stubGlobal('fetch', () =>
    answer
      ? Promise.resolve(new Response(JSON.stringify({ bankHolidays: [], version: 1, ...answer })))
      : Promise.reject(new Error('There is no link.')),
  );
});
afterEach(() => vi.unstubAllGlobals());

/** The directory is fetched and holds these. */
async function directoryHas(...services: Service[]) {
  answer = { ids: services.map(({ id }) => id), services };
  const { live } = await openTab();
  return directoryOf({ live, me: { roles: ['supporter'] } }).fetch();
}
const numbers = () =>
  pinnedNumbers().services.map(({ id, phones }) => [id, ...phones.map((one) => one.number)]);

test('the card takes over a new number, and drops what has left the directory', async () => {
  for (const id of ['a', 'b', 'c']) pin(service(id, '020 7946 0101'));
  await directoryHas(service('a', '020 7946 0102'), service('b', '020 7946 0101', { state: 'retired' }));
  expect(numbers()).toEqual([['a', '020 7946 0102']]);
});

test('without a link the card stays as it is', async () => {
  pin(service('a', '020 7946 0101'));
  answer = null;
  const { live } = await openTab();
  expect(await directoryOf({ live, me: { roles: ['supporter'] } }).fetch()).toBe(false);
  expect(numbers()).toEqual([['a', '020 7946 0101']]);
});

test('what is in doubt says so, what is hidden has no number, and both come back', async () => {
  pin(service('a', '020 7946 0101'));
  await directoryHas(service('a', '020 7946 0101', { faults: [fault] }));
  expect(pinnedNumbers().services[0]).toMatchObject({ doubted: true, phones: [{ description: 'At night' }] });
  await directoryHas(service('a', '020 7946 0101', { state: 'hidden' }));
  expect(numbers()).toEqual([['a']]);
  await directoryHas(service('a', '020 7946 0101'));
  expect(numbers()).toEqual([['a', '020 7946 0101']]);
  expect(pinnedNumbers().services[0]?.doubted).toBe(false);
});

test('a full card takes no more, one place twice is one, and the last one taken off leaves nothing', () => {
  for (let at = 0; at <= mostPinned; at += 1) pin(service(`s${at}`, '020 7946 0101'));
  expect(pinnedNumbers().services).toHaveLength(mostPinned);
  pin(service('s0', '020 7946 0103'));
  expect(pinnedNumbers().services).toHaveLength(mostPinned);
  for (const { id } of pinnedNumbers().services) unpin(id);
  expect(localStorage.getItem(pinnedPlace)).toBeNull();
});

test('storage that does not read as numbers is an empty card', () => {
  for (const kept of ['{', 'null', '{"services":3}']) {
    localStorage.setItem(pinnedPlace, kept);
    expect(pinnedNumbers().services).toEqual([]);
  }
});
