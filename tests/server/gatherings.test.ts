import { eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { gatheringLines, gatherings } from '#drizzle/schema/gatherings';
import { people } from '#drizzle/schema/people';
import { retentionRuns } from '#server/retention-runs';
import type { ProposedTime } from '#shared/gatherings';
import { gatheringsOf } from '../support/gatherings.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const ok = { ok: true };
const at = () => gatheringsOf(helpline);
const line = (gatheringId: string, section: 'role' | 'how-you-are' | 'agenda' | 'themes' = 'role') => ({
  gatheringId,
  lineId: newId(),
  section,
  words: 'It stays with me.',
});

test('a one-to-one is between the two: planned, answered, moved and cancelled, and nobody else knows of it', async () => {
  const { ana, ben, mo, nan, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'nan', 'sue');
  const gatheringId = await at().oneToOne(mo);
  for (const client of [ana, mo])
    expect(await client.hears('gathering:changed')).toMatchObject({
      ...{ id: gatheringId, kind: 'one-to-one', state: 'planned' },
      ...{ ledBy: helpline.ids.mo, withId: helpline.ids.ana },
    });
  expect(await ana.hears('update:changed')).toMatchObject({ kind: 'gathering-planned', gatheringId });
  for (const client of [ben, nan, sue]) {
    expect(await client.hasHeard('gathering:changed')).toBe(false);
    expect(await client.send('gathering:say', { gatheringId, answer: 'coming' })).toEqual(
      refused('not-found'),
    );
  }

  expect(await ana.send('gathering:say', { gatheringId, answer: 'coming' })).toEqual(ok);
  await mo.hears('gathering:changed', ({ comingIds }) => comingIds.includes(helpline.ids.ana));
  const moved = { gatheringId, ...at().when(72) };
  expect(await ana.send('gathering:move', moved)).toEqual(refused('not-yours'));
  expect(await mo.send('gathering:move', moved)).toEqual(ok);
  await ana.hears(
    'gathering:changed',
    ({ startsAt, comingIds }) => startsAt === moved.startsAt && comingIds.length === 0,
  );
  expect(await ana.send('gathering:say', { gatheringId, answer: 'cannot' })).toEqual(ok);
  expect(await mo.hears('update:changed')).toMatchObject({ kind: 'gathering-cannot', by: helpline.ids.ana });
  expect(await mo.send('gathering:cancel', { gatheringId })).toEqual(ok);
  await ana.hears('update:changed', ({ kind }) => kind === 'gathering-cancelled');
  expect(await mo.send('gathering:cancel', { gatheringId })).toEqual(
    refused('conflict', 'This was cancelled.'),
  );
});

test('an answer to a time that was moved meanwhile is refused, and counts for no other time', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const gatheringId = await at().oneToOne(mo);
  const { startsAt } = await ana.hears('gathering:changed');
  const coming = { gatheringId, answer: 'coming' as const, startsAt };
  expect(await ana.send('gathering:say', coming)).toEqual(ok);
  const moved = at().when(72);
  await expectOk(mo.send('gathering:move', { gatheringId, ...moved }));
  expect(await ana.send('gathering:say', coming)).toEqual(refused('conflict', /^It has another time now/));
  expect((await helpline.connect('ana')).welcome.gatherings).toMatchObject([{ comingIds: [] }]);
  expect(await ana.send('gathering:say', { ...coming, startsAt: moved.startsAt })).toEqual(ok);
});

test('nobody confirms what they have not seen: lines of somebody else that came meanwhile', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const gatheringId = await at().oneToOne(mo, 0.1);
  await expectOk(mo.send('gathering:write', line(gatheringId)));
  const { version: basedOn } = await ana.hears('gatheringLine:changed');
  testServer.clock.advance({ minutes: 10 });
  await expectOk(
    mo.send('gathering:hold', { gatheringId }),
    ana.send('gathering:write', line(gatheringId)),
    mo.send('gathering:write', line(gatheringId, 'how-you-are')),
  );
  expect(await ana.send('gathering:confirm', { gatheringId, basedOn })).toEqual(
    refused('conflict', /^Something was written meanwhile/),
  );
  const { version } = await ana.hears('gatheringLine:changed', ({ section }) => section === 'how-you-are');
  await expectOk(ana.send('gathering:write', line(gatheringId)));
  expect(await ana.send('gathering:confirm', { gatheringId, basedOn: version })).toEqual(ok);
});

