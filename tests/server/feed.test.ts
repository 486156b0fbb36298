import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { feeds, lostPlaces } from '#drizzle/schema/feeds';
import { retentionRuns } from '#server/retention-runs';
import { eventsOfFeed, fetchFeed, madeLink, newToken } from '../support/feeds.ts';
import { hashOf } from '../support/hash.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();

const ask = (token: string, headers?: Record<string, string>) => fetchFeed(testServer.url, token, headers);
const read = (token: string) => eventsOfFeed(testServer.url, token);
async function answerOf(response: Response) {
  const headers = Object.fromEntries(response.headers);
  delete headers.date;
  delete headers['x-request-id'];
  return { status: response.status, headers, text: await response.text() };
}
const fromNow = (hours: number) =>
  new Date(testServer.clock.now().getTime() + hours * 3_600_000).toISOString();

test('a link is told to its owner alone, and neither its token nor the hash is ever sent', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const token = await madeLink(ana);
  const feed = await ana.hears('feed:changed');
  expect(feed).toEqual({ id: helpline.ids.ana, version: feed.version, madeAt: fromNow(0) });
  for (const client of [ben, mo]) expect(await client.hasHeard('feed:changed')).toBe(false);
  const { welcome } = await helpline.connect('ana');
  expect(welcome.feeds).toEqual([feed]);
  expect(JSON.stringify(welcome)).not.toContain(hashOf(token));
  expect((await helpline.connect('ben')).welcome.feeds).toEqual([]);

  await expectOk(ana.send('feed:end', {}));
  expect(await ana.hears('feed:changed', ({ madeAt }) => madeAt === null)).toMatchObject({ madeAt: null });
  await expectOk(ben.send('feed:end', {}));
  expect(await ben.hasHeard('feed:changed')).toBe(false);
});

test('what is no hash is refused, and so is the link of somebody else', async () => {
  const { ana, ben } = await helpline.connectAll('ana', 'ben');
  const { token, tokenHash } = newToken();
  expect(await ana.send('feed:make', { tokenHash: token })).toEqual(refused('malformed'));
  await expectOk(ana.send('feed:make', { tokenHash }));
  expect(await ben.send('feed:make', { tokenHash })).toEqual(refused('conflict', 'Make the link once more.'));
  expect(await testServer.db.$count(feeds)).toBe(1);
});

test('a calendar gets one’s own shifts, their times and the word Alongside, and nothing else', async () => {
  await helpline.addShift(40, 46, ['ben', 'ana']);
  await helpline.addShift(60, 64, ['ben', 'cai']);
  for (const days of [-31, 91]) await helpline.addShift(days * 24, days * 24 + 4, ['ana']);
  const token = await madeLink(await helpline.connect('ana'));
  const answer = await ask(token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(answer.headers.get('set-cookie')).toBeNull();
  const text = await answer.text();
  expect(text).not.toMatch(/Test line|Ben|Ana|LOCATION|ATTENDEE|ORGANIZER|DESCRIPTION/);
  for (const id of [...Object.values(helpline.ids), helpline.shiftId, helpline.id])
    expect(text).not.toContain(id);
  const confirmed = { summary: 'Alongside', status: 'CONFIRMED' };
  expect(await read(token)).toMatchObject([
    { ...confirmed, start: fromNow(-1), end: fromNow(4) },
    { ...confirmed, start: fromNow(40), end: fromNow(46) },
  ]);
  const bens = await read(await madeLink(await helpline.connect('ben')));
  expect(bens.map(({ uid }) => uid)).not.toContain((await read(token))[0]!.uid);
  expect(bens).toHaveLength(3);
});

test('a wrong token, one that was reset or ended, and that of somebody suspended read as nothing does', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const reset = await madeLink(ana);
  const ended = await madeLink(ana);
  const suspended = await madeLink(ben);
  for (const token of [ended, suspended]) expect((await ask(token)).status).toBe(200);
  await expectOk(ana.send('feed:end', {}));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ben }));
  const nothing = await answerOf(await fetch(`${testServer.url}/api/nothing`));
  expect(nothing.status).toBe(404);
  for (const token of [reset, ended, suspended, newToken().token, 'x', hashOf(suspended)])
    expect(await answerOf(await ask(token)), token).toEqual(nothing);
  await expectOk(mo.send('person:restore', { personId: helpline.ids.ben }));
  expect((await ask(suspended)).status).toBe(200);
});

