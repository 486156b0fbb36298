import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAddress, readFeed } from '#server/sources/feed';
import { fetchJson, mostBytes, ReadTrouble } from '#server/sources/fetching';
import {
  goodService,
  goodServices,
  idOf,
  pageOf,
  publishing,
  startPublisher,
  type Publisher,
} from '../support/open-referral.ts';

let publisher: Publisher;
beforeAll(async () => void (publisher = await startPublisher()));
afterAll(() => publisher.close());
beforeEach(() => void (publisher.asked.length = 0));

const budget = (left = mostBytes.ofRead) => ({ onlyHere: true, signal: new AbortController().signal, left });
const read = () => readFeed(publisher.address, budget());
const troubleOf = async (reading: Promise<unknown>) => {
  const error: unknown = await reading.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ReadTrouble);
  const { trouble, passing } = error as ReadTrouble;
  return { trouble, passing };
};

test.each([
  ['https://example.org/o', 'https://example.org/o/services?page=2&per_page=100'],
  ['https://example.org/o/services/', 'https://example.org/o/services?page=2&per_page=100'],
  [
    'https://example.org/services?postcode=SE5&page=9#x',
    'https://example.org/services?postcode=SE5&page=2&per_page=100',
  ],
])('the list of %s is at %s', (address, list) => {
  expect(listAddress(address, 2)).toBe(list);
});

test('every page is read, and every service by itself', async () => {
  publisher.answers(publishing(() => goodServices(120)));
  const { services, isWhole, claimed, tooMany } = await read();
  expect(services).toHaveLength(120);
  expect(services.at(-1)).toMatchObject({ id: idOf(120), sent: { service: { name: 'Counselling 120' } } });
  expect({ isWhole, claimed, tooMany }).toEqual({ isWhole: true, claimed: 120, tooMany: false });
  expect(publisher.asked).toHaveLength(2 + 120);
});

test('five hundred services are read at most, and then nothing counts as gone', async () => {
  publisher.answers(publishing(() => goodServices(620)));
  const { services, isWhole, tooMany } = await read();
  expect({ services: services.length, isWhole, tooMany }).toEqual({
    services: 500,
    isWhole: false,
    tooMany: true,
  });
});

test.each([
  [
    'more than there are',
    { total_items: 9_999, total_pages: 4_000, last_page: false },
    { isWhole: false, claimed: 9_999 },
  ],
  [
    'fewer than there are',
    { total_items: 3, total_pages: 1, last_page: false },
    { isWhole: false, claimed: 3 },
  ],
  [
    'that the first page is the last, of four',
    { total_pages: 4, last_page: true },
    { isWhole: true, claimed: 150 },
  ],
  [
    'nothing of its length',
    { total_items: null, total_pages: null, last_page: null },
    { isWhole: true, claimed: null },
  ],
  ['nonsense', { total_items: -4, total_pages: 'many', last_page: 'no' }, { isWhole: true, claimed: null }],
])('a feed that claims %s is read to its real end', async (_claims, lies, whole) => {
  publisher.answers((url) =>
    /services$/.test(url.pathname)
      ? pageOf(goodServices(150), url, lies)
      : publishing(() => goodServices(150))(url),
  );
  expect(await read()).toMatchObject({ ...whole, services: { length: 150 } });
  expect(publisher.asked.length).toBeLessThan(155);
});

test('a feed that answers every page alike ends with the second', async () => {
  publisher.answers((url) => {
    const again = new URL(url);
    again.searchParams.set('page', '1');
    return publishing(() => goodServices(90), { total_pages: 1_000, last_page: false })(again);
  });
  expect((await read()).services).toHaveLength(90);
  expect(publisher.asked.filter((path) => path.includes('page='))).toHaveLength(2);
});

test('the same id twice is read once, and what has no id is kept aside', async () => {
  publisher.answers(
    publishing(() => [
      goodService(1),
      goodService(1),
      goodService(2, { id: null }),
      goodService(3, { id: 7 }),
    ]),
  );
  expect(await read()).toMatchObject({
    services: [{ id: idOf(1) }],
    withoutId: [{ name: 'Counselling 2' }, { name: 'Counselling 3' }],
    isWhole: false,
  });
});

