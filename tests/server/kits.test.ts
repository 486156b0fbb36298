import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { kits } from '#drizzle/schema/kits';
import { shifts } from '#drizzle/schema/shifts';
import { eraseOldKits } from '#server/kits/retention-queries';
import type { Kit } from '#shared/kits';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelplineEach({ mail: mailToNobody });

/** A bag that Ana has, and everybody. */
async function bagWithAna() {
  const clients = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'nan', 'sue');
  const kitId = newId();
  const kit = { kitId, name: 'Bag 1', items: ['Phone', 'Charger'], holderId: helpline.ids.ana };
  await expectOk(clients.mo.send('kit:add', kit));
  return { ...clients, kitId };
}
const isWith = (id: string) => (kit: Kit) => kit.holder?.id === id;
const shownTo = async (name: Parameters<typeof helpline.connect>[0]) =>
  (await helpline.connect(name)).welcome.kits;

test('a manager adds a bag, puts it with somebody and takes it out of use; nobody else does', async () => {
  const { ana, sue, mo, nan, kitId } = await bagWithAna();
  expect(await ana.hears('kit:changed')).toMatchObject({ name: 'Bag 1', items: ['Phone', 'Charger'] });
  for (const other of [ana, sue]) {
    expect(await other.send('kit:add', { kitId: newId(), name: 'Bag 2', items: [] })).toEqual(
      refused('not-yours'),
    );
    expect(await other.send('kit:change', { kitId, name: 'Mine' })).toEqual(refused('not-yours'));
    expect(await other.send('kit:retire', { kitId })).toEqual(refused('not-yours'));
  }
  for (const wrong of [{ name: '' }, { name: 'x'.repeat(41) }, { items: Array<string>(13).fill('Pen') }])
    expect(await mo.send('kit:change', { kitId, ...wrong })).toEqual(refused('malformed'));
  expect(await mo.send('kit:change', { kitId, holderId: newId() })).toEqual(refused('not-found'));
  expect(await mo.send('kit:change', { kitId, holderId: helpline.ids.sue })).toEqual(refused('conflict'));
  expect(await nan.send('kit:change', { kitId, name: 'The red bag' })).toEqual(ok);
  expect(await mo.hears('kit:changed', ({ name }) => name === 'The red bag')).toMatchObject({
    holder: { id: helpline.ids.ana, name: 'Ana' },
  });
  expect(await nan.send('kit:retire', { kitId })).toEqual(ok);
  expect(await mo.send('kit:change', { kitId, name: 'Back' })).toEqual(refused('conflict', /not in use/));
  expect(await ana.send('kit:give', { kitId, toId: helpline.ids.ben })).toEqual(refused('conflict'));
});

test('the two of this and of the next shift see who has it, a manager the holder alone, and others nothing', async () => {
  await helpline.addShift(22, 28, ['cai']);
  await helpline.addShift(46, 52, ['ben']);
  await bagWithAna();
  const { ids } = helpline;
  expect(await shownTo('ana')).toMatchObject([{ near: [{ name: 'Ana' }, { name: 'Ben' }, { name: 'Cai' }] }]);
  for (const name of ['ben', 'cai'] as const)
    expect(await shownTo(name)).toMatchObject([
      { holder: { id: ids.ana, name: 'Ana' }, near: [{ id: ids[name] }] },
    ]);
  expect(await shownTo('mo')).toMatchObject([{ holder: { id: ids.ana }, to: null, near: [] }]);
  expect(await shownTo('sue')).toEqual([]);
  const elsewhere = await openHelpline(testServer);
  expect((await elsewhere.connect('mo')).welcome.kits).toEqual([]);
  elsewhere.leaveAll();
});

