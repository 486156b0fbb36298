import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { expectOk, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const { asked, placesIn, onCall } = swapsOf(testServer, helpline);
beforeEach(async () => {
  await testServer.db.update(helplines).set({ restHours: 11 }).where(eq(helplines.id, helpline.id));
});

const ok = { ok: true };

test('with less than a day to go the manager is told at once, and a yes takes their word', async () => {
  const { ana: A, ben: B, cai: C, mo: M } = helpline.ids;
  const shiftId = await helpline.addShift(23, 29, ['ana', 'ben']);
  await onCall(shiftId, M);
  const { ana, ben, cai, mo } = await helpline.connectAll('ana', 'ben', 'cai', 'mo');
  const fresh = watchOutbox(testServer, helpline);
  const swapId = await asked(ana, shiftId);
  expect(await fresh()).toEqual(['cai rota-asks /rota', 'mo rota-now /rota']);
  expect(await mo.send('swap:allow', { swapId })).toEqual(refused('conflict'));
  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(ok);
  for (const client of [ana, cai, mo])
    expect(await client.hears('swap:changed', ({ state }) => state === 'needs-manager')).toMatchObject({
      takenBy: C,
      needs: ['soon'],
    });
  expect(await placesIn(shiftId)).toEqual([A, B]);
  for (const client of [ana, ben, cai])
    for (const name of ['swap:allow', 'swap:refuse'] as const)
      expect(await client.send(name, { swapId })).toEqual(refused('not-yours'));

  expect(await mo.send('swap:allow', { swapId })).toEqual(ok);
  expect(await placesIn(shiftId)).toEqual([C, B]);
  await ana.hears('update:changed', ({ kind }) => kind === 'swap-taken');
  await cai.hears('update:changed', ({ kind }) => kind === 'swap-exchanged');
  expect(await mo.send('swap:refuse', { swapId })).toEqual(refused('conflict'));
});

test('a day and more before, where no rule breaks, no manager is asked', async () => {
  const shiftId = await helpline.addShift(24, 30, ['ana', 'ben']);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const fresh = watchOutbox(testServer, helpline);
  const swapId = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  expect((await fresh()).filter((line) => !/^(cai rota-asks|ana rota )/.test(line))).toEqual([]);
  expect(await placesIn(shiftId)).toEqual([helpline.ids.cai, helpline.ids.ben]);
});

test('a manager says no in words that both read, and the place is still the asker’s', async () => {
  const shiftId = await helpline.addShift(20, 26, ['ana', 'ben']);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const swapId = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  const words = 'Ring me, both of you.';
  expect(await mo.send('swap:refuse', { swapId, words })).toEqual(ok);
  for (const client of [ana, cai])
    expect(await client.hears('update:changed')).toMatchObject({ kind: 'swap-refused', words });
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
  await asked(ana, shiftId);
});

test('who would have too little rest is not asked; asked by name, their yes takes a manager’s word', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  await helpline.addShift(50, 56, ['cai']);
  await helpline.addShift(-60, -56, ['ana', 'cai']);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const everyone = await asked(ana, shiftId);
  expect(await ana.hears('swap:changed')).toMatchObject({ nobodyLeft: true });
  expect(await cai.hasHeard('swap:changed')).toBe(false);
  await expectOk(ana.send('swap:withdraw', { swapId: everyone }));

  const swapId = await asked(ana, shiftId, { toId: helpline.ids.cai });
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  await mo.hears('swap:changed', ({ state, needs }) => state === 'needs-manager' && needs.join() === 'rest');
  await expectOk(mo.send('swap:allow', { swapId }));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.cai, helpline.ids.ben]);
});

test('nobody says yes to their own: it takes another manager', async () => {
  const { nan: N } = helpline.ids;
  await testServer.db
    .update(people)
    .set({ roles: ['manager', 'supporter'] })
    .where(eq(people.id, N));
  const shiftId = await helpline.addShift(20, 26, ['nan', 'ben']);
  await onCall(shiftId, N);
  const { nan, cai, mo } = await helpline.connectAll('nan', 'cai', 'mo');
  const fresh = watchOutbox(testServer, helpline);
  const swapId = await asked(nan, shiftId);
  expect((await fresh()).filter((line) => line.includes('rota-now'))).toEqual(['mo rota-now /rota']);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  expect(await nan.send('swap:allow', { swapId })).toEqual(refused('not-yours'));
  expect(await mo.send('swap:allow', { swapId })).toEqual(ok);
});

