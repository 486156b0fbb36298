import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { meetingCounts, meetings } from '#drizzle/schema/meetings';
import { people } from '#drizzle/schema/people';
import { eraseOldMeetings } from '#server/meetings/due-queries';
import type { Client } from '../support/client.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { examplePlace, meetingsOf } from '../support/meetings.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const ok = { ok: true };
const { agreed, allowed, fields, knowEachOther, switchedOn, inMinutes } = meetingsOf(helpline);
/** When the shift of Ana and Ben is over, and they are back from it. */
const begins = 300;
const everybody = () => helpline.connectAll('ana', 'ben', 'cai', 'mo', 'nan');

test('two different supporters: both say yes, a manager allows it, and only those who look after it see it then', async () => {
  const { ana, ben, cai, mo, nan } = await everybody();
  const placeId = await switchedOn(mo);
  const proposal = fields(placeId, begins);
  const { meetingId } = proposal;
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  expect(await ana.send('meeting:propose', proposal)).toEqual(ok);
  expect(await fresh()).toEqual([`ben meeting /meetings/${meetingId}`]);
  const allow = () => mo.send('meeting:allow', { meetingId, onCallId: helpline.ids.mo });
  expect(await allow()).toEqual(refused('conflict', 'Both have to say yes first.'));
  expect(await ana.send('meeting:setOut', { meetingId })).toEqual(refused('conflict', /Do not go\./));
  expect(await ben.send('meeting:agree', { meetingId })).toEqual(ok);
  expect(await fresh()).toEqual([`mo meeting /meetings/${meetingId}`]);
  await nan.hears('meeting:changed', ({ agreedIds }) => agreedIds.length === 2);
  expect(await allow()).toEqual(ok);
  expect(await fresh()).toEqual([`ana meeting /meetings/${meetingId}`, `ben meeting /meetings/${meetingId}`]);
  expect(await ben.hears('meeting:changed', ({ state }) => state === 'allowed')).toMatchObject({
    ...{ onCallId: helpline.ids.mo, borough: 'lambeth', knownAs: proposal.knownAs, waitsFor: 'there' },
    waitsUntil: inMinutes(begins + 15),
  });
  expect((await nan.isWelcomedAgain(1)).meetings).toEqual([]);
  expect(await nan.send('meeting:spoken', { meetingId, againAt: null })).toEqual(refused('not-found'));
  expect(await cai.hasHeard('meeting:changed')).toBe(false);
  expect(await allow()).toEqual(refused('conflict', 'This meeting is allowed already.'));
});

test('what was proposed before meetings are switched off goes no further, and can still be called off', async () => {
  const { ana, ben, mo, nan } = await everybody();
  const placeId = await switchedOn(mo);
  const proposal = fields(placeId, begins);
  const { meetingId } = proposal;
  const switched = (meetings: boolean) => expectOk(nan.send('helpline:change', { meetings }));
  const off = refused('conflict', /^This helpline arranges no meetings\./);
  const { ids } = helpline;
  const swap = { meetingId, leavingId: ids.ben, personId: ids.cai };
  const allow = () => mo.send('meeting:allow', { meetingId, onCallId: ids.mo });
  await expectOk(ana.send('meeting:propose', proposal));
  await switched(false);
  expect(await ben.send('meeting:agree', { meetingId })).toEqual(off);
  expect(await mo.send('meeting:swapPerson', swap)).toEqual(off);
  await switched(true);
  await expectOk(ben.send('meeting:agree', { meetingId }));
  await switched(false);
  expect(await allow()).toEqual(off);
  expect(await mo.send('meeting:refuse', { meetingId, words: 'Not now.' })).toEqual(ok);
});