test('given, it is on its way and still with the giver; it changes hands when the other takes it', async () => {
  const { ana, ben, cai, mo, kitId } = await bagWithAna();
  const { ids } = helpline;
  expect(await ben.send('kit:give', { kitId, toId: ids.ben })).toEqual(refused('not-yours'));
  expect(await cai.send('kit:give', { kitId, toId: ids.ben })).toEqual(refused('not-found'));
  expect(await ana.send('kit:give', { kitId, toId: ids.ana })).toEqual(refused('conflict'));
  expect(await ana.send('kit:give', { kitId, toId: ids.cai })).toEqual(refused('conflict', /of the next/));
  expect(await ben.send('kit:take', { kitId })).toEqual(refused('not-yours'));

  expect(await ana.send('kit:give', { kitId, toId: ids.ben })).toEqual(ok);
  for (const client of [ana, ben])
    expect(await client.hears('kit:changed', ({ to }) => to !== null)).toMatchObject({
      to: { id: ids.ben, name: 'Ben' },
      holder: { id: ids.ana },
    });
  expect(await ana.send('kit:take', { kitId })).toEqual(refused('not-yours'));
  expect(await mo.send('kit:notYet', { kitId })).toEqual(refused('not-yours'));
  expect(await ben.send('kit:notYet', { kitId })).toEqual(ok);
  const { version } = await ben.hears('kit:changed', ({ to }) => to !== null);
  await ana.hears('kit:changed', (kit) => kit.to === null && kit.version > version);
  expect(await ana.send('kit:notYet', { kitId })).toEqual(ok);
  expect(await ben.send('kit:take', { kitId })).toEqual(refused('not-yours'));

  await expectOk(ana.send('kit:give', { kitId, toId: ids.ben }));
  expect(await ben.send('kit:take', { kitId, charge: 'half' })).toEqual(ok);
  expect(await ana.hears('kit:changed', isWith(ids.ben))).toMatchObject({ to: null, charge: 'half' });
  expect(await mo.hears('kit:changed', isWith(ids.ben))).toMatchObject({ charge: null });
  await expectOk(mo.send('kit:change', { kitId, holderId: ids.ana }));
  expect(await ana.hears('kit:changed', (kit) => kit.giverId === ids.ben)).toMatchObject({ charge: null });
});

test('a giver who is on no shift sees that it was taken, and no more of it once it goes on', async () => {
  const { mo, cai, ana, ben, kitId } = await bagWithAna();
  const { ids } = helpline;
  await expectOk(mo.send('kit:change', { kitId, holderId: ids.cai }));
  expect(await cai.hears('kit:changed')).toMatchObject({ near: [{ name: 'Ana' }, { name: 'Ben' }] });
  await expectOk(cai.send('kit:give', { kitId, toId: ids.ana }));
  await expectOk(ana.send('kit:take', { kitId }));
  await cai.hears('kit:changed', isWith(ids.ana));
  await expectOk(ana.send('kit:give', { kitId, toId: ids.ben }));
  await expectOk(ben.send('kit:take', { kitId }));
  await cai.isWelcomedAgain(1);
  expect(await shownTo('cai')).toEqual([]);
});

test('two hours before a shift whose two have no bag, they are told; one hour before it, the manager on call', async () => {
  const next = await helpline.addShift(10, 14, ['cai', 'ben']);
  await testServer.db.update(shifts).set({ managerId: helpline.ids.nan }).where(eq(shifts.id, next));
  const { cai, ben } = await bagWithAna();
  for (const client of [cai, ben])
    await expectOk(client.send('notification:change', { emailKinds: ['handover'] }));
  const outbox = watchOutbox(testServer, helpline);
  const toldAfter = async (span: { hours?: number; minutes?: number }) => {
    await testServer.timePasses(span);
    return (await outbox()).filter((row) => !row.includes('/tonight'));
  };
  expect(await toldAfter({ hours: 7, minutes: 59 })).toEqual([]);
  expect(await toldAfter({ minutes: 2 })).toEqual(['ben handover /rota', 'cai handover /rota']);
  expect(await toldAfter({ minutes: 30 })).toEqual([]);
  expect(await toldAfter({ minutes: 30 })).toEqual(['nan handover /helpline']);
  expect(await toldAfter({ minutes: 30 })).toEqual([]);
});

