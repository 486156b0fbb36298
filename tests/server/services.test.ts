import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { faults } from '#drizzle/schema/services';
import { changesPerEpoch } from '#server/platform/database/epochs';
import { retentionRuns } from '#server/retention-runs';
import { starterBankHolidays } from '#shared/bank-holidays';
import type { Directory, ServiceText, ServiceVersion } from '#shared/directory';
import { directoryVersion, exampleService as text } from '../support/evening-directory.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();
type Name = Parameters<typeof helpline.cookieOf>[0];
type Clients = Awaited<ReturnType<typeof helpline.connectAll>>;
type Known = Parameters<Clients['mo']['send']>;

async function read<Found = Directory>(name: Name, path = '/api/directory?since=0'): Promise<Found> {
  const cookie = await helpline.cookieOf(name);
  return (await (await fetch(testServer.url + path, { headers: { cookie } })).json()) as Found;
}
const serviceOf = async (name: Name, id: string) =>
  (await read(name)).services.find((service) => service.id === id);

/** A service that Mo proposed and Nan agreed to, with those who are there. */
async function published(written: ServiceText = text) {
  const clients = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  const { mo, nan } = clients;
  const serviceId = newId();
  const proposed = { serviceId, text: written, words: 'New', basedOn: 0 };
  await expectOk(mo.send('service:propose', proposed));
  await expectOk(nan.send('service:agree', { serviceId, number: 1 }));
  return { ...clients, serviceId, now: () => directoryVersion(mo) };
}

test('a supporter proposes a service, everybody reads that it waits, and one who keeps the directory is the second', async () => {
  const { ana, ben, mo, nan } = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  const serviceId = newId();
  const asked = { serviceId, text, words: 'I rang them', basedOn: 0 };
  expect(await ana.send('service:propose', asked)).toEqual(ok);
  expect(await mo.hears('update:changed')).toMatchObject({ kind: 'service-proposed', by: helpline.ids.ana });
  expect(await serviceOf('ben', serviceId)).toMatchObject({
    state: 'proposed',
    current: null,
    proposed: { text, words: 'I rang them', proposedBy: helpline.ids.ana },
  });
  expect(await ben.send('service:agree', { serviceId, number: 1 })).toEqual(refused('not-yours'));
  expect(await ben.send('service:decline', { serviceId, number: 1 })).toEqual(refused('not-yours'));
  expect(await mo.send('service:agree', { serviceId, number: 2 })).toEqual(refused('conflict', /Look at/));
  expect(await ana.send('service:wrong', { serviceId, faultId: newId(), what: 'gone', words: '' })).toEqual(
    refused('conflict', /not in the directory now/),
  );
  expect(await mo.send('service:agree', { serviceId, number: 1 })).toEqual(ok);
  expect(await serviceOf('ben', serviceId)).toMatchObject({
    state: 'published',
    proposed: null,
    current: { text, outcome: 'agreed', settledBy: helpline.ids.mo },
  });
  expect(await nan.send('service:agree', { serviceId, number: 1 })).toEqual(refused('conflict'));
});

test('a manager’s own proposal takes a second one, of whom there is at most one told for all that waits', async () => {
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  const [serviceId, another] = [newId(), newId()];
  await expectOk(mo.send('service:propose', { serviceId, text, words: 'New', basedOn: 0 }));
  await expectOk(mo.send('service:propose', { serviceId: another, text, words: 'New', basedOn: 0 }));
  expect(await mo.send('service:agree', { serviceId, number: 1 })).toEqual(refused('not-yours', /second/));
  await nan.catchesUp();
  const told = nan.heard.filter(
    ({ name, row }) => name === 'update:changed' && 'kind' in row && row.kind === 'service-proposed',
  );
  expect(told).toHaveLength(1);
  expect(await nan.send('service:decline', { serviceId, number: 1 })).toEqual(ok);
  expect(await serviceOf('ana', serviceId)).toBeUndefined();
  expect(await serviceOf('mo', serviceId)).toMatchObject({ state: 'discarded' });
  expect(await ana.send('service:checked', { serviceId })).toEqual(refused('not-found'));
});