test('it is off until a manager switches it on, by day unless they say otherwise, and at a place of the list', async () => {
  const { ana, mo } = await everybody();
  const placeId = newId();
  await expectOk(mo.send('meetingPlace:add', { placeId, ...examplePlace }));
  const propose = (more: object = {}) => ana.send('meeting:propose', { ...fields(placeId, begins), ...more });
  expect(await propose()).toEqual(refused('conflict', /^This helpline arranges no meetings\./));
  await expectOk(mo.send('helpline:change', { meetings: true }));
  expect(await propose()).toEqual(refused('conflict', 'Meetings are by day here, between 09:00 and 18:00.'));
  // Tomorrow at 14:00.
  const byDay = { startsAt: inMinutes(18 * 60), endsAt: inMinutes(19 * 60) };
  expect(await propose({ ...byDay, placeId: newId() })).toEqual(refused('not-found'));
  expect(await propose({ ...byDay, endsAt: inMinutes(23 * 60) })).toEqual(
    refused('conflict', /3 hours at most/),
  );
  expect(await propose({ ...byDay, startsAt: inMinutes(-5) })).toEqual(refused('conflict', /is over/));
  expect(await propose({ startsAt: inMinutes(100_000), endsAt: inMinutes(100_060) })).toEqual(
    refused('conflict', /60 days/),
  );
  expect(await propose(byDay)).toEqual(ok);
  await expectOk(mo.send('meetingPlace:retire', { placeId }));
  expect(await propose({ startsAt: inMinutes(42 * 60), endsAt: inMinutes(43 * 60) })).toEqual(
    refused('conflict', /not in use any more/),
  );
});

test('neither of the two may be alone in it, on shift, away, at another meeting, or no supporter', async () => {
  const { ana, ben, mo } = await everybody();
  const placeId = await switchedOn(mo);
  const { ids } = helpline;
  const propose = (at: number, more: object = {}, by = ana) =>
    by.send('meeting:propose', { ...fields(placeId, at), ...more });
  expect(await propose(begins, { with: [ids.ana, ids.ana] })).toEqual(refused('malformed'));
  expect(await propose(begins, { with: [ids.ana, ids.sue] }, mo)).toEqual(
    refused('conflict', /Two supporters go/),
  );
  expect(await propose(begins, { with: [ids.ana, newId()] })).toEqual(refused('not-found'));
  expect(await propose(begins, { with: [ids.ben, ids.cai] })).toEqual(refused('not-yours'));
  expect(await propose(200)).toEqual(refused('conflict', /^Ana is on shift then/));
  // The shift ends in 240 minutes, and half an hour is for the way.
  expect(await propose(265)).toEqual(refused('conflict', /30 minutes before and after/));
  expect(await propose(271)).toEqual(ok);
  expect(await propose(320)).toEqual(refused('conflict', /goes to another meeting then/));
  // The first one ends after 331 minutes: the way back and the way to the next take an hour.
  expect(await propose(331 + 45)).toEqual(refused('conflict', /30 minutes before and after each count/));
  expect(await propose(331 + 61)).toEqual(ok);
  await expectOk(ben.send('absence:add', { absenceId: newId(), from: '2026-11-20', to: '2026-11-20' }));
  expect(await propose(42 * 60, {}, mo)).toEqual(
    refused('conflict', 'Ben cannot come on that day. Choose another time.'),
  );
});

test('a supporter learns of another neither why they cannot, nor anything where the rota does not name them', async () => {
  const { ana, ben, cai, mo } = await everybody();
  const placeId = await switchedOn(mo);
  const { ids } = helpline;
  const propose = (at: number, withId: string = ids.ben) =>
    ana.send('meeting:propose', { ...fields(placeId, at), with: [ids.ana, withId] });
  const unknown = refused('not-found', 'This person is not on the rota that you see. Choose somebody else.');
  for (const id of [ids.cai, ids.sue, newId()]) expect(await propose(begins, id)).toEqual(unknown);
  const cannot = refused('conflict', 'Ben cannot go then. Choose another time, or somebody else.');
  await helpline.addShift(90, 94, ['ben', 'cai']);
  expect(await propose(91 * 60)).toEqual(cannot);
  await expectOk(ben.send('absence:add', { absenceId: newId(), from: '2026-11-20', to: '2026-11-20' }));
  expect(await propose(42 * 60)).toEqual(cannot);
  await allowed(mo, [cai, ben], 67 * 60, ['cai', 'ben']);
  expect(await propose(67 * 60)).toEqual(cannot);
  const induction = { from: '2026-11-16', until: '2026-12-16' };
  for (const change of [{ induction }, { induction: null, suspendedAt: testServer.clock.now() }]) {
    await testServer.db.update(people).set(change).where(eq(people.id, ids.ben));
    expect(await propose(begins)).toEqual(cannot);
  }
  await knowEachOther('ana', 'cai');
  expect(await propose(begins, ids.cai)).toEqual(ok);
});