test('an id is one part of an address, whatever is in it', async () => {
  const id = '../../secret?x=1#y';
  publisher.answers(publishing(() => [goodService(1, { id })]));
  expect(await read()).toMatchObject({ services: [{ id, sent: { service: { id } } }] });
  expect(publisher.asked.at(-1)).toBe('/o/services/..%2F..%2Fsecret%3Fx%3D1%23y');
});

test('one service that cannot be fetched does not end the read of the others', async () => {
  publisher.answers((url) =>
    url.pathname.endsWith(idOf(2)) ? { status: 500 } : publishing(() => goodServices(3))(url),
  );
  const { services } = await read();
  expect(services.map(({ sent }) => (sent instanceof ReadTrouble ? sent.trouble : 'read'))).toEqual([
    'read',
    'error',
    'read',
  ]);
});

test('a server that answers 500 half-way ends the read after five, and is tried again later', async () => {
  publisher.answers((url) =>
    Number(url.pathname.slice(-3)) > 10
      ? { status: 500, body: 'no' }
      : publishing(() => goodServices(60))(url),
  );
  expect(await troubleOf(read())).toEqual({ trouble: 'error', passing: true });
  expect(publisher.asked).toHaveLength(1 + 10 + 5);
});

test.each([
  ['a web page', { body: '<!doctype html><title>Hello</title>' }, { trouble: 'not-json', passing: false }],
  ['half a file', { body: '{"contents":[{"id":' }, { trouble: 'not-json', passing: false }],
  ['something else', { body: '{"results":[]}' }, { trouble: 'not-services', passing: false }],
  ['a list of services without a page', { body: '[]' }, { trouble: 'not-services', passing: false }],
  ['404', { status: 404 }, { trouble: 'not-found', passing: false }],
  ['500', { status: 500 }, { trouble: 'error', passing: true }],
  ['503', { status: 503 }, { trouble: 'busy', passing: true }],
  ['429', { status: 429 }, { trouble: 'busy', passing: true }],
  [
    'an address inside',
    { status: 302, headers: { location: 'https://169.254.169.254/latest' } },
    { trouble: 'inside', passing: false },
  ],
  [
    'an address without TLS',
    { status: 301, headers: { location: 'http://example.org/' } },
    { trouble: 'inside', passing: false },
  ],
  [
    'its own address',
    { status: 302, headers: { location: '/o/services' } },
    { trouble: 'redirects', passing: false },
  ],
  ['a file that never ends', 'endless' as const, { trouble: 'too-large', passing: false }],
])('%s in place of a list ends the read', async (_what, answer, trouble) => {
  publisher.answers(() => answer);
  expect(await troubleOf(read())).toEqual(trouble);
});

test('two hundred megabytes are not read: neither in one answer nor in many', async () => {
  publisher.answers(() => ({ headers: { 'content-length': '200000000' }, body: ' '.repeat(5_000_000) }));
  expect(await troubleOf(read())).toEqual({ trouble: 'too-large', passing: false });
  publisher.answers(
    publishing(() => goodServices(50).map((one) => ({ ...one, description: 'x'.repeat(100_000) }))),
  );
  expect(await troubleOf(readFeed(publisher.address, budget(3_000_000)))).toMatchObject({
    trouble: 'too-large',
  });
});

test('a server that is not there, and a name that leads inside', async () => {
  expect(await troubleOf(fetchJson('http://127.0.0.1:1/', budget()))).toEqual({
    trouble: 'unreachable',
    passing: true,
  });
  expect(await troubleOf(fetchJson('https://localhost/', { ...budget(), onlyHere: false }))).toEqual({
    trouble: 'inside',
    passing: false,
  });
});

test('a read that is stopped ends at once, with the reason', async () => {
  publisher.answers(() => 'hang');
  const stop = new AbortController();
  const reading = readFeed(publisher.address, { ...budget(), signal: stop.signal });
  await publisher.wasAsked(1);
  stop.abort(new Error('stopped'));
  await expect(reading).rejects.toThrow('stopped');
});