test('a second line that begins at the same time counts like the shift beside it', async () => {
  const { ids } = helpline;
  const second = await helpline.addShift(10, 14, ['mo']);
  await testServer.db
    .update(shifts)
    .set({ secondLine: true, managerId: ids.mo })
    .where(eq(shifts.id, second));
  const next = await helpline.addShift(10, 14, ['cai']);
  await testServer.db.update(shifts).set({ managerId: ids.nan }).where(eq(shifts.id, next));
  const { cai } = await bagWithAna();
  await expectOk(cai.send('notification:change', { emailKinds: ['handover'] }));
  const [{ near }] = (await shownTo('ana')) as [Kit];
  expect(near.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cai', 'Mo']);
  const outbox = watchOutbox(testServer, helpline);
  const toldAfter = async (span: { hours?: number; minutes?: number }) => {
    await testServer.timePasses(span);
    return (await outbox()).filter((row) => row.includes(' handover ') && !row.includes('/tonight'));
  };
  expect(await toldAfter({ hours: 8, minutes: 1 })).toEqual(['cai handover /rota', 'mo handover /rota']);
  expect(await toldAfter({ hours: 1 })).toEqual(['mo handover /helpline', 'nan handover /helpline']);
  expect(await toldAfter({ minutes: 30 })).toEqual([]);
});

test('with the bag in the hands of one of the two, or no bag at all, nobody is told', async () => {
  await helpline.addShift(10, 14, ['cai', 'ana']);
  const cai = await helpline.connect('cai');
  await expectOk(cai.send('notification:change', { emailKinds: ['handover'] }));
  const outbox = watchOutbox(testServer, helpline);
  await testServer.timePasses({ hours: 8, minutes: 1 });
  await bagWithAna();
  await testServer.timePasses({ hours: 1 });
  expect((await outbox()).filter((line) => line.includes(' handover '))).toEqual([]);
});

test('a missing bag is told to the managers, who alone read what happened; found, whoever has it takes it', async () => {
  const { ana, ben, cai, mo, nan, kitId } = await bagWithAna();
  const outbox = watchOutbox(testServer, helpline);
  expect(await cai.send('kit:missing', { kitId, words: 'Words' })).toEqual(refused('not-found'));
  expect(await mo.send('kit:missing', { kitId, words: 'Words' })).toEqual(refused('not-yours'));
  expect(await ben.send('kit:missing', { kitId, words: 'It was on the bus.' })).toEqual(ok);
  expect(await outbox()).toEqual(['mo handover /helpline', 'nan handover /helpline']);
  const isMissing = ({ missingAt }: Kit) => missingAt !== null;
  expect(await nan.hears('kit:changed', isMissing)).toMatchObject({ missingWords: 'It was on the bus.' });
  expect(await ana.hears('kit:changed', isMissing)).toMatchObject({ missingWords: null, missingBy: null });
  const [stored] = await testServer.db.select().from(kits);
  expect(stored!.missingWords).toMatch(/^s1\./);
  expect(await ben.send('kit:take', { kitId })).toEqual(ok);
  expect(await nan.hears('kit:changed', isWith(helpline.ids.ben))).toMatchObject({
    missingAt: null,
    missingWords: null,
  });
});

test('a bag with somebody who has left stays with them for the managers, who put it right; it cannot be given to them', async () => {
  const { ana, ben, mo, kitId } = await bagWithAna();
  const { ids } = helpline;
  await expectOk(mo.send('person:suspend', { personId: ids.ben }));
  await testServer.due.look();
  await ben.hasLeft();
  expect(await ana.send('kit:give', { kitId, toId: ids.ben })).toEqual(refused('conflict'));
  expect(await mo.send('kit:change', { kitId, holderId: ids.ben })).toEqual(refused('conflict', /Ben/));
  await expectOk(mo.send('person:suspend', { personId: ids.ana }));
  expect(await shownTo('nan')).toMatchObject([{ holder: { id: ids.ana, name: 'Ana' } }]);
  expect(await mo.send('kit:change', { kitId, holderId: null })).toEqual(ok);
  expect(await mo.hears('kit:changed', ({ holder }) => holder === null)).toMatchObject({ heldSince: null });
});

test('who sees it follows the rota: somebody placed does, somebody taken off does not', async () => {
  const { cai, ana, mo } = await bagWithAna();
  const next = await helpline.addShift(22, 28);
  await expectOk(mo.send('shift:place', { shiftId: next, place: 1, personId: helpline.ids.cai }));
  await testServer.due.look();
  expect(await cai.hears('kit:changed')).toMatchObject({ holder: { name: 'Ana' } });
  await ana.hears('kit:changed', ({ near }) => near.some(({ name }) => name === 'Cai'));
  await expectOk(mo.send('shift:place', { shiftId: next, place: 1, personId: null }));
  await testServer.due.look();
  expect(await shownTo('cai')).toEqual([]);
});

test('the places of exchange are a short list of the managers that everybody reads', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const exchangePlaces = ['The café at the station', 'The reception'];
  expect(await ana.send('helpline:change', { exchangePlaces })).toEqual(refused('not-yours'));
  expect(await mo.send('helpline:change', { exchangePlaces: Array<string>(9).fill('A café') })).toEqual(
    refused('malformed'),
  );
  expect(await mo.send('helpline:change', { exchangePlaces, basedOn: { exchangePlaces: [] } })).toEqual(ok);
  expect(await ana.hears('helpline:changed')).toMatchObject({ exchangePlaces });
  expect(await mo.send('helpline:change', { exchangePlaces: [], basedOn: { exchangePlaces: [] } })).toEqual(
    refused('conflict'),
  );
});

test('a bag that is not in use any more goes after ninety days', async () => {
  const { mo, kitId } = await bagWithAna();
  await expectOk(mo.send('kit:retire', { kitId }));
  const erase = () => testServer.db.transaction((tx) => eraseOldKits(tx, testServer.clock.now()));
  testServer.clock.advance({ days: 89 });
  expect(await erase()).toEqual([]);
  testServer.clock.advance({ days: 2 });
  expect(await erase()).toMatchObject([{ id: kitId }]);
});