test('what has not changed is not sent again', async () => {
  const later = await helpline.addShift(40, 44);
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const token = await madeLink(ana);
  const etag = (await ask(token)).headers.get('etag')!;
  await expectOk(ana.send('presence:join', { shiftId: helpline.shiftId }));
  const again = await ask(token, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  await expectOk(mo.send('shift:place', { shiftId: later, place: 1, personId: helpline.ids.ana }));
  expect((await ask(token, { 'if-none-match': etag })).status).toBe(200);
});

test('a place that was lost is shown as cancelled for 30 days, and as it was if it comes back', async () => {
  const later = await helpline.addShift(40 * 24, 40 * 24 + 4, ['ana']);
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const token = await madeLink(ana);
  const eventOfLater = async () => (await read(token)).find(({ start }) => start === at);
  const at = fromNow(40 * 24);
  const put = (personId: string | null) =>
    expectOk(mo.send('shift:place', { shiftId: later, place: 1, personId }));
  const before = (await eventOfLater())!;
  testServer.clock.advance({ minutes: 1 });
  await put(helpline.ids.cai);
  const cancelled = (await eventOfLater())!;
  expect(cancelled).toMatchObject({ uid: before.uid, status: 'CANCELLED', modified: fromNow(0) });
  expect(cancelled.sequence).toBeGreaterThan(before.sequence);
  await put(helpline.ids.ana);
  const back = (await eventOfLater())!;
  expect(back).toMatchObject({ uid: before.uid, status: 'CONFIRMED' });
  expect(back.sequence).toBeGreaterThan(cancelled.sequence);

  await put(null);
  testServer.clock.advance({ days: 29 });
  expect(await eventOfLater()).toMatchObject({ status: 'CANCELLED' });
  testServer.clock.advance({ days: 2 });
  expect(await eventOfLater()).toBeUndefined();
  await retentionRuns.lostPlaces(testServer.db, testServer.clock.now());
  expect(await testServer.db.$count(lostPlaces, eq(lostPlaces.personId, helpline.ids.ana))).toBe(0);
});

test('the places of somebody who was suspended are cancelled in their calendar once they are back', async () => {
  await helpline.addShift(40, 44, ['ana']);
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const token = await madeLink(ana);
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ana }));
  await expectOk(mo.send('person:restore', { personId: helpline.ids.ana }));
  expect((await read(token)).map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED']);
});

test('a shift that was moved is the same event at its new time, and one that was cancelled is cancelled', async () => {
  const later = await helpline.addShift(40, 44, ['ana']);
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const token = await madeLink(ana);
  const eventOfLater = async () => (await read(token))[1]!;
  const before = await eventOfLater();
  testServer.clock.advance({ minutes: 1 });
  const movedAt = fromNow(0);
  const times = { startsAt: fromNow(42), endsAt: fromNow(47) };
  await expectOk(mo.send('shift:move', { changeId: newId(), shiftId: later, ...times }));
  const moved = await eventOfLater();
  expect(moved).toMatchObject({
    uid: before.uid,
    start: times.startsAt,
    end: times.endsAt,
    modified: movedAt,
  });
  expect(moved.sequence).toBeGreaterThan(before.sequence);
  const changeId = newId();
  await expectOk(mo.send('shift:cancel', { changeId, shiftId: later }));
  const cancelled = await eventOfLater();
  expect(cancelled).toMatchObject({ uid: before.uid, start: times.startsAt, status: 'CANCELLED' });
  expect(cancelled.sequence).toBeGreaterThan(moved.sequence);
  await expectOk(mo.send('shift:undo', { changeId }));
  const back = await eventOfLater();
  expect(back).toMatchObject({ uid: before.uid, start: times.startsAt, status: 'CONFIRMED' });
  expect(back.sequence).toBeGreaterThan(cancelled.sequence);
});

test('a link is answered sixty times in an hour, and wrong ones keep nobody else from theirs', async () => {
  const { ana, ben } = await helpline.connectAll('ana', 'ben');
  const [token, other] = [await madeLink(ana), await madeLink(ben)];
  for (let times = 0; times < 60; times += 1) expect((await ask(token)).status).toBe(200);
  const tooMany = await ask(token);
  expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '3600']);
  for (let times = 0; times < 60; times += 1) expect((await ask(newId())).status).toBe(404);
  expect((await ask(newId())).status).toBe(429);
  expect((await ask(other)).status).toBe(200);
  testServer.clock.advance({ hours: 1 });
  expect((await ask(token)).status).toBe(200);
  expect((await ask(newId())).status).toBe(404);
});
