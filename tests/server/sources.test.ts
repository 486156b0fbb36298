import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { services } from '#drizzle/schema/services';
import { sourceEntries, sources } from '#drizzle/schema/sources';
import { servicesOf } from '#server/services/queries';
import type { Difference, Source } from '#shared/sources';
import type { Client } from '../support/client.ts';
import { expectOk, newId, post, refused } from '../support/helpline.ts';
import {
  failingServices,
  goodService,
  goodServices,
  idOf,
  publishing,
  startPublisher,
  type Publisher,
} from '../support/open-referral.ts';
import { bringFile, differencesOf, listWithFile, switchOn } from '../support/reading-lists.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
let publisher: Publisher;
let mo: Client;
let managing: { url: string; cookie: string };
beforeAll(async () => void (publisher = await startPublisher()));
afterAll(() => publisher.close());
beforeEach(async () => {
  publisher.asked.length = 0;
  mo = await helpline.connect('mo');
  managing = { url: testServer.url, cookie: await helpline.cookieOf('mo') };
});

const ours = async () =>
  (await servicesOf(testServer.db, helpline.id)).filter(({ state }) => state === 'published');
const latest = async (sourceId: string): Promise<Source> => {
  await mo.catchesUp();
  const heard = mo.heard.flatMap(({ name, row }) =>
    name === 'source:changed' && row.id === sourceId ? [row as Source] : [],
  );
  return heard.at(-1)!;
};
const waiting = (sourceId: string, what: Difference) => differencesOf(managing, sourceId, what);
const bring = async (sourceId: string, file: unknown) =>
  expect((await bringFile(managing, sourceId, file)).status).toBe(200);
const takeAll = (sourceId: string, read = 1) => expectOk(mo.send('source:takeNew', { sourceId, read }));
/** Adds the address of the publisher, and reads it. */
async function read(fields: { areas?: string[]; address?: string } = {}) {
  await switchOn(mo);
  const sourceId = newId();
  await expectOk(
    mo.send('source:add', { sourceId, name: 'Council', address: publisher.address, areas: [], ...fields }),
  );
  await testServer.reader.look();
  return sourceId;
}

test('nothing is read until a manager has switched it on', async () => {
  const off = refused(
    'conflict',
    'Reading lists from elsewhere is switched off. A manager can switch it on.',
  );
  const source = { sourceId: newId(), name: 'Council', address: publisher.address, areas: [] };
  expect(await mo.send('source:add', source)).toEqual(off);
  await switchOn(mo);
  await expectOk(mo.send('source:add', source));
  await expectOk(mo.send('helpline:change', { readsSources: false }));
  await testServer.reader.look();
  expect(publisher.asked).toEqual([]);
  expect(await mo.send('source:read', { sourceId: source.sourceId })).toEqual(off);
  expect((await bringFile(managing, source.sourceId, [])).status).toBe(409);
});

test('a read is a dry run: it says what is new, changed, gone and unreadable, and changes nothing', async () => {
  publisher.answers(publishing(() => goodServices(12)));
  const sourceId = await read();
  expect(await latest(sourceId)).toMatchObject({
    reads: 1,
    trouble: null,
    dueAt: null,
    lastRead: { found: { new: 12, changed: 0, gone: 0, unreadable: 0 }, same: 0, isWhole: true, claimed: 12 },
    waiting: { new: 12, changed: 0, gone: 0, unreadable: 0, kinds: { talking: 12 } },
  });
  expect(await ours()).toEqual([]);
  await takeAll(sourceId);
  expect(await ours()).toHaveLength(12);
  expect((await ours())[0]).toMatchObject({ checked: { by: null, at: '2026-10-02T12:00:00.000Z' } });

  const next = [
    ...goodServices(9).map((one, at) => (at < 4 ? { ...one, alert: 'Moved.' } : one)),
    ...failingServices().slice(0, 1),
  ];
  const last = goodService(10, { status: 'defunct' });
  publisher.answers(
    publishing(() =>
      [...next, last, goodService(13)].map((one, at) => (at === 9 ? { ...one, id: idOf(99) } : one)),
    ),
  );
  await expectOk(mo.send('source:read', { sourceId }));
  await testServer.reader.look();
  expect(await latest(sourceId)).toMatchObject({
    lastRead: { found: { new: 1, changed: 4, gone: 3, unreadable: 1 }, same: 5 },
  });
  expect((await ours()).map(({ current }) => current!.text.alert)).not.toContain('Moved.');
});