test('managers plan one-to-ones and team meetings, supervisors group supervision, one of each at a time and ahead', async () => {
  const { ana, mo, nan, sue } = await helpline.connectAll('ana', 'mo', 'nan', 'sue');
  const team = () => ({ gatheringId: newId(), kind: 'team' as const, ...at().when() });
  for (const client of [ana, sue])
    expect(await client.send('gathering:plan', team())).toEqual(refused('not-yours'));
  expect(await mo.send('gathering:plan', { ...team(), kind: 'group' })).toEqual(
    refused('not-yours', 'A supervisor plans this.'),
  );
  expect(await mo.send('gathering:plan', { ...team(), startsAt: at().inHours(-1) })).toEqual(
    refused('conflict', 'This time is over. Choose a later one.'),
  );
  expect(await mo.send('gathering:plan', { ...team(), withId: helpline.ids.ana })).toEqual(
    refused('malformed'),
  );
  const pair = { gatheringId: newId(), kind: 'one-to-one' as const, ...at().when() };
  for (const withId of [newId(), helpline.ids.sue])
    expect(await mo.send('gathering:plan', { ...pair, withId })).toEqual(refused('not-found'));
  expect(await mo.send('gathering:plan', team())).toEqual(ok);
  expect(await nan.send('gathering:plan', team())).toEqual(
    refused('conflict', 'One is planned already. Give that one another time.'),
  );
  const withId = helpline.ids.ana;
  expect(await mo.send('gathering:plan', { ...pair, withId })).toEqual(ok);
  expect(await nan.send('gathering:plan', { ...pair, gatheringId: newId(), withId })).toEqual(ok);
});

test('of a meeting each sees their own answer, and those who lead it all of them', async () => {
  const { ana, ben, mo, nan, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'nan', 'sue');
  const gatheringId = await at().meeting(mo, 'team');
  await expectOk(ana.send('gathering:say', { gatheringId, answer: 'cannot' }));
  await expectOk(ben.send('gathering:say', { gatheringId, answer: 'coming' }));
  const { ana: A, ben: B } = helpline.ids;
  await nan.hears(
    'gathering:changed',
    ({ comingIds, cannotIds }) => comingIds[0] === B && cannotIds[0] === A,
  );
  const [mine, theirs] = [(await helpline.connect('ana')).welcome, (await helpline.connect('ben')).welcome];
  expect(mine.gatherings).toMatchObject([{ comingIds: [], cannotIds: [A] }]);
  expect(theirs.gatherings).toMatchObject([{ comingIds: [B], cannotIds: [] }]);
  expect((await helpline.connect('sue')).welcome.gatherings).toEqual([]);
  expect(await sue.hasHeard('gathering:changed')).toBe(false);
});