test('of two who change the same service, the second is asked to choose; the text in force stays until a yes', async () => {
  const { ana, mo, nan, serviceId, now } = await published();
  const basedOn = await now();
  const changed = (name: string) => ({ serviceId, text: { ...text, name }, words: 'Name', basedOn });
  const both = await Promise.all([
    ana.send('service:propose', changed('One')),
    mo.send('service:propose', changed('Other')),
  ]);
  expect(both.filter((reply) => reply.ok)).toHaveLength(1);
  expect(both).toContainEqual(refused('conflict', /Somebody else has changed this service/));
  expect((await serviceOf('ben', serviceId))?.current?.text.name).toBe(text.name);
  const again = { ...changed('Third'), basedOn: await now() };
  expect(await mo.send('service:propose', again)).toEqual(refused('conflict', /second yes already/));
  const [one, two] = await Promise.all(
    [nan, nan].map((client) => client.send('service:agree', { serviceId, number: 2 })),
  );
  expect([one?.ok, two?.ok].filter(Boolean)).toHaveLength(1);
});

test('one alone may put a number right at once, and nothing else; a second confirms it or undoes it', async () => {
  const { ana, mo, nan, serviceId, now } = await published();
  const right = [{ ...text.phones[0]!, number: '020 7946 0136' }];
  const asked = async (phones = right) => ({
    serviceId,
    phones,
    words: 'The last digit',
    basedOn: await now(),
  });
  expect(await ana.send('service:correct', await asked())).toEqual(refused('not-yours'));
  expect(await mo.send('service:correct', await asked([...right, ...right]))).toEqual(
    refused('conflict', /numbers right, and nothing else/),
  );
  const faultId = newId();
  await expectOk(ana.send('service:wrong', { serviceId, faultId, what: 'number', words: 'Ends in 6' }));
  const toDo = await mo.hears('followUp:changed', ({ source }) => source === 'directory');
  expect(toDo).toMatchObject({ words: 'Quiet Room: the number is wrong. Ends in 6', forId: null });

  expect(await mo.send('service:correct', await asked())).toEqual(ok);
  expect(await serviceOf('ben', serviceId)).toMatchObject({
    current: { text: { phones: right }, change: 'number', outcome: 'proposed' },
    faults: [],
  });
  await mo.hears('followUp:changed', ({ id, doneAt }) => id === toDo.id && doneAt !== null);
  const told = { kind: 'fault-corrected', by: helpline.ids.mo, words: 'Quiet Room' };
  expect(await ana.hears('update:changed')).toMatchObject(told);
  expect(await nan.send('service:decline', { serviceId, number: 2 })).toEqual(ok);
  expect((await serviceOf('ben', serviceId))?.current?.text.phones).toEqual(text.phones);
});

test('a number that one alone put right and that the hiding set aside is not in force when the service is shown again', async () => {
  const { mo, nan, serviceId, now } = await published();
  const phones = [{ ...text.phones[0]!, number: '020 7946 0136' }];
  await expectOk(mo.send('service:correct', { serviceId, phones, words: 'A digit', basedOn: await now() }));
  await expectOk(mo.send('service:hide', { serviceId, words: 'Not safe' }));
  await expectOk(nan.send('service:decline', { serviceId, number: 3 }));
  expect(await serviceOf('ben', serviceId)).toMatchObject({
    state: 'published',
    proposed: null,
    current: { outcome: 'agreed', text: { phones: text.phones } },
  });
});

