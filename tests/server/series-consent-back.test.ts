import { and, eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { meetings } from '#drizzle/schema/meetings';
import { series, seriesCounts } from '#drizzle/schema/series';
import { eraseOldSeries } from '#server/series/due-queries';
import { erasingStatements } from '#server/subject/erasing-queries';
import { expectOk, refused } from '../support/helpline.ts';
import { mailToNobody } from '../support/notifications.ts';
import { projectionOf, rowsOf } from '../support/projection.ts';
import { seriesOf } from '../support/series.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const ok = { ok: true };
const { allowed, begun, held, proposal } = seriesOf(helpline);
const everybody = () => helpline.connectAll('ana', 'ben', 'cai', 'mo', 'nan');
const keysOf = (...ids: string[]) =>
  testServer.db.$count(
    dataKeys,
    and(inArray(dataKeys.purpose, ['series', 'meeting']), inArray(dataKeys.subjectId, ids)),
  );
const storedSeries = async (id: string) =>
  (await testServer.db.select().from(series).where(eq(series.id, id)))[0]!;
const storedMeeting = async (id: string) =>
  (await testServer.db.select().from(meetings).where(eq(meetings.id, id)))[0]!;
const wordless = { knownAs: null, purpose: null, changed: null };
async function hoursGoBy(hours: number) {
  await testServer.timePasses({ hours });
}

test('a yes that is taken back ends everything on every open page at once, and within a day nothing is written any more', async () => {
  const { ana, ben, mo, nan } = await everybody();
  const one = await begun('active', { ana, mo });
  const { seriesId } = one;
  const past = await held(one, { ana, ben, mo });
  await expectOk(ana.send('meeting:next', { meetingId: past, words: 'The river.' }));
  await expectOk(ana.send('series:toldTeam', { seriesId, on: '2026-11-01', asked: true, present: true }));
  const ahead = await allowed(one, { ana, ben, mo });
  expect(await nan.send('series:consentBack', { seriesId })).toEqual(ok);

  for (const page of [ana, ben, mo, nan])
    expect(await page.hears('series:changed', ({ ending }) => ending === 'consent-back')).toMatchObject({
      ...{ state: 'ended', held: 1, endedBy: helpline.ids.nan, ...wordless },
    });
  expect(await ben.hears('meeting:changed', ({ state }) => state === 'cancelled')).toMatchObject({
    ...{ id: ahead, cancelledBecause: 'they', knownAs: null, waitsFor: null },
  });
  await ben.hears('meeting:changed', ({ id, knownAs }) => id === past && knownAs === null);
  expect(await ben.send('meeting:next', { meetingId: past, words: 'The market.' })).toEqual(
    refused('conflict', 'What was written about this meeting is erased already.'),
  );
  expect((await storedMeeting(past)).agreedNext).toBeNull();
  expect(await ben.hears('update:changed', ({ kind }) => kind === 'series-ended')).toBeTruthy();
  expect(await ana.send('meeting:propose', proposal(one))).toEqual(
    refused('conflict', 'This series has ended.'),
  );
  expect(await ana.send('series:consentBack', { seriesId })).toEqual(ok);

  await hoursGoBy(19.9);
  expect((await storedSeries(seriesId)).consentedOn).not.toBeNull();
  await hoursGoBy(4);
  expect(await storedSeries(seriesId)).toMatchObject({
    ...{ ...wordless, consentedOn: null, consentedHow: null, toldTeam: [], sheets: [], held: 1 },
  });
  for (const id of [past, ahead])
    expect(await storedMeeting(id)).toMatchObject({ startsAt: null, placeId: null, agreedNext: null });
  expect(await keysOf(seriesId, past, ahead)).toBe(0);
  expect(await testServer.db.select().from(seriesCounts)).toMatchObject([
    { helplineId: helpline.id, kind: 'meetings', month: '2026-11', ended: 1 },
  ]);

  await hoursGoBy(7 * 24 + 1);
  await testServer.db.transaction((tx) => eraseOldSeries(tx, testServer.clock.now()));
  expect(await testServer.db.$count(series, eq(series.id, seriesId))).toBe(0);
});

test('taken back while the two are out: the meeting is over, they are still waited for at home, and its place goes once they are', async () => {
  const { ana, ben, mo } = await everybody();
  const one = await begun('active', { ana, mo });
  const meetingId = await allowed(one, { ana, ben, mo });
  testServer.clock.advance({ minutes: 300 });
  const now = await helpline.connectAll('ana', 'ben');
  for (const client of [now.ana, now.ben]) await expectOk(client.send('meeting:there', { meetingId }));
  expect(await now.ben.send('series:consentBack', { seriesId: one.seriesId })).toEqual(ok);
  const over = await now.ana.hears('meeting:changed', ({ waitsFor }) => waitsFor === 'home');
  expect(over).toMatchObject({ state: 'allowed', knownAs: null, cancelledBecause: 'they' });
  await now.ana.hears('update:changed', ({ kind }) => kind === 'meeting-cancelled');
  await hoursGoBy(25);
  expect((await storedMeeting(meetingId)).startsAt).not.toBeNull();
  const back = await helpline.connectAll('ana', 'ben');
  for (const client of [back.ana, back.ben]) await expectOk(client.send('meeting:home', { meetingId }));
  await testServer.due.look();
  expect(await storedMeeting(meetingId)).toMatchObject({ state: 'closed', startsAt: null, placeId: null });
  expect(await keysOf(one.seriesId, meetingId)).toBe(0);
});

test('after the end its words stay 14 days; a yes that is taken back then takes them at once', async () => {
  const { ana, mo } = await everybody();
  const { seriesId: kept } = await begun('active', { ana, mo });
  const { seriesId: back } = await begun('active', { ana, mo });
  for (const seriesId of [kept, back])
    expect(await mo.send('series:end', { seriesId, because: 'done' })).toEqual(ok);
  expect(await ana.send('series:end', { seriesId: kept, because: 'done' })).toEqual(refused('conflict'));
  expect(await ana.send('series:consentBack', { seriesId: back })).toEqual(ok);
  expect(await storedSeries(back)).toMatchObject(wordless);
  await hoursGoBy(14 * 24 - 1);
  expect((await storedSeries(kept)).purpose).not.toBeNull();
  expect((await storedSeries(back)).erasedAt).not.toBeNull();
  await hoursGoBy(2);
  expect(await storedSeries(kept)).toMatchObject(wordless);
  expect(await keysOf(kept, back)).toBe(0);
});

test('an offer to which nobody said yes is gone within a day of its end, and is not counted', async () => {
  const { ana, mo } = await everybody();
  const { seriesId } = await begun('offered', { ana, mo });
  await expectOk(ana.send('series:end', { seriesId, because: 'not-now' }));
  await hoursGoBy(24);
  expect(await storedSeries(seriesId)).toMatchObject(wordless);
  const counted = eq(seriesCounts.helplineId, helpline.id);
  expect(await testServer.db.$count(seriesCounts, counted)).toBe(0);
});

test('a yes that is taken back moves no erasure to a later time', async () => {
  const { ana, mo } = await everybody();
  const { seriesId } = await begun('offered', { ana, mo });
  await expectOk(ana.send('series:end', { seriesId, because: 'not-now' }));
  await hoursGoBy(19);
  const now = await helpline.connect('mo');
  await expectOk(now.send('series:consentBack', { seriesId }));
  await hoursGoBy(2);
  expect((await storedSeries(seriesId)).erasedAt).not.toBeNull();
});

test('erasing one of the two takes the series, its meetings and their keys along', async () => {
  const { ana, ben, mo } = await everybody();
  const one = await begun('active', { ana, mo });
  const meetingId = await allowed(one, { ana, ben, mo });
  expect(await keysOf(one.seriesId, meetingId)).toBe(2);
  const at = testServer.clock.now().toISOString();
  const erasure = { helplineId: helpline.id, personId: helpline.ids.ben, at };
  await testServer.db.transaction(async (tx) => {
    for (const { statement } of erasingStatements(erasure)) await tx.execute(statement);
  });
  expect(await testServer.db.$count(series, eq(series.id, one.seriesId))).toBe(0);
  expect(await testServer.db.$count(meetings, eq(meetings.id, meetingId))).toBe(0);
  expect(await keysOf(one.seriesId, meetingId)).toBe(0);
});

test('what a manager heard of it adds up to what a fresh page is told', async () => {
  const { ana, ben, mo, nan } = await everybody();
  const one = await begun('active', { ana, mo });
  await allowed(one, { ana, ben, mo });
  await expectOk(ben.send('series:consentBack', { seriesId: one.seriesId }));
  await nan.hears('series:changed', ({ state }) => state === 'ended');
  const fresh = rowsOf((await helpline.connect('nan')).welcome);
  expect(projectionOf(nan).series).toEqual(fresh.series);
});