test('what others must not see: sources are for managers, and no supporter hears of them', async () => {
  const [ana, sue] = [await helpline.connect('ana'), await helpline.connect('sue')];
  const forManagers = refused('not-yours', 'Lists from elsewhere are for the managers.');
  const source = { sourceId: newId(), name: 'Council', address: null, areas: [] };
  await switchOn(mo);
  expect(await ana.send('source:add', source)).toEqual(forManagers);
  expect(await sue.send('source:add', source)).toEqual(forManagers);
  const sourceId = await listWithFile(managing, mo, goodServices(1));
  expect(await ana.send('source:takeNew', { sourceId, read: 1 })).toEqual(forManagers);
  const theirs = { url: testServer.url, cookie: await helpline.cookieOf('ana') };
  expect((await bringFile(theirs, sourceId, [])).status).toBe(404);
  expect((await helpline.connect('ana')).welcome.sources).toEqual([]);
  expect((await helpline.connect('nan')).welcome.sources).toMatchObject([{ id: sourceId, name: 'Lambeth' }]);
});

test('nothing local is overwritten: a change of theirs touches the fields that they have changed, and no other', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(1));
  await takeAll(sourceId);
  const [service] = await ours();
  const mine = { ...service!.current!.text, description: 'Ask for Sam.' };
  const nan = await helpline.connect('nan');
  await expectOk(
    mo.send('service:propose', {
      serviceId: service!.id,
      text: mine,
      words: 'Ours',
      basedOn: service!.version,
    }),
  );
  await expectOk(nan.send('service:agree', { serviceId: service!.id, number: 2 }));

  await bring(sourceId, goodServices(1));
  expect((await latest(sourceId)).waiting).toMatchObject({ new: 0, changed: 0 });
  await bring(sourceId, [goodService(1, { alert: 'Moved.' })]);
  const [entry] = await waiting(sourceId, 'changed');
  expect(entry).toMatchObject({
    name: 'Counselling 1',
    changes: [{ field: 'alert', ours: 'Closed for two weeks at the end of December.', theirs: 'Moved.' }],
    changesNumber: false,
  });
  await expectOk(
    mo.send('source:take', {
      sourceId,
      entryId: entry!.id,
      version: entry!.version,
      basedOn: entry!.service!.version,
    }),
  );
  expect((await ours())[0]!.current!.text).toEqual({ ...mine, alert: 'Moved.' });
  expect(await waiting(sourceId, 'changed')).toEqual([]);
});

test('a changed number is never taken silently', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(1));
  await takeAll(sourceId);
  const phones = [{ id: idOf(1), number: '01632 960999' }];
  await bring(sourceId, [goodService(1, { contacts: [{ id: idOf(2), phones }] })]);
  const [entry] = await waiting(sourceId, 'changed');
  expect(entry).toMatchObject({ changesNumber: true, changes: [{ field: 'phones' }] });
  const take = { sourceId, entryId: entry!.id, version: entry!.version, basedOn: entry!.service!.version };
  expect(await mo.send('source:take', take)).toEqual(
    refused(
      'conflict',
      'This changes a telephone number. Look at the old and the new one, and take it by itself.',
    ),
  );
  expect((await ours())[0]!.current!.text.phones).toEqual([
    { number: '020 7946 0001', description: 'Reception' },
  ]);
  await expectOk(mo.send('source:take', { ...take, withNumber: true }));
  expect((await ours())[0]!.current!.text.phones).toEqual([{ number: '01632 960999', description: '' }]);
});

test('the same number written in another way is no change', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(1));
  await takeAll(sourceId);
  const phones = [{ id: idOf(1), number: '+44 (0)20 7946 0001', description: 'Reception' }];
  await bring(sourceId, [goodService(1, { contacts: [{ id: idOf(2), phones }] })]);
  expect((await latest(sourceId)).lastRead).toMatchObject({ same: 1, found: { changed: 0 } });
});

