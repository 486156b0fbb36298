import { expect, test } from 'vitest';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const { asked, placesIn, moreSupporters } = swapsOf(testServer, helpline);

const ok = { ok: true };
const thanks = refused('conflict', 'Thank you, it has been taken.');

test('the place stays the asker’s until somebody has said yes, and each sees what is theirs to see', async () => {
  const { ana: A, ben: B, cai: C } = helpline.ids;
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana, ben, cai, mo, sue } = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'sue');
  const swapId = await asked(ana, shiftId);
  const open = { id: swapId, shiftId, kind: 'cover', state: 'open' };
  for (const client of [ana, mo])
    expect(await client.hears('swap:changed')).toMatchObject({ ...open, askedBy: A, asksMe: false });
  expect(await cai.hears('swap:changed')).toMatchObject({ ...open, askedByName: 'Ana', asksMe: true });
  const seen = await ben.hears('swap:changed');
  expect(seen).toMatchObject({ ...open, askedBy: null, askedByName: null, asksMe: false });
  expect(await sue.hasHeard('swap:changed')).toBe(false);
  for (const client of [ana, ben, cai, mo])
    expect(JSON.stringify(client.heard.filter(({ name }) => name === 'swap:changed'))).not.toContain(
      'audience',
    );
  expect(await placesIn(shiftId)).toEqual([A, B]);

  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(ok);
  expect(await placesIn(shiftId)).toEqual([C, B]);
  expect(await ana.hears('update:changed')).toMatchObject({ kind: 'swap-taken', shiftId, by: C });
  expect(await cai.hasHeard('update:changed')).toBe(false);
  const { welcome } = await helpline.connect('ana');
  expect(welcome.swaps).toMatchObject([{ state: 'done', takenByName: 'Cai' }]);
  expect(welcome.shifts.find(({ id }) => id === shiftId)).toMatchObject({ covered: true, places: [] });
  await ben.hears('swap:changed', ({ state, takenBy }) => state === 'over' && takenBy === null);
});

test('only whoever has the place asks, before the shift begins, and once', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const elsewhere = await openHelpline(testServer);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const ask = (more: object = {}) => ({ swapId: newId(), shiftId, kind: 'cover' as const, ...more });
  for (const client of [cai, mo]) expect(await client.send('swap:ask', ask())).toEqual(refused('not-yours'));
  for (const other of [newId(), elsewhere.shiftId])
    expect(await ana.send('swap:ask', ask({ shiftId: other }))).toEqual(refused('not-found'));
  expect(await ana.send('swap:ask', ask({ shiftId: helpline.shiftId }))).toEqual(
    refused('conflict', 'This shift has begun. Ring the manager on call.'),
  );
  expect(await ana.send('swap:ask', ask({ kind: 'swap' }))).toEqual(
    refused('conflict', 'Choose at least one shift that you could take.'),
  );
  expect(await ana.send('swap:ask', ask({ kind: 'gap' }))).toEqual(refused('malformed'));
  expect(await ana.send('swap:ask', ask())).toEqual(ok);
  expect(await ana.send('swap:ask', ask())).toEqual(
    refused('conflict', 'You have asked already. What has become of it stands at the shift.'),
  );
  elsewhere.leaveAll();
});

test('a no is shown to nobody, and the one who said it is not asked again', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana, cai, mo } = await helpline.connectAll('ana', 'cai', 'mo');
  const swapId = await asked(ana, shiftId);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'no' }));
  await cai.hears('swap:changed', ({ answer }) => answer === 'no');
  for (const client of [ana, mo]) {
    await client.catchesUp();
    const rows = client.heard.filter(({ name }) => name === 'swap:changed').map(({ row }) => row);
    for (const row of rows) expect(row).toMatchObject({ state: 'open', answer: null, nobodyLeft: false });
  }
  await testServer.due.look();
  expect(await ana.hears('swap:changed', ({ nobodyLeft }) => nobodyLeft)).toMatchObject({ state: 'open' });
  expect(await cai.hasHeard('swap:changed', ({ nobodyLeft }) => nobodyLeft)).toBe(false);
  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(ok);
});