test('the rest rule is for the manager to set aside, and is counted from the way back', async () => {
  const { ana, ben, mo } = await everybody();
  await expectOk(mo.send('helpline:change', { restHours: 2 }));
  // An hour and a half after the shift, of which half an hour is the way there.
  const meetingId = await agreed(mo, [ana, ben], 330);
  const allow = (despite?: 'rest') =>
    mo.send('meeting:allow', { meetingId, onCallId: helpline.ids.mo, ...(despite && { despite }) });
  expect(await allow()).toEqual(refused('conflict', /^The rest rule/));
  expect(await allow('rest')).toEqual(ok);
});

test('a manager says no, with a word on why, and the others do not see it any more', async () => {
  const { ana, ben, mo, nan } = await everybody();
  const meetingId = await agreed(mo, [ana, ben], begins);
  expect(await mo.send('meeting:refuse', { meetingId, words: ' ' })).toEqual(refused('malformed'));
  expect(await mo.send('meeting:refuse', { meetingId, words: 'Not at that place.' })).toEqual(ok);
  const no = await ana.hears('meeting:changed', ({ state }) => state === 'refused');
  expect(no).toMatchObject({ decidedBy: helpline.ids.mo, decidedWords: 'Not at that place.' });
  for (const one of [ana, ben])
    expect(await one.hears('update:changed')).toMatchObject({
      ...{ kind: 'meeting-refused', by: helpline.ids.mo, words: null, aboutId: null },
    });
  for (const other of [mo, nan]) expect(await other.hasHeard('update:changed')).toBe(false);
  expect((await nan.isWelcomedAgain(1)).meetings).toEqual([]);
  expect(await ben.send('meeting:agree', { meetingId })).toEqual(refused('conflict', /said no/));
});

test('nobody who goes is on call for it or allows it, and a manager who is on call has to be there', async () => {
  const { ana, ben, cai, mo, nan } = await everybody();
  const { ids } = helpline;
  const meetingId = await agreed(mo, [ana, ben], begins);
  const allow = (client: Client, onCallId: string) => client.send('meeting:allow', { meetingId, onCallId });
  expect(await allow(ana, ids.mo)).toEqual(refused('not-yours'));
  expect(await allow(cai, ids.mo)).toEqual(refused('not-found'));
  expect(await allow(mo, ids.sue)).toEqual(refused('not-found'));
  await expectOk(nan.send('person:suspend', { personId: ids.mo }));
  expect(await allow(nan, ids.mo)).toEqual(refused('conflict', /cannot be on call/));
  expect(await allow(nan, ids.nan)).toEqual(ok);
});

test('somebody else can go for one of the two, and then needs their yes and the manager’s again', async () => {
  const { ana, ben, cai, mo, nan } = await everybody();
  const { ids } = helpline;
  const meetingId = await allowed(mo, [ana, ben], begins);
  const swap = (client: Client, personId: string) =>
    client.send('meeting:swapPerson', { meetingId, leavingId: ids.ben, personId });
  expect(await swap(cai, ids.cai)).toEqual(refused('not-found'));
  expect(await swap(ben, ids.ana)).toEqual(refused('conflict', 'Two different people go.'));
  expect(await swap(ben, ids.cai)).toEqual(refused('not-found', /not on the rota that you see/));
  await knowEachOther('ben', 'cai');
  expect(await swap(ben, ids.cai)).toEqual(ok);
  const again = await cai.hears('meeting:changed');
  expect(again).toMatchObject({ state: 'proposed', withIds: [ids.ana, ids.cai], agreedIds: [ids.ana] });
  expect(again).toMatchObject({ waitsFor: null, onCallId: null });
  await ben.isWelcomedAgain(1);
  expect(ben.welcome.meetings).toEqual([]);
  await nan.hears('meeting:changed', ({ withIds }) => withIds.includes(ids.cai));
  expect(await ana.send('meeting:setOut', { meetingId })).toEqual(refused('conflict', /Do not go\./));
  await expectOk(cai.send('meeting:agree', { meetingId }));
  await expectOk(mo.send('meeting:allow', { meetingId, onCallId: ids.nan }));
  await expectOk(cai.send('meeting:setOut', { meetingId }));
  expect(await swap(ana, ids.ben)).toEqual(refused('conflict'));
});