test('both write the record of a one-to-one, agree on what is to be done, and confirm it; then it stays as it is', async () => {
  const { ana, ben, mo, nan } = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  const gatheringId = await at().oneToOne(mo, 0.1);
  const first = line(gatheringId, 'how-you-are');
  expect(await ana.send('gathering:write', first)).toEqual(ok);
  expect(await mo.hears('gatheringLine:changed')).toMatchObject({ words: first.words, by: helpline.ids.ana });
  for (const client of [ben, nan]) {
    expect(await client.send('gathering:write', line(gatheringId))).toEqual(refused('not-found'));
    expect(await client.hasHeard('gatheringLine:changed')).toBe(false);
  }
  expect(await mo.send('gathering:strike', { lineId: first.lineId })).toEqual(refused('not-yours'));
  expect(await mo.send('gathering:write', line(gatheringId, 'agenda'))).toEqual(refused('conflict'));

  const followUp = { followUpId: newId(), forId: helpline.ids.ana };
  const agreed = () => [{ lineId: newId(), words: 'Read the page on silences', followUp }];
  expect(await mo.send('gathering:agreed', { gatheringId, agreed: agreed() })).toEqual(
    refused('conflict', /^It has not begun yet/),
  );
  expect(await mo.send('gathering:hold', { gatheringId })).toEqual(
    refused('conflict', 'It has not begun yet.'),
  );
  testServer.clock.advance({ minutes: 10 });
  const forBen = [{ ...agreed()[0]!, followUp: { followUpId: newId(), forId: helpline.ids.ben } }];
  expect(await mo.send('gathering:agreed', { gatheringId, agreed: forBen })).toEqual(refused('not-found'));
  expect(await mo.send('gathering:agreed', { gatheringId, agreed: agreed() })).toEqual(ok);
  expect(await ana.hears('followUp:changed')).toMatchObject({ source: 'gathering', forId: helpline.ids.ana });
  expect(await ana.send('followUp:done', { followUpId: followUp.followUpId })).toEqual(ok);
  await mo.hears('followUp:changed', ({ doneBy }) => doneBy === helpline.ids.ana);
  expect(await ben.hasHeard('followUp:changed')).toBe(false);

  expect(await ana.send('gathering:confirm', { gatheringId })).toEqual(
    refused('conflict', 'It has not taken place yet.'),
  );
  await expectOk(mo.send('gathering:hold', { gatheringId }));
  await expectOk(ana.send('gathering:confirm', { gatheringId }));
  await expectOk(mo.send('gathering:write', line(gatheringId)));
  await ana.hears(
    'gathering:changed',
    ({ state, confirmedIds, followUpIds }) =>
      state === 'held' && confirmedIds.length === 0 && followUpIds.length === 1,
  );
  await expectOk(ana.send('gathering:confirm', { gatheringId }));
  await expectOk(mo.send('gathering:confirm', { gatheringId }));
  const stays = refused('conflict', 'What is written here was confirmed, and stays as it is.');
  expect(await ana.send('gathering:write', line(gatheringId))).toEqual(stays);
  expect(await ana.send('gathering:strike', { lineId: first.lineId })).toEqual(stays);
  expect(await mo.send('gathering:cancel', { gatheringId })).toEqual(
    refused('conflict', 'This has taken place already.'),
  );
});

test('what is written in a meeting says to nobody whose it is, and the supervisor keeps the themes only', async () => {
  const { ana, ben, mo, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'sue');
  const gatheringId = await at().meeting(sue, 'group', 0.1);
  const [plain, named] = [newId(), newId()];
  for (const toBringId of [plain, named])
    await expectOk(ana.send('toBring:add', { toBringId, words: 'Callers who go silent' }));
  const share = (toBringId: string) => ({ toBringId, gatheringId, lineId: newId() });
  await expectOk(
    ana.send('toBring:share', share(plain)),
    ana.send('toBring:share', { ...share(named), named: true }),
  );
  for (const client of [ben, sue]) {
    await client.hears('gatheringLine:changed', ({ by, byName }) => by === null && byName === 'Ana');
    await client.hears('gatheringLine:changed', ({ by, byName }) => by === null && byName === null);
  }
  await mo.hears('gathering:changed');
  expect(await mo.hasHeard('gatheringLine:changed')).toBe(false);
  expect(await ana.send('gathering:write', line(gatheringId, 'themes'))).toEqual(refused('not-yours'));
  testServer.clock.advance({ minutes: 10 });
  await expectOk(sue.send('gathering:write', line(gatheringId, 'themes')));
  await expectOk(sue.send('gathering:hold', { gatheringId }));
  await mo.hears('helpline:changed', ({ lastSupervisionOn }) => lastSupervisionOn !== null);
  expect(await ana.send('toBring:takeBack', { toBringId: plain })).toEqual(
    refused('conflict', 'It has taken place, so this stays there.'),
  );
  expect(await ben.send('gathering:confirm', { gatheringId })).toEqual(refused('not-yours'));
  await expectOk(sue.send('gathering:confirm', { gatheringId }));
  const { welcome } = await helpline.connect('ben');
  const shown = welcome.gatheringLines.filter(({ struck }) => !struck);
  expect(shown).toMatchObject([{ section: 'themes', by: null }]);
  const left = await testServer.db
    .select({ words: gatheringLines.words })
    .from(gatheringLines)
    .where(eq(gatheringLines.section, 'brought'));
  expect(left.map(({ words }) => words)).toEqual(['', '']);
});

