import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { listenings } from '#drizzle/schema/listenings';
import { newsOf } from '#shared/nouns';
import { retentionRuns } from '#server/retention-runs';
import type { Client } from '../support/client.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { openTestServer } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

// It is Wednesday, 18 November 2026, 20:00; the shift of Ana and Ben is on until midnight.
const { testServer, helpline } = useHelpline();
const induction = { from: '2026-11-16', until: '2026-11-29' };

/** Ana and Ben are on shift, and Cai is in the induction. */
async function learning() {
  const [{ ana, ben }, { mo, cai, sue }] = [
    await helpline.pair(),
    await helpline.connectAll('mo', 'cai', 'sue'),
  ];
  await expectOk(mo.send('person:induction', { personId: helpline.ids.cai, induction }));
  return { ana, ben, mo, cai, sue };
}

async function asked(cai: Client) {
  const listeningId = newId();
  const { shiftId, ids } = helpline;
  await expectOk(cai.send('listening:ask', { listeningId, shiftId, personId: ids.cai }));
  return listeningId;
}

/** Both have said yes. */
async function listening() {
  const people = await learning();
  const { ana, ben, cai } = people;
  const listeningId = await asked(cai);
  const before = cai.welcomes.length;
  await expectOk(ana.send('listening:say', { listeningId, yes: true }));
  await expectOk(ben.send('listening:say', { listeningId, yes: true }));
  await cai.isWelcomedAgain(before);
  return { ...people, listeningId };
}

test('it takes the yes of both; the listener is told neither who said yes nor who is on before it', async () => {
  const { ana, ben, mo, cai, sue } = await learning();
  const listeningId = await asked(cai);
  const isIt = ({ id }: { id: string }) => id === listeningId;
  for (const client of [ana, ben, mo, cai])
    expect(await client.hears('listening:changed', isIt)).toMatchObject({
      state: 'asked',
      personName: 'Cai',
    });
  expect(await sue.hasHeard('listening:changed')).toBe(false);
  for (const client of [cai, mo])
    expect(await client.send('listening:say', { listeningId, yes: true })).toEqual(refused('not-yours'));
  expect(await sue.send('listening:say', { listeningId, yes: true })).toEqual(refused('not-found'));

  await expectOk(ana.send('listening:say', { listeningId, yes: true }));
  await ben.hears('listening:changed', ({ yesIds }) => yesIds.includes(helpline.ids.ana));
  const first = (await helpline.connect('cai')).welcome;
  expect(first.listenings).toMatchObject([{ state: 'asked', yesIds: [] }]);
  expect(first.presences).toEqual([]);
  await expectOk(ana.send('listening:say', { listeningId, yes: true }));
  await expectOk(ben.send('listening:say', { listeningId, yes: true }));
  await cai.hears('listening:changed', ({ state, yesIds }) => state === 'agreed' && yesIds.length === 0);
});

test('the listener sees how the two are and since when a call is on, and nothing else of the evening', async () => {
  const { ana, ben, cai } = await listening();
  const { welcome } = await helpline.connect('cai');
  expect(welcome.presences.map(({ firstName, state }) => [firstName, state])).toEqual(
    expect.arrayContaining([
      ['Ana', 'ready'],
      ['Ben', 'ready'],
    ]),
  );
  expect(welcome.shifts.find(({ id }) => id === helpline.shiftId)?.places).toEqual([]);

  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  await expectOk(ana.send('presence:set', { state: 'on-a-call', feeling: 'finding-it-hard' }));
  await expectOk(ana.send('call:note', { callId, changes: { note: 'Words', borough: 'lambeth' } }));
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  await expectOk(ben.send('message:send', { messageId: newId(), body: 'Words' }));
  await expectOk(ben.send('presence:set', { state: 'taking-a-break', backAt: at(minutes(10)) }));
  await expectOk(ana.send('call:end', { callId }));
  await expectOk(ana.send('flag:raise', { flagId: newId(), callId, reason: 'safeguarding' }));
  await expectOk(ana.send('debrief:ask', { debriefId: newId(), urgency: 'before-i-finish' }));

  const onACall = await cai.hears('presence:changed', ({ state }) => state === 'on-a-call');
  expect(onACall).toMatchObject({ feeling: null, backAt: null, offerBreak: false });
  expect([onACall.joinedAt, onACall.lastHeardAt]).toEqual([onACall.stateSince, onACall.stateSince]);
  expect(await cai.hears('presence:changed', ({ state }) => state === 'taking-a-break')).toMatchObject({
    backAt: null,
  });
  await cai.hears('presence:changed', ({ state }) => state === 'writing-up');
  const allowed = new Set<string>(['presence:changed', 'listening:changed', 'person:changed']);
  const others = Object.values(newsOf).filter((name) => !allowed.has(name) && name !== 'update:changed');
  for (const name of others) expect([name, await cai.hasHeard(name)]).toEqual([name, false]);
  const again = (await helpline.connect('cai')).welcome;
  for (const list of ['calls', 'messages', 'signals', 'debriefs', 'flags', 'checkIns'] as const)
    expect([list, again[list]]).toEqual([list, []]);
  for (const refusal of [
    await cai.send('call:note', { callId, changes: { note: 'Mine' } }),
    await cai.send('call:takeOver', { callId }),
  ])
    expect(refusal).toEqual(refused('not-found'));
  expect(await cai.send('message:send', { messageId: newId(), body: 'Hello' })).toEqual(refused('conflict'));
  expect(await cai.send('presence:join', { shiftId: helpline.shiftId })).toEqual(refused('not-yours'));
});