test('on the day: too early is refused, each says for themself, twice changes nothing, and home is after over', async () => {
  const { ana, ben, cai, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], 420);
  const one = { meetingId };
  expect(await ana.send('meeting:setOut', one)).toEqual(refused('conflict', /too early/));
  expect(await ana.send('meeting:there', one)).toEqual(refused('conflict', /too early/));
  expect(await ana.send('meeting:fine', one)).toEqual(refused('conflict', /too early/));
  testServer.clock.advance({ minutes: 61 });
  const [anaNow, benNow] = [await helpline.connect('ana'), await helpline.connect('ben')];
  expect(await anaNow.send('meeting:setOut', one)).toEqual(ok);
  expect(await cai.hasHeard('meeting:changed')).toBe(false);
  expect(await anaNow.send('meeting:home', one)).toEqual(refused('conflict', /not over yet/));
  expect(await anaNow.send('meeting:next', { meetingId, words: 'Friday' })).toEqual(refused('conflict'));
  const early = { meetingId, didNotCome: true } as const;
  expect(await anaNow.send('meeting:over', early)).toEqual(refused('conflict', /^Wait 20 minutes/));
  const later = { meetingId, until: inMinutes(300) };
  expect(await anaNow.send('meeting:fine', later)).toEqual(refused('conflict', /At most 3 hours/));
  for (const client of [anaNow, benNow]) expect(await client.send('meeting:there', one)).toEqual(ok);
  const there = await benNow.hears('meeting:changed', ({ waitsFor }) => waitsFor === 'over');
  expect(await benNow.send('meeting:there', one)).toEqual(ok);
  expect(await benNow.hasHeard('meeting:changed', ({ version }) => version > there.version)).toBe(false);
  expect(await benNow.send('meeting:over', one)).toEqual(ok);
  expect(await benNow.send('meeting:next', { meetingId, words: 'Friday' })).toEqual(ok);
  expect(await benNow.send('meeting:home', one)).toEqual(ok);
  expect(await benNow.send('meeting:there', one)).toEqual(refused('conflict'));
  expect(await anaNow.send('meeting:home', one)).toEqual(ok);
  const closed = await benNow.hears('meeting:changed', ({ state }) => state === 'closed');
  expect(closed.people.every(({ phone }) => phone === null)).toBe(true);
  expect(await anaNow.send('meeting:support', one)).toEqual(refused('conflict', /both are home/));
});

test('“until” moves the end of the meeting, and an hour after it nothing is asked yet', async () => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], begins);
  testServer.clock.advance({ minutes: begins });
  const [anaNow, benNow] = [await helpline.connect('ana'), await helpline.connect('ben')];
  for (const client of [anaNow, benNow]) await expectOk(client.send('meeting:there', { meetingId }));
  const until = inMinutes(90);
  await expectOk(benNow.send('meeting:fine', { meetingId, until }));
  const moved = await anaNow.hears('meeting:changed', ({ endsAt }) => endsAt === until);
  expect(moved).toMatchObject({ waitsFor: 'over', waitsUntil: inMinutes(105) });
});

test('a proposal that nobody allowed in time lapses, and the two are told', async () => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await agreed(mo, [ana, ben], begins);
  const fresh = watchOutbox(testServer, helpline);
  testServer.clock.advance({ minutes: begins + 1 });
  await fresh();
  await testServer.due.look();
  const path = `/meetings/${meetingId}`;
  expect(await fresh()).toEqual([`ana meeting-now ${path}`, `ben meeting-now ${path}`]);
  const again = await helpline.connect('ana');
  expect(again.welcome.meetings).toMatchObject([{ id: meetingId, state: 'lapsed' }]);
  expect(again.welcome.updates).toMatchObject([{ kind: 'meeting-lapsed', by: null, seenAt: null }]);
  expect((await helpline.connect('mo')).welcome.meetings).toEqual([]);
});

test('who is suspended goes to no meeting: the other and the managers are told', async () => {
  const { ana, ben, mo, nan } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], begins);
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.ben }));
  const told = (await fresh()).filter((line) => line.includes('/meetings/'));
  expect(told).toEqual([`ana meeting-now /meetings/${meetingId}`, `mo meeting /meetings/${meetingId}`]);
  await ana.hears('meeting:changed', ({ state, waitsFor }) => state === 'cancelled' && waitsFor === null);
  await ana.hears('update:changed', ({ kind }) => kind === 'meeting-cancelled');
  expect(await mo.hasHeard('update:changed', ({ kind }) => kind === 'meeting-cancelled')).toBe(false);
});