test('a team meeting has an agenda without names, what was agreed, and for whoever was not there a word to themselves', async () => {
  const { ana, ben, mo, nan } = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  const gatheringId = await at().meeting(mo, 'team', 0.1);
  await expectOk(ana.send('gathering:write', line(gatheringId, 'agenda')));
  for (const client of [ben, mo])
    expect(await client.hears('gatheringLine:changed')).toMatchObject({ section: 'agenda', by: null });
  expect(await ben.send('gathering:caughtUp', { gatheringId })).toEqual(
    refused('conflict', 'It has not taken place yet.'),
  );
  testServer.clock.advance({ minutes: 10 });
  const forBen = { followUpId: newId(), forId: helpline.ids.ben };
  const agreed = [
    { lineId: newId(), words: 'New chargers', followUp: forBen },
    { lineId: newId(), words: 'Quieter' },
  ];
  expect(await ana.send('gathering:agreed', { gatheringId, agreed })).toEqual(refused('not-yours'));
  await expectOk(nan.send('gathering:agreed', { gatheringId, agreed }));
  await ben.hears('followUp:changed', ({ words }) => words === 'New chargers');
  expect(await ana.hasHeard('followUp:changed')).toBe(false);
  await expectOk(mo.send('gathering:hold', { gatheringId }));
  expect(await ana.send('gathering:write', line(gatheringId, 'agenda'))).toEqual(refused('conflict'));
  await expectOk(ben.send('gathering:caughtUp', { gatheringId }));
  await ben.hears('gathering:changed', ({ caughtUpIds }) => caughtUpIds.length === 1);
  expect((await helpline.connect('mo')).welcome.gatherings).toMatchObject([
    { caughtUpIds: [], comingIds: [], cannotIds: [] },
  ]);
});

test('a list of what to bring is its owner’s alone, and shows a gathering the lines that were chosen', async () => {
  const { ana, ben, mo, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'sue');
  const toBringId = newId();
  expect(await ana.send('toBring:add', { toBringId, words: 'A call that stays with me' })).toEqual(ok);
  expect(await ana.hears('toBring:changed')).toMatchObject({ personId: helpline.ids.ana, gatheringId: null });
  const gatheringId = await at().oneToOne(mo, 0.1);
  const share = { toBringId, gatheringId, lineId: newId() };
  for (const client of [ben, mo, sue]) {
    expect(await client.send('toBring:share', share)).toEqual(refused('not-found'));
    expect(await client.send('toBring:remove', { toBringId })).toEqual(refused('not-found'));
    expect(await client.hasHeard('toBring:changed')).toBe(false);
  }
  const mine = newId();
  await expectOk(ben.send('toBring:add', { toBringId: mine, words: 'Mine' }));
  expect(await ben.send('toBring:share', { ...share, toBringId: mine })).toEqual(refused('not-found'));
  expect(await ana.send('toBring:share', share)).toEqual(ok);
  expect(await mo.hears('gatheringLine:changed')).toMatchObject({ section: 'brought', by: helpline.ids.ana });
  expect(await ana.send('toBring:share', share)).toEqual(
    refused('conflict', 'You have brought this already.'),
  );
  expect(await ana.send('toBring:takeBack', { toBringId })).toEqual(ok);
  await mo.hears('gatheringLine:changed', ({ struck, words }) => struck && words === '');
  expect(await ana.send('toBring:takeBack', { toBringId })).toEqual(refused('conflict'));
  expect(await ana.send('toBring:remove', { toBringId })).toEqual(ok);
  expect((await helpline.connect('ana')).welcome.toBring).toMatchObject([{ removed: true, words: '' }]);
});

