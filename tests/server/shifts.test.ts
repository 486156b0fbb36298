import { expect, test } from 'vitest';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };

test('a manager fills a place: everybody hears that it is covered, the pair and the managers hear who', async () => {
  const later = await helpline.addShift(10, 14, ['ana']);
  const { ana, ben, cai, mo, nan, sue } = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'nan', 'sue');
  const elsewhere = await openHelpline(testServer);
  const stranger = await elsewhere.connect('mo');
  expect(await mo.send('shift:place', { shiftId: later, place: 2, personId: helpline.ids.cai })).toEqual(ok);
  for (const client of [ana, cai, mo, nan, sue]) {
    const shift = await client.hears('shift:changed', ({ covered }) => covered);
    const isManager = client === mo || client === nan;
    expect(shift.places.map(({ place, firstName, here }) => [place, firstName, here])).toEqual([
      [1, 'Ana', isManager ? false : null],
      [2, 'Cai', isManager ? false : null],
    ]);
  }
  expect(await ben.hears('shift:changed')).toMatchObject({ id: later, covered: true, places: [] });
  expect(await stranger.hasHeard('shift:changed')).toBe(false);
  elsewhere.leaveAll();
});

test('an empty place is a gap, and whoever had it is welcomed anew with less to see', async () => {
  const { ana } = await helpline.connectAll('ana');
  const mo = await helpline.connect('mo');
  expect(ana.welcome.shifts[0]!.places).toHaveLength(2);
  expect(await mo.send('shift:place', { shiftId: helpline.shiftId, place: 1, personId: null })).toEqual(ok);
  expect(await mo.hears('shift:changed')).toMatchObject({ covered: false });
  expect((await ana.isWelcomedAgain(1)).shifts[0]).toMatchObject({ covered: false, places: [] });
  expect(await ana.send('presence:join', { shiftId: helpline.shiftId })).toEqual(refused('not-yours'));
});

test('whoever is replaced, also while they are there, has left, and the one who stays sees it', async () => {
  const { ana, ben } = await helpline.pair();
  const { mo, cai } = await helpline.connectAll('mo', 'cai');
  const place = { shiftId: helpline.shiftId, place: 2, personId: helpline.ids.cai } as const;
  expect(await mo.send('shift:place', place)).toEqual(ok);
  expect((await ben.isWelcomedAgain(2)).presences).toEqual([]);
  await ana.hears('presence:changed', ({ personId, leftAt }) => personId === helpline.ids.ben && !!leftAt);
  expect((await cai.isWelcomedAgain(1)).presences).toHaveLength(2);
  expect(await cai.send('presence:join', { shiftId: helpline.shiftId })).toEqual(ok);
});

test('a pair is two people, on one shift at a time', async () => {
  const during = await helpline.addShift(1, 3);
  const next = await helpline.addShift(4, 8);
  const mo = await helpline.connect('mo');
  const fill = (shiftId: string, place: 1 | 2, name: 'ana' | 'cai') =>
    mo.send('shift:place', { shiftId, place, personId: helpline.ids[name] });
  expect(await fill(during, 1, 'ana')).toEqual(refused('conflict'));
  expect(await fill(next, 1, 'ana')).toEqual(ok);
  expect(await fill(next, 2, 'ana')).toEqual(refused('conflict'));
  expect(await fill(next, 1, 'ana')).toEqual(ok);
  expect(await fill(during, 1, 'cai')).toEqual(ok);
  const refusedPlaces = (await helpline.connect('mo')).welcome.shifts.find(({ id }) => id === next)!.places;
  expect(refusedPlaces).toHaveLength(1);
});

test('two managers who fill one place at the same moment do so one after the other', async () => {
  const later = await helpline.addShift(10, 14);
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const fill = (client: Client, name: 'ana' | 'ben') =>
    client.send('shift:place', { shiftId: later, place: 1, personId: helpline.ids[name] });
  await expectOk(fill(mo, 'ana'), fill(nan, 'ben'));
  const [shift] = (await helpline.connect('mo')).welcome.shifts.filter(({ id }) => id === later);
  expect(shift!.places).toHaveLength(1);
});

