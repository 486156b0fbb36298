import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { swapAsks, swaps } from '#drizzle/schema/swaps';
import { retentionRuns } from '#server/retention-runs';
import type { Client } from '../support/client.ts';
import { hoursFrom } from '../support/clock.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const { asked, placesIn, moreSupporters } = swapsOf(testServer, helpline);

const isOver = ({ state }: { state: string }) => state === 'over' || state === 'lapsed';
const thanks = refused('conflict', /^Thank you/);

test.each(['put somebody else in the place', 'empty the place', 'suspend the asker'] as const)(
  'when managers %s, nobody is looked for any more',
  async (what) => {
    const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
    const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
    const { ids } = await moreSupporters(1);
    const swapId = await asked(ana, shiftId);
    await cai.hears('swap:changed', ({ asksMe }) => asksMe);
    const personId = what === 'empty the place' ? null : ids[0]!;
    await (what === 'suspend the asker'
      ? expectOk(mo.send('person:suspend', { personId: helpline.ids.ana }))
      : expectOk(mo.send('shift:place', { shiftId, place: 1, personId })));
    for (const client of [cai, mo]) await client.hears('swap:changed', isOver);
    expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(thanks);
    if (what !== 'suspend the asker')
      await ana.hears('update:changed', ({ kind }) => kind === 'shift-removed');
  },
);

test.each(['moved', 'cancelled'] as const)(
  'when the shift is %s, nobody is looked for any more, and whoever still has a place in it is told',
  async (what) => {
    const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
    const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
    const swapId = await asked(ana, shiftId);
    await cai.hears('swap:changed', ({ asksMe }) => asksMe);
    const change = { changeId: newId(), shiftId };
    const at = (hours: number) =>
      new Date(testServer.clock.now().getTime() + hours * 3_600_000).toISOString();
    await expectOk(
      what === 'moved'
        ? mo.send('shift:move', { ...change, startsAt: at(60), endsAt: at(66) })
        : mo.send('shift:cancel', change),
    );
    for (const client of [cai, mo]) await client.hears('swap:changed', isOver);
    expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(thanks);
    await ana.hears('update:changed', ({ kind }) => kind === `shift-${what}`);
    expect(await placesIn(shiftId)).toEqual(what === 'moved' ? [helpline.ids.ana, helpline.ids.ben] : []);
  },
);

test.each(['before anybody has answered', 'while a yes waits for a manager'] as const)(
  'when a shift that is offered in exchange is moved %s, nothing comes of it, and whoever counted on it is told',
  async (when) => {
    const { ana: A, ben: B, cai: C } = helpline.ids;
    const waits = when === 'while a yes waits for a manager';
    const mine = await helpline.addShift(waits ? 20 : 40, waits ? 26 : 46, ['ana', 'ben']);
    const theirs = await helpline.addShift(80, 86, ['cai', 'ben']);
    const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
    const swapId = await asked(ana, mine, { forShiftIds: [theirs] });
    const yes = { swapId, answer: 'yes' as const, takingShiftId: theirs };
    if (waits) await expectOk(cai.send('swap:answer', yes));
    const [startsAt, endsAt] = [104, 110].map((hours) =>
      hoursFrom(testServer.clock.now(), hours).toISOString(),
    );
    const times = { startsAt: startsAt!, endsAt: endsAt! };
    await expectOk(mo.send('shift:move', { changeId: newId(), shiftId: theirs, ...times }));
    for (const client of [ana, cai, mo]) await client.hears('swap:changed', isOver);
    for (const client of waits ? [ana, cai] : [ana])
      await client.hears('update:changed', ({ kind, shiftId }) => kind === 'swap-lapsed' && shiftId === mine);
    if (waits) expect(await mo.send('swap:allow', { swapId })).toEqual(refused('conflict'));
    else expect(await cai.send('swap:answer', yes)).toEqual(thanks);
    expect([await placesIn(mine), await placesIn(theirs)]).toEqual([
      [A, B],
      [C, B],
    ]);
  },
);

test('when whoever said yes is suspended before a manager answers, the asker is told and keeps the place', async () => {
  const shiftId = await helpline.addShift(20, 26, ['ana', 'ben']);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const swapId = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.cai }));
  await ana.hears('swap:changed', ({ state }) => state === 'lapsed');
  await ana.hears('update:changed', ({ kind }) => kind === 'swap-lapsed');
  expect(await mo.send('swap:allow', { swapId })).toEqual(refused('conflict'));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
});

test('whoever said yes and is put on another shift then: the manager reads so, and nothing moves', async () => {
  const shiftId = await helpline.addShift(20, 26, ['ana', 'ben']);
  const during = await helpline.addShift(22, 25);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const swapId = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  await expectOk(mo.send('shift:place', { shiftId: during, place: 1, personId: helpline.ids.cai }));
  expect(await mo.send('swap:allow', { swapId })).toEqual(
    refused(
      'conflict',
      'One of the two is on another shift then, or at a meeting with a caller. Say no, or change the rota yourself.',
    ),
  );
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
});

test('a yes is refused where one is on another shift then; one’s own days away one may overrule', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const swapId = await asked(ana, shiftId);
  const during = await helpline.addShift(42, 44);
  await expectOk(mo.send('shift:place', { shiftId: during, place: 1, personId: helpline.ids.cai }));
  const yes = { swapId, answer: 'yes' as const };
  expect(await cai.send('swap:answer', yes)).toEqual(
    refused('conflict', 'You have a place in a shift at that time. Nothing has changed.'),
  );
  await expectOk(mo.send('shift:place', { shiftId: during, place: 1, personId: null }));
  await expectOk(cai.send('absence:add', { absenceId: newId(), from: '2026-11-20', to: '2026-11-20' }));
  await expectOk(cai.send('swap:answer', yes));
});

