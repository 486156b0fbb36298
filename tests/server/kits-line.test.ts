import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { kits } from '#drizzle/schema/kits';
import type { Kit } from '#shared/kits';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();
const inHours = (hours: number) =>
  new Date(testServer.clock.now().getTime() + hours * 3_600_000).toISOString();
const ringsWith = (id: string | null) => (kit: Kit) => (kit.lineTo?.id ?? null) === id;

async function bagWithAna() {
  const clients = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'sue');
  const kitId = newId();
  await expectOk(clients.mo.send('kit:add', { kitId, name: 'Bag 1', items: [], holderId: helpline.ids.ana }));
  return { ...clients, kitId };
}

test('that its calls ring on one’s own phone is read by the pair and the managers, and by nobody else', async () => {
  const { ana, ben, cai, mo, sue, kitId } = await bagWithAna();
  const until = inHours(2);
  expect(await mo.send('kit:lineMoved', { kitId, until })).toEqual(refused('not-yours'));
  for (const other of [cai, sue])
    expect(await other.send('kit:lineMoved', { kitId, until })).toEqual(refused('not-found'));

  expect(await ben.send('kit:lineMoved', { kitId, until })).toEqual({ ok: true });
  for (const client of [ana, ben, mo])
    expect(await client.hears('kit:changed', ringsWith(helpline.ids.ben))).toMatchObject({
      lineTo: { name: 'Ben' },
      lineUntil: until,
      holder: { name: 'Ana' },
    });
  expect((await helpline.connect('cai')).welcome.kits).toEqual([]);
});

test('it is said for the next twenty-four hours, and of a bag in use', async () => {
  const { ana, mo, kitId } = await bagWithAna();
  for (const hours of [-1, 0, 24.1])
    expect(await ana.send('kit:lineMoved', { kitId, until: inHours(hours) })).toEqual(
      refused('conflict', /next 24 hours/),
    );
  expect(await ana.send('kit:lineMoved', { kitId, until: 'tonight' })).toEqual(refused('malformed'));
  await expectOk(ana.send('kit:lineMoved', { kitId, until: inHours(24) }));
  await expectOk(mo.send('kit:retire', { kitId }));
  expect(await mo.hears('kit:changed', ({ retiredAt }) => retiredAt !== null)).toMatchObject({
    lineTo: null,
  });
  expect(await ana.send('kit:lineMoved', { kitId, until: inHours(1) })).toEqual(refused('conflict'));
});

test('either of the pair ends it, and twice does no harm', async () => {
  const { ana, ben, mo, kitId } = await bagWithAna();
  await expectOk(ben.send('kit:lineMoved', { kitId, until: inHours(2) }));
  await mo.hears('kit:changed', ringsWith(helpline.ids.ben));
  for (const client of [ana, ben]) await expectOk(client.send('kit:lineMoved', { kitId, until: null }));
  await ben.hears('kit:changed', (kit) => kit.version > 1 && ringsWith(null)(kit));
  expect((await helpline.connect('ben')).welcome.kits).toMatchObject([{ lineTo: null, lineUntil: null }]);
});

test('it ends by itself at its time', async () => {
  const { ben, kitId } = await bagWithAna();
  await expectOk(ben.send('kit:lineMoved', { kitId, until: inHours(1) }));
  const stored = async () => (await testServer.db.select().from(kits).where(eq(kits.id, kitId)))[0];
  await testServer.timePasses({ minutes: 59 });
  expect(await stored()).toMatchObject({ lineToId: helpline.ids.ben });
  await testServer.timePasses({ minutes: 1 });
  expect(await stored()).toMatchObject({ lineToId: null, lineUntil: null });
});

test('whoever is on no shift any more still sees that calls ring with them, and can end it', async () => {
  const { ben, mo, kitId } = await bagWithAna();
  const { shiftId, ids } = helpline;
  await expectOk(ben.send('kit:lineMoved', { kitId, until: inHours(3) }));
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: null }));
  await testServer.due.look();
  const again = await helpline.connect('ben');
  expect(again.welcome.kits).toMatchObject([{ lineTo: { id: ids.ben } }]);
  await expectOk(again.send('kit:lineMoved', { kitId, until: null }));
  expect((await helpline.connect('ben')).welcome.kits).toEqual([]);
});