test('times are proposed at which nobody has a shift or is away, and nobody reads who cannot', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  await helpline.addShift(14, 22, ['ana']);
  await expectOk(ana.send('absence:add', { absenceId: newId(), from: '2026-11-20', to: '2026-11-20' }));
  const ask = async (name: 'mo' | 'ana' | 'sue', query: string) => {
    const headers = { cookie: await helpline.cookieOf(name) };
    const response = await fetch(`${testServer.url}/api/gatherings/times?${query}`, { headers });
    return response.ok ? ((await response.json()) as { times: ProposedTime[] }).times : response.status;
  };
  const query = `kind=one-to-one&around=2026-11-19&minutes=60&with=${helpline.ids.ana}`;
  const times = await ask('mo', query);
  expect(times).toMatchObject([
    { startsAt: '2026-11-23T10:00:00.000Z', cannot: 0, of: 2 },
    { startsAt: '2026-11-24T10:00:00.000Z', cannot: 0 },
    { startsAt: '2026-11-25T10:00:00.000Z', cannot: 0 },
  ]);
  await expectOk(
    mo.send('gathering:plan', {
      ...{ gatheringId: newId(), kind: 'one-to-one', withId: helpline.ids.ana },
      ...{ startsAt: '2026-11-23T10:00:00.000Z', minutes: 60 },
    }),
  );
  expect(await ask('mo', query)).toMatchObject([{ startsAt: '2026-11-23T11:30:00.000Z' }, {}, {}]);
  const team = await ask('mo', 'kind=team&around=2026-11-20&minutes=90');
  expect(team).toMatchObject([{ cannot: 0, of: 5 }, {}, {}]);
  expect(Object.keys((team as ProposedTime[])[0]!).sort()).toEqual(['cannot', 'of', 'startsAt']);
  expect(await ask('ana', query)).toBe(403);
  expect(await ask('sue', query)).toBe(403);
  expect(await ask('mo', 'kind=one-to-one&around=2026-11-19&minutes=60')).toBe(400);
  for (const day of ['', 'x', '2026-02-30', '0000-01-01', '9999-12-31'])
    expect(await ask('mo', `kind=team&around=${day}&minutes=60`), day).toBe(400);
});

test('whoever is suspended has no one-to-ones any more, and the other is told', async () => {
  const { ana, nan, mo } = await helpline.connectAll('ana', 'nan', 'mo');
  const gatheringId = await at().oneToOne(nan);
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.nan }));
  await ana.hears('gathering:changed', ({ state }) => state === 'cancelled');
  await ana.hears(
    'update:changed',
    ({ kind, gatheringId: about }) => kind === 'gathering-cancelled' && about === gatheringId,
  );
});

test('whoever is not a manager, or not a supporter, any more has no one-to-ones as one, and the other is told', async () => {
  const { ana: anaId, nan: nanId } = helpline.ids;
  await testServer.db
    .update(people)
    .set({ roles: ['manager', 'supervisor', 'supporter'] })
    .where(inArray(people.id, [anaId, nanId]));
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  const [byNan, byMo] = [await at().oneToOne(nan), await at().oneToOne(mo)];
  await expectOk(mo.send('person:change', { personId: nanId, roles: ['supervisor', 'supporter'] }));
  const isCancelled = (gatheringId: string) => (row: { id: string; state: string }) =>
    row.id === gatheringId && row.state === 'cancelled';
  await ana.hears('gathering:changed', isCancelled(byNan));
  await ana.hears(
    'update:changed',
    ({ kind, gatheringId }) => kind === 'gathering-cancelled' && gatheringId === byNan,
  );
  await expectOk(mo.send('person:change', { personId: anaId, roles: ['manager', 'supervisor'] }));
  await mo.hears('gathering:changed', isCancelled(byMo));
});

test('what a meeting gives somebody to do is said to them once, and not to whoever wrote it down', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const gatheringId = await at().meeting(mo, 'team', 0.1);
  testServer.clock.advance({ minutes: 10 });
  const task = (forId: string) => ({
    lineId: newId(),
    words: 'Ask the library',
    followUp: { followUpId: newId(), forId },
  });
  const { ana: A, mo: M } = helpline.ids;
  await expectOk(mo.send('gathering:agreed', { gatheringId, agreed: [task(A), task(A), task(M)] }));
  const isTask = ({ kind }: { kind: string }) => kind === 'gathering-agreed';
  expect(await ana.hears('update:changed', isTask)).toMatchObject({ by: M, gatheringId, words: null });
  expect((await helpline.connect('ana')).welcome.updates.filter(isTask)).toHaveLength(1);
  for (const client of [ben, mo]) expect(await client.hasHeard('update:changed', isTask)).toBe(false);
});

