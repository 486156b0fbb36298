import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { hoursFrom } from '../support/clock.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({ mail: mailToNobody });
const { placesIn } = swapsOf(testServer, helpline);

const day = 24;
/** The helpline asks about empty places from so many days before. */
const asksFrom = (gapAskDays: number) =>
  testServer.db.update(helplines).set({ gapAskDays }).where(eq(helplines.id, helpline.id));
/** Somebody who connects now, with what they are asked. */
async function asked(name: 'ana' | 'ben' | 'cai') {
  const client = await helpline.connect(name);
  const cards = client.welcome.swaps.filter(({ asksMe, answer }) => asksMe && answer === null);
  return { client, cards };
}
/** Looks twice, and returns what was added to the outbox. */
function watch() {
  const fresh = watchOutbox(testServer, helpline);
  return async () => {
    await testServer.due.look();
    await testServer.due.look();
    return fresh();
  };
}

test('an empty place asks those who could 14, 7 and 2 days before, once each, and tells managers at 7 and 2', async () => {
  await asksFrom(14);
  const shiftId = await helpline.addShift(20 * day, 20 * day + 6, ['ana']);
  const look = watch();
  expect(await look()).toEqual([]);
  testServer.clock.advance({ days: 6 });
  expect(await look()).toEqual(['ben rota-asks /rota', 'cai rota-asks /rota']);
  const first = await asked('cai');
  expect(first.cards).toMatchObject([{ shiftId, kind: 'gap', askedBy: null, askedByName: null }]);
  expect((await helpline.connect('ana')).welcome.swaps).toMatchObject([{ state: 'open', asksMe: false }]);
  const swapId = first.cards[0]!.id;
  await expectOk(first.client.send('swap:answer', { swapId, answer: 'no' }));

  testServer.clock.advance({ days: 6 });
  expect(await look()).toEqual([]);
  testServer.clock.advance({ days: 1, minutes: 1 });
  expect((await look()).filter((line) => !/^(ben|cai)/.test(line))).toEqual([
    'mo rota-asks /rota',
    'nan rota-asks /rota',
  ]);
  const second = await asked('cai');
  expect(second.cards).toMatchObject([{ shiftId, answer: null }]);
  expect(second.client.welcome.swaps.find(({ id }) => id === swapId)).toMatchObject({ state: 'over' });

  testServer.clock.advance({ days: 5 });
  await look();
  const third = await asked('ben');
  expect(third.cards).toHaveLength(1);
  const yes = { swapId: third.cards[0]!.id, answer: 'yes' as const };
  await expectOk(third.client.send('swap:answer', yes));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
  const { client: cai, cards } = await asked('cai');
  expect(cards).toEqual([]);
  expect(await cai.send('swap:answer', yes)).toEqual(refused('conflict', 'Thank you, it has been taken.'));
});

test('a shift with two names asks nobody; one that a manager fills stops asking', async () => {
  await asksFrom(14);
  await helpline.addShift(6 * day, 6 * day + 6, ['ana', 'ben']);
  const gap = await helpline.addShift(3 * day, 3 * day + 6, ['ana']);
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  await testServer.due.look();
  expect((await cai.hears('swap:changed', ({ asksMe }) => asksMe)).shiftId).toBe(gap);
  expect(cai.heard.filter(({ name }) => name === 'swap:changed')).toHaveLength(1);
  await expectOk(mo.send('shift:place', { shiftId: gap, place: 2, personId: helpline.ids.ben }));
  await cai.hears('swap:changed', ({ state }) => state === 'over');
});

test('a yes that waits for a manager still waits after the next mark, and the other place is asked about', async () => {
  await asksFrom(14);
  const shiftId = await helpline.addShift(8 * day, 8 * day + 6);
  const look = watch();
  await look();
  await testServer.db.update(helplines).set({ restHours: 11 }).where(eq(helplines.id, helpline.id));
  await helpline.addShift(8 * day + 10, 8 * day + 16, ['cai']);
  const { client: cai, cards } = await asked('cai');
  const swapId = cards[0]!.id;
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  testServer.clock.advance({ days: 1, minutes: 1 });
  await look();

  const mo = await helpline.connect('mo');
  const ofShift = mo.welcome.swaps.filter((swap) => swap.shiftId === shiftId && swap.state !== 'lapsed');
  expect(ofShift.map(({ id, state }) => [id === swapId, state])).toEqual([
    [true, 'needs-manager'],
    [false, 'open'],
  ]);
  await expectOk(mo.send('swap:allow', { swapId }));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.cai]);
});

test('both places of an empty shift are asked about, and one yes leaves the other open', async () => {
  await asksFrom(14);
  const shiftId = await helpline.addShift(3 * day, 3 * day + 6);
  const { ana, ben } = await helpline.connectAll('ana', 'ben');
  await testServer.due.look();
  const one = await ana.hears('swap:changed', ({ asksMe }) => asksMe);
  await expectOk(ana.send('swap:answer', { swapId: one.id, answer: 'yes' }));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana]);
  const other = await ben.hears('swap:changed', ({ id, asksMe }) => id !== one.id && asksMe);
  await expectOk(ben.send('swap:answer', { swapId: other.id, answer: 'yes' }));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
});

test.each(['moved', 'cancelled by mistake'] as const)(
  'the empty place of a shift that was %s is asked about again',
  async (what) => {
    await asksFrom(14);
    const shiftId = await helpline.addShift(36, 42, ['ana']);
    const mo = await helpline.connect('mo');
    await testServer.due.look();
    const before = (await asked('cai')).cards;
    expect(before).toMatchObject([{ shiftId }]);
    const changeId = newId();
    const [startsAt, endsAt] = [10 * day, 10 * day + 6].map((hours) =>
      hoursFrom(testServer.clock.now(), hours).toISOString(),
    );
    if (what === 'moved')
      await expectOk(mo.send('shift:move', { changeId, shiftId, startsAt: startsAt!, endsAt: endsAt! }));
    else {
      await expectOk(mo.send('shift:cancel', { changeId, shiftId }));
      await expectOk(mo.send('shift:undo', { changeId }));
    }
    expect((await asked('cai')).cards).toEqual([]);
    await testServer.due.look();
    const { cards } = await asked('cai');
    expect(cards).toMatchObject([{ shiftId }]);
    expect(cards[0]!.id).not.toBe(before[0]!.id);
  },
);

test('the helpline says from how many days before, and 0 asks nobody', async () => {
  await helpline.addShift(3 * day, 3 * day + 6, ['ana']);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  for (const gapAskDays of [15, -1])
    expect(await mo.send('helpline:change', { gapAskDays })).toEqual(refused('malformed'));
  expect(await ana.send('helpline:change', { gapAskDays: 2 })).toEqual(refused('not-yours'));
  await testServer.due.look();
  await expectOk(mo.send('helpline:change', { gapAskDays: 2 }));
  await testServer.due.look();
  expect(await cai.hasHeard('swap:changed')).toBe(false);
  await testServer.timePasses({ days: 1 });
  expect((await asked('cai')).cards).toHaveLength(1);
});

test('whoever filled a gap takes it back within a quarter of an hour, and managers are told', async () => {
  await asksFrom(14);
  const shiftId = await helpline.addShift(10 * day, 10 * day + 6, ['ana']);
  const look = watch();
  await look();
  const { client: cai, cards } = await asked('cai');
  const swapId = cards[0]!.id;
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  expect(await placesIn(shiftId)).toHaveLength(2);
  await expectOk(cai.send('swap:undo', { swapId }));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana]);
  expect(await look()).toEqual(['mo rota-asks /rota', 'nan rota-asks /rota']);
});