test('where the only one who could come is one’s own partner, nobody is asked and managers are told', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  await expectOk(cai.send('absence:add', { absenceId: newId(), from: '2026-11-20', to: '2026-11-20' }));
  const fresh = watchOutbox(testServer, helpline);
  await asked(ana, shiftId);
  expect(await ana.hears('swap:changed')).toMatchObject({ state: 'open', nobodyLeft: true });
  expect(await cai.hasHeard('swap:changed')).toBe(false);
  expect(await fresh()).toEqual(['mo rota-asks /rota', 'nan rota-asks /rota']);
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
});

test('four are asked at a time, the next after two hours, whoever was asked longest ago first', async () => {
  const { ids } = await moreSupporters(9);
  const everybody = [helpline.ids.cai, ...ids];
  const shiftId = await helpline.addShift(90, 96, ['ana', 'ben']);
  const askedIn = async (swapId: string) => {
    const rows = await testServer.db.select().from(swapAsks).where(eq(swapAsks.swapId, swapId));
    return rows.map(({ personId }) => personId);
  };
  const swapId = await asked(await helpline.connect('ana'), shiftId);
  expect(await askedIn(swapId)).toHaveLength(4);
  await testServer.timePasses({ minutes: 119 });
  expect(await askedIn(swapId)).toHaveLength(4);
  await testServer.timePasses({ minutes: 2 });
  const eight = await askedIn(swapId);
  expect(eight).toHaveLength(8);

  const later = await helpline.addShift(120, 126, ['ana', 'ben']);
  const second = await askedIn(await asked(await helpline.connect('ana'), later));
  const neverAsked = everybody.filter((id) => !eight.includes(id));
  expect(neverAsked).toHaveLength(2);
  for (const id of neverAsked) expect(second).toContain(id);
});
const hasCard = ({ heard }: Client) => heard.some(({ name }) => name === 'swap:changed');

test('once all of them have said no, the next are asked without waiting', async () => {
  const { ids, connect } = await moreSupporters(5);
  const shiftId = await helpline.addShift(90, 96, ['ana', 'ben']);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const clients = [cai, ...(await Promise.all(ids.map((id) => connect(id))))];
  const swapId = await asked(ana, shiftId);
  for (const client of clients) {
    await client.catchesUp();
    if (hasCard(client)) await expectOk(client.send('swap:answer', { swapId, answer: 'no' }));
  }
  await testServer.due.look();
  expect(await testServer.db.$count(swapAsks, eq(swapAsks.swapId, swapId))).toBe(6);
  for (const client of clients) client.leave();
});

test('as the shift begins nobody is looked for any more, and the asker is told that the place is theirs', async () => {
  const shiftId = await helpline.addShift(5, 9, ['ana', 'ben']);
  const swapId = await asked(await helpline.connect('ana'), shiftId);
  testServer.clock.advance({ hours: 5 });
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(
    refused('conflict', 'Thank you. This shift has begun.'),
  );
  await testServer.due.look();
  await ana.hears('swap:changed', ({ state }) => state === 'lapsed');
  await ana.hears('update:changed', ({ kind }) => kind === 'swap-lapsed');
  await cai.hears('swap:changed', ({ state }) => state === 'over');
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ana, helpline.ids.ben]);
});

test('a place got back may not overlap a shift that came meanwhile', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const during = await helpline.addShift(42, 44);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const swapId = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  await expectOk(mo.send('shift:place', { shiftId: during, place: 1, personId: helpline.ids.ana }));
  expect(await cai.send('swap:undo', { swapId })).toEqual(
    refused('conflict', 'The rota has changed meanwhile, so this cannot be taken back. Ask a manager.'),
  );
});

test('who asked whom, and who was asked when, goes after sixty days', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana } = await helpline.connectAll('ana');
  const swapId = await asked(ana, shiftId);
  await expectOk(ana.send('swap:withdraw', { swapId }));
  const left = async (days: number) => {
    const now = new Date(testServer.clock.now().getTime() + days * 86_400_000);
    await retentionRuns.swaps(testServer.db, now);
    return [
      await testServer.db.$count(swaps, eq(swaps.helplineId, helpline.id)),
      await testServer.db.$count(swapAsks, eq(swapAsks.helplineId, helpline.id)),
    ];
  };
  expect(await left(59)).toEqual([1, 1]);
  expect(await left(61)).toEqual([0, 0]);
});

test('of two requests over the same shift, the one that comes first is kept, and the other ends where its shift is gone', async () => {
  const { ana: A, ben: B, cai: C } = helpline.ids;
  const mine = await helpline.addShift(40, 46, ['ana', 'ben']);
  const theirs = await helpline.addShift(80, 86, ['cai', 'ben']);
  const { ids, connect } = await moreSupporters(1);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const sam = await connect(ids[0]!);
  const exchange = await asked(ana, mine, { forShiftIds: [theirs] });
  const cover = await asked(cai, theirs);
  await sam.hears('swap:changed', ({ id, asksMe }) => id === cover && asksMe);
  await expectOk(cai.send('swap:answer', { swapId: exchange, answer: 'yes', takingShiftId: theirs }));
  await cai.hears('swap:changed', ({ id, state }) => id === cover && state === 'lapsed');
  expect(await sam.send('swap:answer', { swapId: cover, answer: 'yes' })).toEqual(thanks);
  expect([await placesIn(mine), await placesIn(theirs)]).toEqual([
    [C, B],
    [A, B],
  ]);
  sam.leave();
});