test('hidden at once by one alone: others read what it was called, and that a record named it', async () => {
  const { ana, mo, nan, serviceId, now } = await published();
  const proposed = { serviceId, text: { ...text, name: 'Later' }, words: 'Name', basedOn: await now() };
  await expectOk(ana.send('service:propose', proposed));
  expect(await ana.send('service:hide', { serviceId, words: 'Not safe' })).toEqual(refused('not-yours'));
  expect(await mo.send('service:hide', { serviceId, words: 'Not safe' })).toEqual(ok);
  const seen = await serviceOf('ben', serviceId);
  expect(seen).toMatchObject({ state: 'hidden', proposed: null, current: { words: '' } });
  expect(seen?.current?.text).toMatchObject({ name: text.name, phones: [], description: '' });
  const versions = `/api/directory/${serviceId}/versions`;
  expect((await read<{ versions: [] }>('ben', versions)).versions).toEqual([]);
  const all = (await read<{ versions: ServiceVersion[] }>('nan', versions)).versions;
  expect(all.map(({ change, outcome }) => `${change} ${outcome}`)).toEqual([
    'hide proposed',
    'text declined',
    'text agreed',
  ]);
  expect(await nan.send('service:decline', { serviceId, number: 3 })).toEqual(ok);
  expect(await serviceOf('ben', serviceId)).toMatchObject({ state: 'published', current: { text } });

  await expectOk(nan.send('service:retire', { serviceId, words: 'Shut down' }));
  expect(await serviceOf('ben', serviceId)).toMatchObject({ state: 'published' });
  await expectOk(mo.send('service:agree', { serviceId, number: 4 }));
  expect((await serviceOf('ben', serviceId))?.current?.text.name).toBe(text.name);
  expect(await mo.send('service:hide', { serviceId, words: 'Once more' })).toEqual(refused('conflict'));
  expect(await mo.send('service:retire', { serviceId, words: 'Once more' })).toEqual(refused('conflict'));
});

test('what somebody finds wrong is seen by everybody at once, and settled by those who keep it or whoever found it', async () => {
  const { ana, ben, mo, serviceId } = await published();
  const [mine, theirs] = [newId(), newId()];
  await expectOk(ana.send('service:wrong', { serviceId, faultId: mine, what: 'hours', words: ' ' }));
  await ben.hears('service:changed');
  expect((await serviceOf('ben', serviceId))?.faults).toMatchObject([
    { id: mine, what: 'hours', words: '', raisedBy: helpline.ids.ana },
  ]);
  expect(await ben.send('service:checked', { serviceId })).toEqual(refused('conflict', /settled first/));
  expect(await ben.send('service:settle', { serviceId, faultId: mine })).toEqual(refused('not-yours'));
  expect(await ana.send('service:settle', { serviceId, faultId: mine })).toEqual(ok);
  expect(await mo.send('service:settle', { serviceId, faultId: mine })).toEqual(
    refused('conflict', /settled already/),
  );
  await expectOk(ben.send('service:wrong', { serviceId, faultId: theirs, what: 'gone', words: '' }));
  await expectOk(mo.send('service:settle', { serviceId, faultId: theirs }));
  expect(await ben.hears('update:changed', ({ kind }) => kind === 'fault-settled')).toMatchObject({
    ...{ personId: helpline.ids.ben, by: helpline.ids.mo, words: text.name },
  });
  expect(await ana.hasHeard('update:changed')).toBe(false);
  expect(await ben.send('service:checked', { serviceId })).toEqual(ok);
  expect(await serviceOf('ana', serviceId)).toMatchObject({ faults: [], checked: { by: helpline.ids.ben } });

  for (let at = 0; at < 10; at++)
    await expectOk(ana.send('service:wrong', { serviceId, faultId: newId(), what: 'other', words: `${at}` }));
  expect(await ana.send('service:wrong', { serviceId, faultId: newId(), what: 'other', words: '' })).toEqual(
    refused('conflict', /know of this already/),
  );
});

test.each([
  ['no way to reach it', { phones: [] }],
  ['a number in prose', { phones: [{ number: 'ask at the desk', description: '' }] }],
  ['an address that runs something', { url: 'javascript:alert(1)' }],
  ['301 characters of what they do', { description: 'x'.repeat(301) }],
  ['a kind that nobody knows', { kind: 'anything' }],
  ['hours on no day', { schedules: [{ byday: [], opensAt: '09:00', closesAt: '17:00' }] }],
])('%s is refused, and nothing is written', async (_what, change) => {
  const { mo } = await helpline.connectAll('mo');
  const serviceId = newId();
  const fields = { serviceId, text: { ...text, ...change }, words: 'New', basedOn: 0 };
  const reply = await mo.send(...(['service:propose', fields] as unknown as Known));
  expect(reply).toMatchObject({ ok: false, code: 'malformed' });
  expect(await serviceOf('mo', serviceId)).toBeUndefined();
});