test('what is left does not come back until the publisher changes it again', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(3));
  const [first] = await waiting(sourceId, 'new');
  await expectOk(mo.send('source:leave', { sourceId, entryId: first!.id, version: first!.version }));
  expect((await latest(sourceId)).waiting.new).toBe(2);
  expect(await mo.send('source:leave', { sourceId, entryId: first!.id, version: first!.version })).toEqual(
    refused('conflict', 'Somebody has decided this, or the list was read again. Look at it once more.'),
  );
  await expectOk(mo.send('source:leaveAll', { sourceId, read: 1, what: 'new' }));
  await bring(sourceId, goodServices(3));
  expect((await latest(sourceId)).waiting.new).toBe(0);
  await bring(sourceId, [goodService(1), goodService(2, { alert: 'Open again.' }), goodService(3)]);
  expect(await waiting(sourceId, 'new')).toMatchObject([
    { name: 'Counselling 2', text: { alert: 'Open again.' } },
  ]);
});

test('gone and defunct ones are proposed for retiring, which takes a second person; a list that contradicts itself loses nothing', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(3));
  await takeAll(sourceId);
  await bring(sourceId, [goodService(1), goodService(2, { status: 'defunct' })]);
  const gone = await waiting(sourceId, 'gone');
  expect(gone.map(({ name }) => name).sort()).toEqual(['Counselling 2', 'Counselling 3']);
  const { id, version, service } = gone[0]!;
  await expectOk(mo.send('source:take', { sourceId, entryId: id, version, basedOn: service!.version }));
  expect((await ours()).find((one) => one.id === service!.id)).toMatchObject({
    state: 'published',
    proposed: { change: 'retire', proposedBy: helpline.ids.mo, words: 'No longer in “Lambeth”' },
  });
  const other = gone[1]!;
  await expectOk(mo.send('source:leave', { sourceId, entryId: other.id, version: other.version }));
  await bring(sourceId, [goodService(1)]);
  expect((await latest(sourceId)).waiting.gone).toBe(0);

  publisher.answers(publishing(() => goodServices(2)));
  const lying = await read();
  await takeAll(lying);
  publisher.answers(publishing(() => goodServices(1), { total_items: 50 }));
  await expectOk(mo.send('source:read', { sourceId: lying }));
  await testServer.reader.look();
  expect(await latest(lying)).toMatchObject({
    waiting: { gone: 0 },
    lastRead: { isWhole: false, claimed: 50 },
  });
});

test('one that we may have already says so, and is not taken together with the others', async () => {
  await switchOn(mo);
  const first = await listWithFile(managing, mo, goodServices(1));
  await takeAll(first);
  const second = await listWithFile(managing, mo, [goodService(1, { id: idOf(77) }), goodService(2)]);
  expect(await waiting(second, 'new')).toMatchObject([{ like: 'Counselling 1' }, { like: null }]);
  await takeAll(second);
  const [left, ...others] = await waiting(second, 'new');
  expect(others).toEqual([]);
  await expectOk(
    mo.send('source:take', { sourceId: second, entryId: left!.id, version: left!.version, basedOn: 0 }),
  );
  expect(await ours()).toHaveLength(3);
});

test('all new ones are taken a hundred at a time, of one kind or all, and only from the read that was seen', async () => {
  await switchOn(mo);
  const housing = goodServices(220).map((one, at) =>
    at % 2 ? { ...one, name: `Housing ${at}`, attributes: [] } : one,
  );
  const sourceId = await listWithFile(managing, mo, { contents: housing });
  expect(await waiting(sourceId, 'new')).toHaveLength(220);
  await expectOk(mo.send('source:takeNew', { sourceId, read: 1, kind: 'housing' }));
  await expectOk(mo.send('source:takeNew', { sourceId, read: 1, kind: 'housing' }));
  expect((await latest(sourceId)).waiting).toMatchObject({ new: 110, kinds: { talking: 110 } });
  await bring(sourceId, { contents: housing });
  expect(await mo.send('source:takeNew', { sourceId, read: 1 })).toEqual(
    refused('conflict', 'The list was read again meanwhile. Look at it once more. Nothing was taken.'),
  );
  await takeAll(sourceId, 2);
  await takeAll(sourceId, 2);
  expect((await latest(sourceId)).waiting.new).toBe(0);
  expect(await ours()).toHaveLength(220);
});