test('nothing is agreed for somebody who is suspended', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const gatheringId = await at().oneToOne(mo, 0.1);
  testServer.clock.advance({ minutes: 10 });
  const { ana: forId } = helpline.ids;
  await expectOk(nan.send('person:suspend', { personId: forId }));
  const agreed = (followUp?: { followUpId: string; forId: string }) => ({
    gatheringId,
    agreed: [{ lineId: newId(), words: 'Read the page on silences', followUp }],
  });
  expect(await mo.send('gathering:agreed', agreed({ followUpId: newId(), forId }))).toEqual(
    refused('not-found', /is not here any more/),
  );
  expect(await mo.send('gathering:agreed', agreed())).toEqual(ok);
});

test('one person has room for forty lines in a gathering, whether written, brought or agreed', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const gatheringId = await at().oneToOne(mo, 0.1);
  const toBringId = newId();
  await expectOk(ana.send('toBring:add', { toBringId, words: 'A call that stays with me' }));
  testServer.clock.advance({ minutes: 10 });
  const tenAgreed = () => ({
    gatheringId,
    agreed: Array.from({ length: 10 }, () => ({ lineId: newId(), words: 'Read the page on silences' })),
  });
  for (const client of [ana, mo]) {
    for (let tens = 1; tens <= 4; tens += 1) await expectOk(client.send('gathering:agreed', tenAgreed()));
    expect(await client.send('gathering:agreed', tenAgreed())).toEqual(
      refused('conflict', /as much as can be saved here/),
    );
  }
  expect(await ana.send('gathering:write', line(gatheringId))).toEqual(refused('conflict'));
  expect(await ana.send('toBring:share', { toBringId, gatheringId, lineId: newId() })).toEqual(
    refused('conflict', /as much as can be saved here/),
  );
});

test('what is said late to have taken place leaves the next group supervision as it is', async () => {
  const first = await at().meeting(await helpline.connect('sue'), 'group');
  testServer.clock.advance({ days: 3 });
  const sue = await helpline.connect('sue');
  const second = await at().meeting(sue, 'group', 24 * 30);
  const nextOn = at()
    .inHours(24 * 30)
    .slice(0, 10);
  expect(await sue.send('gathering:move', { gatheringId: first, ...at().when() })).toEqual(
    refused('conflict', 'Another one is planned already. Give that one another time.'),
  );
  await expectOk(sue.send('gathering:hold', { gatheringId: first }));
  const held = await sue.hears('helpline:changed', ({ lastSupervisionOn }) => lastSupervisionOn !== null);
  expect(held.nextSupervisionOn).toBe(nextOn);
  await expectOk(sue.send('gathering:cancel', { gatheringId: second }));
  await sue.hears('helpline:changed', ({ nextSupervisionOn }) => nextSupervisionOn === null);
});

test('a year after it took place it is erased with its lines and its key, and what is older is fetched when it is opened', async () => {
  const { mo, ana } = await helpline.connectAll('mo', 'ana');
  const gatheringId = await at().oneToOne(mo, 0.1);
  await expectOk(ana.send('gathering:write', line(gatheringId)));
  testServer.clock.advance({ days: 61 });
  const manager = await helpline.connect('mo');
  await expectOk(manager.send('gathering:hold', { gatheringId }));
  const later = await helpline.connect('ana');
  expect(later.welcome.gatherings).toMatchObject([{ id: gatheringId, state: 'held' }]);
  expect(later.welcome.gatheringLines).toEqual([]);
  const lines = async (name: 'ana' | 'nan') => {
    const headers = { cookie: await helpline.cookieOf(name) };
    const response = await fetch(`${testServer.url}/api/gatherings/${gatheringId}/lines`, { headers });
    return response.ok ? response.json() : response.status;
  };
  expect(await lines('ana')).toMatchObject({ lines: [{ words: 'It stays with me.', by: helpline.ids.ana }] });
  expect(await lines('nan')).toBe(404);

  const kept = () => testServer.db.$count(gatherings, eq(gatherings.id, gatheringId));
  testServer.clock.advance({ days: 303 });
  await retentionRuns.gatherings(testServer.db, testServer.clock.now());
  expect(await kept()).toBe(1);
  testServer.clock.advance({ days: 2 });
  await retentionRuns.gatherings(testServer.db, testServer.clock.now());
  expect(await kept()).toBe(0);
  expect(await testServer.db.$count(gatheringLines, eq(gatheringLines.gatheringId, gatheringId))).toBe(0);
  expect(await testServer.db.$count(dataKeys, eq(dataKeys.subjectId, gatheringId))).toBe(0);
});