test.each(['ana', 'ben', 'cai', 'mo'] as const)(
  'taken back by %s, no news reaches the listener any more, and a fresh page shows nothing',
  async (who) => {
    const { listeningId, ...people } = await listening();
    const { cai, ana } = people;
    const before = cai.welcomes.length;
    await expectOk(people[who].send('listening:end', { listeningId }));
    await cai.isWelcomedAgain(before);
    const { version } = await ana.hears('presence:changed');
    await expectOk(ana.send('presence:set', { state: 'stepped-away' }));
    await ana.hears('presence:changed', ({ state }) => state === 'stepped-away');
    expect(await cai.hasHeard('presence:changed', (one) => one.version > version)).toBe(false);
    const { presences, listenings: rows } = (await helpline.connect('cai')).welcome;
    expect([presences, rows[0]?.state]).toEqual([[], 'ended']);
    expect(await people.ben.send('listening:say', { listeningId, yes: true })).toEqual(
      refused('conflict', /^This has ended meanwhile/),
    );
    expect(await people[who].send('listening:end', { listeningId })).toEqual({ ok: true });
  },
);

test('one no is enough', async () => {
  const { ana, ben, cai } = await learning();
  const listeningId = await asked(cai);
  await expectOk(ana.send('listening:say', { listeningId, yes: true }));
  await expectOk(ben.send('listening:say', { listeningId, yes: false }));
  expect(await cai.hears('listening:changed', ({ state }) => state === 'refused')).toMatchObject({
    yesIds: [],
  });
  expect((await helpline.connect('cai')).welcome.presences).toEqual([]);
});

test('before the shift begins nothing is seen; it begins and ends with the shift, by the clock alone', async () => {
  const { ana, ben, cai } = await learning();
  const shiftId = await helpline.addShift(20, 20.5, ['ana', 'ben']);
  const listeningId = newId();
  await expectOk(cai.send('listening:ask', { listeningId, shiftId, personId: helpline.ids.cai }));
  for (const client of [ana, ben]) await expectOk(client.send('listening:say', { listeningId, yes: true }));
  helpline.clock.advance({ hours: 19.75 });
  const [again, other] = [await helpline.connect('ana'), await helpline.connect('cai')];
  await expectOk(again.send('presence:join', { shiftId }));
  expect((await helpline.connect('cai')).welcome.presences).toEqual([]);

  helpline.clock.advance({ minutes: 16 });
  await expectOk(again.send('presence:set', { state: 'stepped-away' }));
  await other.isWelcomedAgain(1);
  expect(other.welcome.presences).toMatchObject([{ firstName: 'Ana', state: 'stepped-away' }]);

  helpline.clock.advance({ minutes: 30 });
  await expectOk(again.send('presence:set', { state: 'ready' }));
  await other.isWelcomedAgain(2);
  expect(await other.hasHeard('presence:changed', ({ state }) => state === 'ready')).toBe(false);
  expect((await helpline.connect('cai')).welcome.presences).toEqual([]);
});

test('it ends when the pair is not any more the one that said yes', async () => {
  const { mo, cai, ben, listeningId } = await listening();
  const before = cai.welcomes.length;
  await expectOk(ben.send('presence:leave', { shiftId: helpline.shiftId }));
  await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: null }));
  await cai.hears('listening:changed', ({ id, state }) => id === listeningId && state === 'ended');
  await cai.isWelcomedAgain(before);
  expect((await helpline.connect('cai')).welcome.presences).toEqual([]);
});

test('whoever is suspended listens to nothing, also when they are back', async () => {
  const { mo, listeningId } = await listening();
  const { cai: personId } = helpline.ids;
  await expectOk(mo.send('person:suspend', { personId }));
  await mo.hears('listening:changed', ({ id, state }) => id === listeningId && state === 'ended');
  await expectOk(mo.send('person:restore', { personId }));
  expect((await helpline.connect('cai')).welcome.presences).toEqual([]);
});

