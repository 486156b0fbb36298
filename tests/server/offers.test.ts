import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { offers } from '#drizzle/schema/offers';
import { retentionRuns } from '#server/retention-runs';
import { hoursFrom } from '../support/clock.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const ok = { ok: true };

test('a supporter says they could come, managers alone see it, and it can be taken back', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ben']);
  const { ana, ben, cai, mo, sue } = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'sue');
  const offer = { offerId: newId(), shiftId };
  expect(await cai.send('offer:make', offer)).toEqual(ok);
  const row = { id: offer.offerId, shiftId, personId: helpline.ids.cai, takenBack: false };
  for (const client of [cai, mo]) expect(await client.hears('offer:changed')).toMatchObject(row);
  for (const client of [ana, ben, sue]) expect(await client.hasHeard('offer:changed')).toBe(false);
  expect((await helpline.connect('mo')).welcome.offers).toMatchObject([row]);
  expect((await helpline.connect('ben')).welcome.offers).toEqual([]);
  const again = { offerId: newId(), shiftId };
  expect(await cai.send('offer:make', again)).toEqual(
    refused('conflict', 'You have said so already. Managers see it at the shift.'),
  );

  const { offerId } = offer;
  expect(await ana.send('offer:takeBack', { offerId })).toEqual(refused('not-found'));
  expect(await mo.send('offer:takeBack', { offerId })).toEqual(
    refused('not-yours', 'Only the one who said so can take it back.'),
  );
  for (let times = 0; times < 2; times += 1)
    expect(await cai.send('offer:takeBack', { offerId })).toEqual(ok);
  await mo.hears('offer:changed', ({ takenBack }) => takenBack);
  expect(await cai.send('offer:make', again)).toEqual(ok);
});

test('what somebody offered counts for nothing once they are suspended, also when they are back', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ben']);
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  await expectOk(cai.send('offer:make', { offerId: newId(), shiftId }));
  const { cai: personId } = helpline.ids;
  await expectOk(mo.send('person:suspend', { personId }));
  await mo.hears('offer:changed', (offer) => offer.personId === personId && offer.takenBack);
  await expectOk(mo.send('person:restore', { personId }));
  const again = await helpline.connect('cai');
  expect(again.welcome.offers).toMatchObject([{ takenBack: true }]);
  expect(await again.send('offer:make', { offerId: newId(), shiftId })).toEqual(ok);
});

test('what was offered for a shift counts for nothing once it is moved, and can be offered for its new time', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ben']);
  const other = await helpline.addShift(60, 66, ['ben']);
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  const offers = [shiftId, other].map((of) => ({ offerId: newId(), shiftId: of }));
  for (const offer of offers) await expectOk(cai.send('offer:make', offer));
  const [startsAt, endsAt] = [80, 86].map((hours) => hoursFrom(testServer.clock.now(), hours));
  const times = { startsAt: startsAt!.toISOString(), endsAt: endsAt!.toISOString() };
  await expectOk(mo.send('shift:move', { changeId: newId(), shiftId, ...times }));
  for (const client of [cai, mo])
    await client.hears('offer:changed', ({ id, takenBack }) => id === offers[0]!.offerId && takenBack);
  expect(
    await mo.hasHeard('offer:changed', ({ id, takenBack }) => id === offers[1]!.offerId && takenBack),
  ).toBe(false);
  expect(await cai.send('offer:make', { offerId: newId(), shiftId })).toEqual(ok);
});

test('an offer is for a supporter who is free, and for a shift to come in which somebody is missing', async () => {
  const elsewhere = await openHelpline(testServer);
  const { ana, cai, mo, sue } = await helpline.connectAll('ana', 'cai', 'mo', 'sue');
  const shiftId = await helpline.addShift(60, 66, ['ana']);
  const full = await helpline.addShift(70, 76, ['ana', 'ben']);
  await helpline.addShift(80, 86, ['cai']);
  const during = await helpline.addShift(84, 90);
  const cancelled = await helpline.addShift(100, 106);
  await expectOk(mo.send('shift:cancel', { changeId: newId(), shiftId: cancelled }));
  const make = (of: string) => ({ offerId: newId(), shiftId: of });
  for (const client of [mo, sue])
    expect(await client.send('offer:make', make(shiftId))).toEqual(refused('not-yours'));
  for (const other of [newId(), elsewhere.shiftId])
    expect(await cai.send('offer:make', make(other))).toEqual(refused('not-found'));
  for (const over of [helpline.shiftId, cancelled])
    expect(await cai.send('offer:make', make(over))).toEqual(refused('conflict', /not to come any more/));
  expect(await ana.send('offer:make', make(shiftId))).toEqual(
    refused('conflict', 'You have a place in this shift already.'),
  );
  expect(await cai.send('offer:make', make(full))).toEqual(refused('conflict', /have been taken meanwhile/));
  expect(await cai.send('offer:make', make(during))).toEqual(
    refused('conflict', 'You have a place in a shift at that time. Nothing has changed.'),
  );
  elsewhere.leaveAll();
});

test('old offers are deleted', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ben']);
  await expectOk((await helpline.connect('cai')).send('offer:make', { offerId: newId(), shiftId }));
  const left = async (days: number) => {
    const now = new Date(testServer.clock.now().getTime() + days * 86_400_000);
    await retentionRuns.offers(testServer.db, now);
    return testServer.db.$count(offers, eq(offers.shiftId, shiftId));
  };
  expect(await left(59)).toBe(1);
  expect(await left(61)).toBe(0);
});