test('of two who say yes, the first comes, and the other reads thanks', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana']);
  const { ana, ben, cai } = await helpline.connectAll('ana', 'ben', 'cai');
  const swapId = await asked(ana, shiftId);
  const replies = await Promise.all(
    [ben, cai].map((client) => client.send('swap:answer', { swapId, answer: 'yes' })),
  );
  expect(replies).toContainEqual(ok);
  expect(replies).toContainEqual(thanks);
  expect(await placesIn(shiftId)).toHaveLength(1);
});

test('whoever was not asked, and whoever asked, cannot answer', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana, ben, cai, sue, mo } = await helpline.connectAll('ana', 'ben', 'cai', 'sue', 'mo');
  const swapId = await asked(ana, shiftId);
  const yes = { swapId, answer: 'yes' as const };
  for (const client of [ana, ben, mo])
    expect(await client.send('swap:answer', yes)).toEqual(refused('not-yours'));
  expect(await sue.send('swap:answer', yes)).toEqual(refused('not-found'));
  expect(await cai.send('swap:answer', { ...yes, takingShiftId: shiftId })).toEqual(refused('malformed'));
  expect(await cai.send('swap:answer', { ...yes, swapId: newId() })).toEqual(refused('not-found'));
});

test('one person is asked by name, if the two have shared a shift lately', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana']);
  const { ana, ben, cai } = await helpline.connectAll('ana', 'ben', 'cai');
  const ask = { swapId: newId(), shiftId, kind: 'cover' as const, toId: helpline.ids.cai };
  expect(await ana.send('swap:ask', ask)).toEqual(refused('not-found'));
  await helpline.addShift(-24 * 57, -24 * 57 + 4, ['ana', 'cai']);
  expect(await ana.send('swap:ask', ask)).toEqual(refused('not-found'));
  await helpline.addShift(-24 * 50, -24 * 50 + 4, ['ana', 'cai']);
  await expectOk(cai.send('absence:add', { absenceId: newId(), from: '2026-11-20', to: '2026-11-20' }));
  expect(await ana.send('swap:ask', ask)).toEqual(
    refused('conflict', 'Cai cannot be asked for this shift. Ask everyone who could.'),
  );
  const other = await helpline.addShift(80, 86, ['ana']);
  const swapId = await asked(ana, other, { toId: helpline.ids.cai });
  expect(await ana.hears('swap:changed')).toMatchObject({ toName: 'Cai' });
  await cai.hears('swap:changed', ({ asksMe }) => asksMe);
  expect(await ben.hasHeard('swap:changed')).toBe(false);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'no' }));
  await testServer.due.look();
  await ana.hears('swap:changed', ({ nobodyLeft }) => nobodyLeft);
  expect(await ben.hasHeard('swap:changed')).toBe(false);
});

test('for a swap those are asked who have one of the shifts, and each comes in the place of the other', async () => {
  const { ana: A, ben: B, cai: C } = helpline.ids;
  const mine = await helpline.addShift(40, 46, ['ana', 'ben']);
  const theirs = await helpline.addShift(80, 86, ['cai', 'ben']);
  const { ids, connect } = await moreSupporters(1);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const sam = await connect(ids[0]!);
  const ask = { swapId: newId(), shiftId: mine, kind: 'swap' as const };
  expect(await ana.send('swap:ask', { ...ask, forShiftIds: [newId()] })).toEqual(refused('not-found'));
  const during = await helpline.addShift(84, 90, ['ana']);
  expect(await ana.send('swap:ask', { ...ask, forShiftIds: [theirs] })).toEqual(
    refused(
      'conflict',
      'You cannot take one of these shifts: you are on it, or on another one then, or at a meeting with a caller.',
    ),
  );
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('shift:place', { shiftId: during, place: 1, personId: null }));
  const swapId = await asked(ana, mine, { forShiftIds: [theirs] });
  expect(await cai.hears('swap:changed')).toMatchObject({
    kind: 'swap',
    forShiftIds: [theirs],
    asksMe: true,
  });
  expect(await sam.hasHeard('swap:changed')).toBe(false);
  const yes = { swapId, answer: 'yes' as const };
  for (const takingShiftId of [undefined, mine, during])
    expect(await cai.send('swap:answer', { ...yes, ...(takingShiftId && { takingShiftId }) })).toEqual(
      refused('conflict', /Choose which of your shifts they take/),
    );
  expect(await cai.send('swap:answer', { ...yes, takingShiftId: theirs })).toEqual(ok);
  expect([await placesIn(mine), await placesIn(theirs)]).toEqual([
    [C, B],
    [A, B],
  ]);
  await ana.hears('update:changed', ({ kind, shiftId }) => kind === 'swap-taken' && shiftId === mine);
  await ana.hears('update:changed', ({ kind, shiftId }) => kind === 'swap-exchanged' && shiftId === theirs);

  await expectOk(ana.send('swap:undo', { swapId }));
  expect([await placesIn(mine), await placesIn(theirs)]).toEqual([
    [A, B],
    [C, B],
  ]);
  sam.leave();
});