test('a place is for a supporter of this helpline who is not suspended', async () => {
  const later = await helpline.addShift(10, 14);
  const elsewhere = await openHelpline(testServer);
  const mo = await helpline.connect('mo');
  const fill = (personId: string) => mo.send('shift:place', { shiftId: later, place: 1, personId });
  for (const personId of [newId(), elsewhere.ids.ana])
    expect(await fill(personId)).toEqual(refused('not-found'));
  for (const personId of [helpline.ids.mo, helpline.ids.sue])
    expect(await fill(personId)).toEqual(refused('conflict'));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.cai }));
  expect(await fill(helpline.ids.cai)).toEqual(refused('conflict'));
  await expectOk(mo.send('person:restore', { personId: helpline.ids.cai }));
  expect(await fill(helpline.ids.cai)).toEqual(ok);
});

test('a manager says who is on call, and everybody hears it', async () => {
  const { cai, mo, nan } = await helpline.connectAll('cai', 'mo', 'nan');
  const { shiftId, ids } = helpline;
  expect(await mo.send('shift:onCall', { shiftId, managerId: ids.nan, nextManagerId: null })).toEqual(ok);
  for (const client of [cai, nan])
    expect(await client.hears('shift:changed')).toMatchObject({ managerId: ids.nan, nextManagerId: null });
  expect(await nan.send('shift:onCall', { shiftId, managerId: null, nextManagerId: null })).toEqual(ok);
});

test('on call are two different managers of this helpline', async () => {
  const elsewhere = await openHelpline(testServer);
  const { mo } = await helpline.connectAll('mo');
  const { shiftId, ids } = helpline;
  const say = (managerId: string | null, nextManagerId: string | null = null) =>
    mo.send('shift:onCall', { shiftId, managerId, nextManagerId });
  expect(await say(ids.mo, ids.mo)).toEqual(refused('conflict'));
  for (const other of [ids.ana, ids.sue]) expect(await say(other)).toEqual(refused('conflict'));
  for (const other of [newId(), elsewhere.ids.mo]) expect(await say(other)).toEqual(refused('not-found'));
  expect(await say(null, elsewhere.ids.nan)).toEqual(refused('not-found'));
  expect(await say(ids.nan, ids.mo)).toEqual(ok);
});

test('the rota is for managers to change, shape by shape and shift by shift', async () => {
  const { ana, mo, sue } = await helpline.connectAll('ana', 'mo', 'sue');
  const elsewhere = await openHelpline(testServer);
  const both = (client: Client, shiftId: string, more: object = {}) =>
    Promise.all([
      client.send('shift:place', { shiftId, place: 1, personId: null, ...more }),
      client.send('shift:onCall', { shiftId, managerId: null, nextManagerId: null, ...more }),
    ]);
  for (const client of [ana, sue])
    expect(await both(client, helpline.shiftId)).toEqual([refused('not-yours'), refused('not-yours')]);
  for (const shiftId of [newId(), elsewhere.shiftId])
    expect(await both(mo, shiftId)).toEqual([refused('not-found'), refused('not-found')]);
  expect(await both(mo, helpline.shiftId, { shiftId: 'tonight' })).toEqual([
    refused('malformed'),
    refused('malformed'),
  ]);
  expect(
    await mo.send('shift:place', { shiftId: helpline.shiftId, place: 3 as never, personId: null }),
  ).toEqual(refused('malformed'));
  testServer.clock.advance({ hours: 4, minutes: 1 });
  expect(await both(await helpline.connect('mo'), helpline.shiftId)).toEqual([
    refused('conflict'),
    refused('conflict'),
  ]);
});