test('the manager on call who says yes themself is not asked for their word: another one is', async () => {
  const { nan: N } = helpline.ids;
  await testServer.db
    .update(people)
    .set({ roles: ['manager', 'supporter'] })
    .where(eq(people.id, N));
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  await helpline.addShift(50, 56, ['nan']);
  await helpline.addShift(-60, -56, ['ana', 'nan']);
  await onCall(shiftId, N);
  const { ana, nan, mo } = await helpline.connectAll('ana', 'nan', 'mo');
  const swapId = await asked(ana, shiftId, { toId: N });
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await expectOk(nan.send('swap:answer', { swapId, answer: 'yes' }));
  expect(await fresh()).toEqual(['mo rota-asks /rota']);
  expect(await nan.send('swap:allow', { swapId })).toEqual(refused('not-yours'));
  expect(await mo.send('swap:allow', { swapId })).toEqual(ok);
});

test('less than a day before the shift given in exchange it takes a manager’s word too, of whoever is on call for that', async () => {
  const { ana: A, ben: B, cai: C, mo: M, nan: N } = helpline.ids;
  const mine = await helpline.addShift(200, 206, ['ana', 'ben']);
  const theirs = await helpline.addShift(16, 22, ['cai']);
  await onCall(mine, M);
  await onCall(theirs, N);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const swapId = await asked(ana, mine, { forShiftIds: [theirs] });
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes', takingShiftId: theirs }));
  await ana.hears('swap:changed', ({ state, needs }) => state === 'needs-manager' && needs.join() === 'soon');
  expect(await fresh()).toEqual(['nan rota-now /rota']);
  expect([await placesIn(mine), await placesIn(theirs)]).toEqual([[A, B], [C]]);
});

/** Cai offers a shift of next week for one of Ana’s that begins in twelve minutes, and Ana says yes. */
async function exchangeInMinutes() {
  testServer.clock.advance({ days: 1 });
  const mine = await helpline.addShift(200, 206, ['cai', 'ben']);
  const theirs = await helpline.addShift(0.2, 6, ['ana']);
  const clients = await helpline.connectAll('ana', 'cai', 'mo');
  const swapId = await asked(clients.cai, mine, { forShiftIds: [theirs] });
  await expectOk(clients.ana.send('swap:answer', { swapId, answer: 'yes', takingShiftId: theirs }));
  return { ...clients, swapId, places: async () => [await placesIn(mine), await placesIn(theirs)] };
}

test('once the shift given in exchange has begun, nobody allows the exchange, and it comes to nothing', async () => {
  const { ana: A, ben: B, cai: C } = helpline.ids;
  const { ana, cai, mo, swapId, places } = await exchangeInMinutes();
  testServer.clock.advance({ minutes: 13 });
  expect(await mo.send('swap:allow', { swapId })).toEqual(
    refused('conflict', 'The shift given in exchange has begun. Say no, and change the rota yourself.'),
  );
  await testServer.due.look();
  for (const client of [ana, cai]) await client.hears('swap:changed', ({ state }) => state === 'lapsed');
  expect(await places()).toEqual([[C, B], [A]]);
});

test('nor does anybody take back an exchange of which one shift has begun', async () => {
  const { ana: A, ben: B, cai: C } = helpline.ids;
  const { ana, mo, swapId, places } = await exchangeInMinutes();
  await expectOk(mo.send('swap:allow', { swapId }));
  testServer.clock.advance({ minutes: 13 });
  expect(await ana.send('swap:undo', { swapId })).toEqual(
    refused('conflict', /^The shift given in exchange has begun/),
  );
  expect(await places()).toEqual([[A, B], [C]]);
});

test('one of the two takes it back before a manager has said anything', async () => {
  const shiftId = await helpline.addShift(20, 26, ['ana', 'ben']);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const first = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId: first, answer: 'yes' }));
  expect(await cai.send('swap:undo', { swapId: first })).toEqual(ok);
  await ana.hears('update:changed', ({ kind }) => kind === 'swap-undone');
  expect(await mo.send('swap:allow', { swapId: first })).toEqual(refused('conflict'));

  const second = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId: second, answer: 'yes' }));
  expect(await ana.send('swap:withdraw', { swapId: second })).toEqual(ok);
  await cai.hears('update:changed', ({ kind }) => kind === 'swap-lapsed');
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
});