test('what was given stands on the record with its outcome, and stays there when the service is hidden', async () => {
  const { mo, serviceId } = await published();
  const { ana, ben } = await helpline.pair();
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  const note = (changes: object) => ana.send('call:note', { callId, changes });
  const elsewhere = await openHelpline(testServer);
  const { mo: stranger } = await elsewhere.connectAll('mo');
  const foreign = newId();
  await expectOk(stranger.send('service:propose', { serviceId: foreign, text, words: 'New', basedOn: 0 }));
  elsewhere.leaveAll();
  expect(await note({ signposted: [foreign] })).toEqual(refused('conflict', /not in the directory/));
  expect(await note({ signposted: [newId()] })).toEqual(refused('conflict'));

  expect(await note({ outcomes: ['listened'] })).toEqual(ok);
  expect(await note({ signposted: [serviceId, serviceId] })).toEqual(ok);
  const given = await ben.hears('call:changed', ({ record }) => record.signposted.length > 0);
  expect(given.record).toMatchObject({ signposted: [serviceId], outcomes: ['listened', 'signposted'] });
  expect(await note({ referredTo: [serviceId] })).toEqual(ok);
  await expectOk(mo.send('service:hide', { serviceId, words: 'Not safe' }));
  expect(await note({ note: 'Words' })).toEqual(ok);
  const later = await ben.hears('call:changed', ({ record }) => record.note === 'Words');
  expect(later.record).toMatchObject({
    signposted: [serviceId],
    referredTo: [serviceId],
    outcomes: ['listened', 'signposted', 'referred'],
  });
  expect(await note({ signposted: [] })).toEqual(ok);
  const without = await ben.hears(
    'call:changed',
    ({ record }) => record.signposted.length === 0 && record.note === 'Words',
  );
  expect(without.record.outcomes).toEqual(['listened', 'referred']);
});

test('managers keep the bank holidays, and of two the second looks again', async () => {
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  expect((await read('ana')).bankHolidays).toEqual(starterBankHolidays);
  const days = [...starterBankHolidays, { day: '2026-12-24', name: 'Christmas Eve' }];
  const asked = { days, basedOn: starterBankHolidays };
  expect(await ana.send('service:holidays', asked)).toEqual(refused('not-yours'));
  expect(await mo.send('service:holidays', asked)).toEqual(ok);
  expect((await read('ana')).bankHolidays).toContainEqual({ day: '2026-12-24', name: 'Christmas Eve' });
  await ana.hears('service:changed');
  expect(await nan.send('service:holidays', asked)).toEqual(refused('conflict', /Look at them again/));
});

test('the directory comes as a difference, and a bad version is refused', async () => {
  const { serviceId, mo } = await published();
  const { version } = await read('ana');
  expect((await read('ana', `/api/directory?since=${version}`)).services).toEqual([]);
  await expectOk(mo.send('service:checked', { serviceId }));
  const later = await read('ana', `/api/directory?since=${version}`);
  expect(later.services.map(({ id }) => id)).toEqual([serviceId]);
  expect(later.ids).toContain(serviceId);
  const ofAnotherEpoch = later.version + changesPerEpoch;
  expect(
    (await read('ana', `/api/directory?since=${ofAnotherEpoch}`)).services.map(({ id }) => id),
  ).toContain(serviceId);
  expect(await read('ana', '/api/directory?since=-1')).toMatchObject({ code: 'malformed' });
});

test('who found what wrong is deleted ninety days after it was settled', async () => {
  const { ana, mo, serviceId } = await published();
  const [settled, open] = [newId(), newId()];
  for (const faultId of [settled, open])
    await expectOk(ana.send('service:wrong', { serviceId, faultId, what: 'hours', words: '' }));
  await expectOk(mo.send('service:settle', { serviceId, faultId: settled }));
  const later = new Date(testServer.clock.now().getTime() + 91 * 86_400_000);
  await retentionRuns.faults(testServer.db, later);
  const left = await testServer.db
    .select({ id: faults.id })
    .from(faults)
    .where(eq(faults.serviceId, serviceId));
  expect(left.map(({ id }) => id)).toEqual([open]);
});