test('it ends with the induction', async () => {
  const { mo, cai, listeningId } = await listening();
  const before = cai.welcomes.length;
  await expectOk(mo.send('person:induction', { personId: helpline.ids.cai, induction: null }));
  await cai.hears('listening:changed', ({ id, state }) => id === listeningId && state === 'ended');
  await cai.isWelcomedAgain(before);
  expect((await helpline.connect('cai')).welcome.presences).toEqual([]);
});

test('it goes on when the induction is made longer', async () => {
  const { mo, cai, listeningId } = await listening();
  const longer = { ...induction, until: '2026-12-13' };
  await expectOk(mo.send('person:induction', { personId: helpline.ids.cai, induction: longer }));
  expect(
    await cai.hasHeard('listening:changed', ({ id, state }) => id === listeningId && state === 'ended'),
  ).toBe(false);
});

test('it is for somebody in the induction, in a shift with its two that is not over, and one at a time', async () => {
  const elsewhere = await openHelpline(testServer);
  const { ana, mo, cai, sue } = await learning();
  const { shiftId, ids } = helpline;
  const ask = (fields: Partial<{ shiftId: string; personId: string }>) => ({
    ...{ listeningId: newId(), shiftId, personId: ids.cai },
    ...fields,
  });
  const over = await helpline.addShift(-30, -24, ['ana', 'ben']);
  const half = await helpline.addShift(40, 44, ['ana']);
  const [after, mine] = [
    await helpline.addShift(400, 404, ['ana', 'ben']),
    await helpline.addShift(60, 64, ['cai', 'ben']),
  ];
  expect(await sue.send('listening:ask', ask({}))).toEqual(refused('not-yours'));
  expect(await ana.send('listening:ask', ask({}))).toEqual(refused('not-found'));
  for (const other of [newId(), elsewhere.shiftId])
    expect(await cai.send('listening:ask', ask({ shiftId: other }))).toEqual(refused('not-found'));
  expect(await mo.send('listening:ask', ask({ personId: ids.ana }))).toEqual(
    refused('conflict', /^Listening along is for the time of an induction/),
  );
  expect(await cai.send('listening:ask', ask({ shiftId: after }))).toEqual(refused('conflict', /induction/));
  expect(await cai.send('listening:ask', ask({ shiftId: over }))).toEqual(refused('conflict', /not to come/));
  expect(await cai.send('listening:ask', ask({ shiftId: half }))).toEqual(refused('conflict', /empty place/));
  expect(await cai.send('listening:ask', ask({ shiftId: mine }))).toEqual(
    refused('conflict', /another shift at that time/),
  );
  await expectOk(mo.send('listening:ask', ask({})));
  expect(await cai.send('listening:ask', ask({}))).toEqual(refused('conflict', /already/));
});

test('another server shows it as soon, and shows nothing as soon', async () => {
  const second = await openTestServer({ databaseUrl: testServer.databaseUrl });
  const ahead = testServer.clock.now().getTime() - second.clock.now().getTime();
  second.clock.advance({ seconds: ahead / 1_000 });
  try {
    const { ana, ben, cai: here } = await learning();
    const cai = await helpline.connect('cai', { url: second.url });
    const listeningId = await asked(here);
    for (const client of [ana, ben]) await expectOk(client.send('listening:say', { listeningId, yes: true }));
    await cai.isWelcomedAgain(1);
    await expectOk(ana.send('presence:set', { state: 'stepped-away' }));
    await cai.hears('presence:changed', ({ state }) => state === 'stepped-away');

    await expectOk(ben.send('listening:end', { listeningId }));
    await cai.isWelcomedAgain(2);
    await expectOk(ana.send('presence:set', { state: 'ready' }));
    await cai.hears('listening:changed', ({ state }) => state === 'ended');
    const { version } = await ben.hears('presence:changed', ({ state }) => state === 'stepped-away');
    expect(await cai.hasHeard('presence:changed', (one) => one.version > version)).toBe(false);
  } finally {
    await second.close();
  }
});

test('twelve hours after the shift nothing of it is left', async () => {
  const { listeningId } = await listening();
  const left = () => testServer.db.$count(listenings, eq(listenings.id, listeningId));
  const now = (hours: number) => new Date(testServer.clock.now().getTime() + hours * 3_600_000);
  await retentionRuns.listenings(testServer.db, now(15.9));
  expect(await left()).toBe(1);
  await retentionRuns.listenings(testServer.db, now(16.1));
  expect(await left()).toBe(0);
});

const minutes = (count: number) => count * 60_000;
const at = (ms: number) => new Date(helpline.clock.now().getTime() + ms).toISOString();