test('48 hours after it is over the place, the times, the name and every word are gone with their key, and a count stays', async () => {
  const { ana, ben, mo } = await everybody();
  const meetingId = await allowed(mo, [ana, ben], begins);
  testServer.clock.advance({ minutes: begins });
  const [anaNow, benNow] = [await helpline.connect('ana'), await helpline.connect('ben')];
  await expectOk(anaNow.send('meeting:over', { meetingId }));
  await expectOk(anaNow.send('meeting:next', { meetingId, words: 'She rings us on Friday.' }));
  for (const client of [anaNow, benNow]) await expectOk(client.send('meeting:home', { meetingId }));
  const keys = () =>
    testServer.db.$count(dataKeys, and(eq(dataKeys.purpose, 'meeting'), eq(dataKeys.subjectId, meetingId)));
  await testServer.timePasses({ hours: 47, minutes: 59 });
  expect((await helpline.connect('ana')).welcome.meetings).toMatchObject([
    { knownAs: 'The lady with the hat', agreedNext: 'She rings us on Friday.' },
  ]);
  expect(await keys()).toBe(1);
  await testServer.timePasses({ minutes: 2 });
  const gone = { knownAs: null, startsAt: null, endsAt: null, placeId: null, agreedNext: null, steps: [] };
  expect((await helpline.connect('ana')).welcome.meetings).toMatchObject([
    { id: meetingId, borough: 'lambeth', state: 'closed', ...gone },
  ]);
  expect(await keys()).toBe(0);
  const [row] = await testServer.db.select().from(meetings).where(eq(meetings.id, meetingId));
  expect(row).toMatchObject({ ...gone, wordForTrouble: null, decidedWords: null });
  const instants = Object.entries(row!).filter(([, value]) => value instanceof Date);
  expect(instants.map(([column]) => column)).toEqual(['erasedAt']);
  const counted = eq(meetingCounts.helplineId, helpline.id);
  expect(await testServer.db.select().from(meetingCounts).where(counted)).toEqual([
    { helplineId: helpline.id, month: '2026-11', borough: 'lambeth', held: 1 },
  ]);
  await testServer.due.look();
  expect(await testServer.db.$count(meetingCounts, counted)).toBe(1);
  testServer.clock.advance({ days: 8 });
  await testServer.db.transaction((tx) => eraseOldMeetings(tx, testServer.clock.now()));
  expect(await testServer.db.$count(meetings, eq(meetings.id, meetingId))).toBe(0);
});

test('only managers keep the places, and each is in a borough of the list', async () => {
  const { ana, mo, nan } = await everybody();
  const placeId = newId();
  const place = { placeId, ...examplePlace };
  expect(await ana.send('meetingPlace:add', place)).toEqual(refused('not-yours'));
  expect(await mo.send('meetingPlace:add', { ...place, borough: 'nowhere' })).toEqual(refused('conflict'));
  expect(await mo.send('meetingPlace:add', place)).toEqual(ok);
  expect(await ana.hears('meetingPlace:changed')).toMatchObject({ id: placeId, name: 'Central library' });
  expect(await nan.send('meetingPlace:change', { ...place, signal: false })).toEqual(ok);
  await ana.hears('meetingPlace:changed', ({ signal }) => !signal);
  expect(await nan.send('meetingPlace:retire', { placeId })).toEqual(ok);
  await ana.hears('meetingPlace:changed', ({ retiredAt }) => retiredAt !== null);
});

test('a change of a place overwrites no newer one, and offers no place again by the way', async () => {
  const { ana, mo, nan } = await everybody();
  const place = { placeId: newId(), ...examplePlace };
  await expectOk(mo.send('meetingPlace:add', place));
  const { version: basedOn } = await mo.hears('meetingPlace:changed');
  await expectOk(nan.send('meetingPlace:retire', { placeId: place.placeId }));
  const retired = await mo.hears('meetingPlace:changed', ({ retiredAt }) => retiredAt !== null);
  const change = (more: object) => mo.send('meetingPlace:change', { ...place, name: 'Library', ...more });
  expect(await change({ basedOn })).toEqual(refused('conflict', /^Another manager has changed this place/));
  expect(await change({ basedOn: retired.version })).toEqual(ok);
  const named = await ana.hears('meetingPlace:changed', ({ name }) => name === 'Library');
  expect(named.retiredAt).toEqual(retired.retiredAt);
  expect(await change({ retired: false })).toEqual(ok);
  await ana.hears('meetingPlace:changed', ({ version, retiredAt }) => version > named.version && !retiredAt);
});