test('what somebody has changed meanwhile is not taken unseen', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(1));
  await takeAll(sourceId);
  await bring(sourceId, [goodService(1, { alert: 'Moved.' })]);
  const [entry] = await waiting(sourceId, 'changed');
  const take = { sourceId, entryId: entry!.id, version: entry!.version, basedOn: entry!.service!.version };
  await expectOk((await helpline.connect('ana')).send('service:checked', { serviceId: entry!.service!.id }));
  expect(await mo.send('source:take', take)).toEqual(
    refused('conflict', 'Somebody has changed this service meanwhile. Look at both once more.'),
  );
  await bring(sourceId, [goodService(1, { alert: 'Moved twice.' })]);
  expect(await mo.send('source:take', take)).toEqual(
    refused('conflict', 'Somebody has decided this, or the list was read again. Look at it once more.'),
  );
});

test.each([
  ['a web page', '<!doctype html><title>Hello</title>', /^This is no JSON file/],
  ['half a file', '{"contents":[{"id"', /^This is no JSON file/],
  ['another kind of file', { calls: [] }, /^There are no services in this file/],
  ['a word', '"hello"', /^There are no services in this file/],
])('%s in place of a file is refused in a sentence, and nothing changes', async (_what, file, sentence) => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(2));
  const response = await bringFile(managing, sourceId, file);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    code: 'malformed',
    message: expect.stringMatching(sentence) as string,
  });
  expect(await latest(sourceId)).toMatchObject({ reads: 1, waiting: { new: 2 } });
});

test('a file that is too large, of another type, or for an address is refused', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(1));
  const large = await bringFile(managing, sourceId, ' '.repeat(8_000_001));
  expect(large.status).toBe(400);
  const { message } = (await large.json()) as { message: string };
  expect(message).toMatch(/^This file is larger than 8 MB/);
  expect((await bringFile(managing, sourceId, [], 'application/json')).status).toBe(400);
  expect((await bringFile(managing, sourceId, '[]', 'text/plain')).status).toBe(400);
  publisher.answers(publishing(() => goodServices(1)));
  expect((await bringFile(managing, await read(), [])).status).toBe(409);
  expect((await latest(sourceId)).reads).toBe(1);
});

test('a file with the same id twice: once if it says the same, unreadable if not; what has no id is named', async () => {
  await switchOn(mo);
  const file = [
    goodService(1),
    goodService(1),
    goodService(2),
    goodService(2, { alert: 'Other.' }),
    goodService(3, { id: null }),
  ];
  const sourceId = await listWithFile(managing, mo, file);
  expect((await waiting(sourceId, 'new')).map(({ name }) => name)).toEqual(['Counselling 1']);
  expect((await waiting(sourceId, 'unreadable')).map(({ name, because }) => [name, because])).toEqual([
    ['Counselling 2', 'twice'],
    ['Counselling 3', 'no-id'],
  ]);
  const [entry] = await waiting(sourceId, 'unreadable');
  expect(
    await mo.send('source:take', { sourceId, entryId: entry!.id, version: entry!.version, basedOn: 0 }),
  ).toEqual(refused('conflict', 'This could not be read, so there is nothing to take.'));
});

test.each(['http://example.org/o', 'https://10.0.0.1/o', 'ftp://example.org/', 'https://intranet/'])(
  'the address %s cannot be added',
  async (address) => {
    await switchOn(mo);
    expect(await mo.send('source:add', { sourceId: newId(), name: 'Council', address, areas: [] })).toEqual(
      refused('conflict', /^This address cannot be read/),
    );
  },
);