test('either of the two takes a yes back within a quarter of an hour, and not later', async () => {
  const { ana: A, ben: B, cai: C } = helpline.ids;
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana, ben, cai } = await helpline.connectAll('ana', 'ben', 'cai');
  const taken = async () => {
    const swapId = await asked(ana, shiftId);
    await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
    return swapId;
  };
  const first = await taken();
  expect(await ben.send('swap:undo', { swapId: first })).toEqual(refused('not-yours'));
  // Whose place has changed is welcomed anew; what comes afterwards comes as news.
  await ana.isWelcomedAgain(1);
  testServer.clock.advance({ minutes: 14 });
  expect(await cai.send('swap:undo', { swapId: first })).toEqual(ok);
  await ana.hears('update:changed', ({ kind, by }) => kind === 'swap-undone' && by === C);
  expect(await placesIn(shiftId)).toEqual([A, B]);
  expect(await cai.send('swap:undo', { swapId: first })).toEqual(refused('conflict'));

  const second = await taken();
  testServer.clock.advance({ minutes: 15 });
  for (const client of [ana, cai])
    expect(await client.send('swap:undo', { swapId: second })).toEqual(
      refused('conflict', /taken back for fifteen minutes only/),
    );
  expect(await placesIn(shiftId)).toEqual([C, B]);
});

test('whoever asked withdraws until it is settled; those asked read that nobody is needed', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana', 'ben']);
  const { ana, ben, cai, mo } = await helpline.connectAll('ana', 'ben', 'cai', 'mo');
  const swapId = await asked(ana, shiftId);
  for (const client of [ben, cai, mo])
    expect(await client.send('swap:withdraw', { swapId })).toEqual(refused('not-yours'));
  expect(await ana.send('swap:withdraw', { swapId })).toEqual(ok);
  await cai.hears('swap:changed', ({ state, askedByName }) => state === 'over' && askedByName === null);
  expect(await cai.send('swap:answer', { swapId, answer: 'yes' })).toEqual(
    refused('conflict', 'Thank you. Nobody is looked for any more.'),
  );
  expect(await ana.send('swap:withdraw', { swapId })).toEqual(refused('conflict'));
  await asked(ana, shiftId);
});

test('a place that was taken over can be passed on', async () => {
  const shiftId = await helpline.addShift(40, 46, ['ana']);
  const { ana, ben, cai } = await helpline.connectAll('ana', 'ben', 'cai');
  await expectOk(cai.send('swap:answer', { swapId: await asked(ana, shiftId), answer: 'yes' }));
  const again = await asked(cai, shiftId);
  const { welcome } = await helpline.connect('ana');
  expect(welcome.swaps).toContainEqual(expect.objectContaining({ id: again, asksMe: true }));
  await expectOk(ben.send('swap:answer', { swapId: again, answer: 'yes' }));
  expect(await placesIn(shiftId)).toEqual([helpline.ids.ben]);
});

test('whom one may ask by name is who shared a shift lately, or will', async () => {
  await helpline.addShift(-100, -96, ['ana', 'cai']);
  const partnersOf = async (name: 'ana' | 'mo') => {
    const headers = { cookie: await helpline.cookieOf(name) };
    const response = await fetch(`${testServer.url}/api/swaps/partners`, { headers });
    return ((await response.json()) as { partners: { firstName: string }[] }).partners.map(
      ({ firstName }) => firstName,
    );
  };
  expect(await partnersOf('ana')).toEqual(['Ben', 'Cai']);
  expect(await partnersOf('mo')).toEqual([]);
});