test('our own file is read back unchanged: nothing new, nothing changed, nothing gone, and it is written down who took it', async () => {
  await switchOn(mo);
  const first = await listWithFile(managing, mo, goodServices(3));
  await takeAll(first);
  const [service] = await ours();
  const whole = {
    ...service!.current!.text,
    ...{
      description: 'One line.\nAnother <3 line & more.',
      alert: 'Ring "twice".',
      eligibilityDescription: 'Women, 18+',
    },
    ...{
      minimumAge: 0,
      maximumAge: null,
      boroughs: ['southwark', 'lambeth'],
      openingDescription: 'Ring the bell. Wait.',
    },
    phones: [
      { number: '0808 157 0000', description: 'Day' },
      { number: '0808 157 0000', description: 'Night' },
      { number: '111', description: '' },
    ],
    schedules: [
      { byday: ['MO' as const, 'PH' as const], opensAt: '09:00', closesAt: '17:00' },
      { byday: ['PH' as const], opensAt: '00:00', closesAt: '00:00' },
    ],
    ...{
      bankHolidays: 'shut' as const,
      languages: ['Somali', 'Español'],
      accessibility: 'Two steps.',
      kind: 'groups' as const,
    },
    ...{
      feesDescription: '£2',
      applicationProcess: 'Ring yourself.',
      status: 'temporarily closed' as const,
      address: 'By the pond, SE5 8RR',
    },
  };
  const nan = await helpline.connect('nan');
  await expectOk(
    mo.send('service:propose', {
      serviceId: service!.id,
      text: whole,
      words: 'All of it',
      basedOn: service!.version,
    }),
  );
  await expectOk(nan.send('service:agree', { serviceId: service!.id, number: 2 }));

  const exported = await post(testServer.url, '/api/directory/export', {}, { cookie: managing.cookie });
  expect(exported.headers.get('content-disposition')).toBe('attachment; filename="services-2026-11-18.json"');
  const file = await exported.text();
  expect(JSON.parse(file)).toMatchObject({ total_items: 3, last_page: true, empty: false });
  const again = await listWithFile(managing, mo, file);
  expect((await latest(again)).lastRead).toMatchObject({
    found: { new: 0, changed: 0, gone: 0, unreadable: 0 },
    same: 3,
  });

  const elsewhere = newId();
  await testServer.db.delete(sourceEntries).where(eq(sourceEntries.helplineId, helpline.id));
  await expectOk(mo.send('source:add', { sourceId: elsewhere, name: 'Copy', address: null, areas: [] }));
  const renamed = file.replaceAll(service!.id, newId());
  await bring(elsewhere, renamed);
  const [copy] = await waiting(elsewhere, 'new');
  expect(copy!.text).toEqual(whole);

  const lines = (await (
    await fetch(`${testServer.url}/api/audit`, { headers: { cookie: managing.cookie } })
  ).json()) as { lines: { action: string; by: { id: string } }[] };
  expect(lines.lines.filter(({ action }) => action === 'services-exported')).toMatchObject([
    { by: { id: helpline.ids.mo } },
  ]);
  const cookie = await helpline.cookieOf('ana');
  expect((await post(testServer.url, '/api/directory/export', {}, { cookie })).status).toBe(403);
});

test('a removed source is gone from every list, and what was taken from it stays', async () => {
  await switchOn(mo);
  const sourceId = await listWithFile(managing, mo, goodServices(2));
  await takeAll(sourceId);
  await expectOk(mo.send('source:remove', { sourceId }));
  expect(await mo.send('source:remove', { sourceId })).toEqual(
    refused('conflict', /^Somebody has removed this list/),
  );
  expect(await mo.send('source:remove', { sourceId: newId() })).toEqual(refused('not-found'));
  expect((await bringFile(managing, sourceId, goodServices(1))).status).toBe(404);
  expect(await testServer.db.$count(sourceEntries, eq(sourceEntries.sourceId, sourceId))).toBe(0);
  expect(await testServer.db.$count(services, eq(services.helplineId, helpline.id))).toBe(2);
});

test('ten lists at most', async () => {
  await switchOn(mo);
  const add = () => mo.send('source:add', { sourceId: newId(), name: 'Council', address: null, areas: [] });
  for (let count = 0; count < 10; count += 1) await expectOk(add());
  expect(await add()).toEqual(refused('conflict', /^There is room for 10 lists/));
  expect(await testServer.db.$count(sources, eq(sources.helplineId, helpline.id))).toBe(10);
});
