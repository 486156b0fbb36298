import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { series as table } from '#drizzle/schema/series';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { purpose, seriesOf } from '../support/series.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });
const ok = { ok: true };
const { allowed, begun, consent, held, offer, proposal, switchedOn, today } = seriesOf(helpline);
const everybody = () => helpline.connectAll('ana', 'ben', 'cai', 'mo', 'nan');
const tomorrow = () => new Date(helpline.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);

test('it is off until a manager switches it on, beside the meetings, and is offered by one of two supporters or a manager', async () => {
  const { ana, cai, mo } = await everybody();
  const { ids } = helpline;
  const off = refused('conflict', /^This helpline offers no series of meetings\./);
  expect(await ana.send('series:offer', offer())).toEqual(off);
  await expectOk(mo.send('helpline:change', { series: true }));
  expect(await ana.send('series:offer', offer())).toEqual(off);
  await switchedOn(mo);
  expect(await cai.send('series:offer', offer())).toEqual(refused('not-yours'));
  expect(await ana.send('series:offer', offer({ with: [ids.ana, ids.ana] }))).toEqual(refused('malformed'));
  expect(await ana.send('series:offer', offer({ most: 11 }))).toEqual(refused('malformed'));
  expect(await ana.send('series:offer', offer({ with: [ids.ana, newId()] }))).toEqual(refused('not-found'));
  for (const id of [ids.cai, ids.sue])
    expect(await ana.send('series:offer', offer({ with: [ids.ana, id] }))).toEqual(refused('not-found'));
  expect(await mo.send('series:offer', offer({ with: [ids.ana, ids.sue] }))).toEqual(
    refused('conflict', /cannot go now/),
  );
  expect(await mo.send('series:offer', offer({ kind: 'workbook', everyWeeks: 4 }))).toEqual(ok);
  expect(await ana.hears('series:changed')).toMatchObject({ kind: 'workbook', everyWeeks: 1, most: 4 });
  expect(await ana.send('series:offer', offer())).toEqual(ok);
});

test('nothing is written down about the person once series are switched off; it can still be ended', async () => {
  const { ana, mo } = await everybody();
  const { seriesId } = await begun('offered', { ana, mo });
  await expectOk(mo.send('helpline:change', { series: false }));
  expect(await ana.send('series:consent', { seriesId, ...consent() })).toEqual(
    refused('conflict', /^This helpline offers no series of meetings\./),
  );
  expect(await ana.send('series:end', { seriesId, because: 'done' })).toEqual(ok);
});

test('the two and the managers know of it, and nobody else; the other of the two is told', async () => {
  const { ana, ben, cai, mo, nan } = await everybody();
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  const { seriesId } = await begun('offered', { ana, mo });
  expect(await fresh()).toEqual([`ben meeting /series/${seriesId}`]);
  expect(await ben.hears('update:changed')).toMatchObject({ kind: 'series-offered', by: helpline.ids.ana });
  for (const one of [ana, ben, mo, nan])
    expect(await one.hears('series:changed')).toMatchObject({ id: seriesId, purpose: null });
  expect(await cai.hasHeard('series:changed')).toBe(false);
  expect((await helpline.connect('sue')).welcome.series).toEqual([]);
  expect(await cai.send('series:consentBack', { seriesId })).toEqual(refused('not-found'));
  expect(await cai.send('series:end', { seriesId, because: 'done' })).toEqual(refused('not-found'));
  expect(await mo.send('series:consent', { seriesId, ...consent() })).toEqual(refused('not-yours'));
});

test('consent comes first: without it there is no meeting, no sheet, and nothing to look back on', async () => {
  const { ana, ben, mo } = await everybody();
  const one = await begun('offered', { ana, mo });
  const { seriesId } = one;
  const first = refused('conflict', /They have not said yes to it yet/);
  expect(await ana.send('meeting:propose', proposal(one))).toEqual(first);
  expect(await ana.send('series:openSheet', { seriesId, sheet: 'who-else-is-there' })).toEqual(first);
  expect(await ana.send('series:review', { seriesId, keepOn: true })).toEqual(first);
  const say = (more: object = {}) => ben.send('series:consent', { seriesId, ...consent(), ...more });
  expect(await say({ purpose: ' ' })).toEqual(refused('malformed'));
  expect(await say({ on: tomorrow() })).toEqual(refused('conflict', 'This day is still to come.'));
  expect(await say()).toEqual(ok);
  expect(await ana.hears('series:changed', ({ state }) => state === 'active')).toMatchObject({
    ...{ purpose, consentedHow: 'in-person', consentedOn: today(), held: 0 },
  });
  expect(await say()).toEqual(refused('conflict', /written down already/));
  const [stored] = await testServer.db.select().from(table).where(eq(table.id, seriesId));
  expect(stored!.purpose).not.toContain('market');
  expect(stored!.knownAs).not.toContain('hat');
});

test('a meeting of a series is for its two, within its number, and nobody else takes a place in it', async () => {
  const { ana, ben, cai, mo } = await everybody();
  const { ids } = helpline;
  const one = await begun('active', { ana, mo }, { most: 2 });
  const propose = (at: number, more: object = {}) =>
    ana.send('meeting:propose', { ...proposal(one, at), ...more });
  expect(await propose(300, { with: [ids.ana, ids.cai] })).toEqual(refused('conflict', /two who began it/));
  expect(await propose(300, { seriesId: newId() })).toEqual(refused('not-found'));
  const others = { ...proposal(one, 300), with: [ids.ben, ids.cai] as [string, string] };
  expect(await cai.send('meeting:propose', others)).toEqual(refused('not-found'));
  const meetingId = await allowed(one, { ana, ben, mo });
  const swap = { meetingId, leavingId: ids.ben, personId: ids.cai };
  expect(await ana.send('meeting:swapPerson', swap)).toEqual(refused('conflict', /two who began it/));
  expect(await propose(420)).toEqual(ok);
  expect(await propose(600)).toEqual(refused('conflict', /^All 2 meetings/));
});

test('the last meeting can be arranged once the one before is over, while the two are on their way home', async () => {
  const { ana, ben, mo } = await everybody();
  const one = await begun('active', { ana, mo }, { most: 2 });
  const meetingId = await allowed(one, { ana, ben, mo });
  await expectOk(ana.send('meeting:over', { meetingId }));
  await expectOk(ben.send('series:review', { seriesId: one.seriesId, keepOn: true }));
  expect(await ana.send('meeting:propose', proposal(one, 420))).toEqual(ok);
  expect(await ana.send('meeting:propose', proposal(one, 600))).toEqual(
    refused('conflict', /^All 2 meetings/),
  );
});

test('at half it is looked at together before anything else is arranged; a no ends it', async () => {
  const { ana, ben, mo } = await everybody();
  const one = await begun('active', { ana, mo });
  const { seriesId } = one;
  const review = (keepOn: boolean) =>
    ben.send('series:review', { seriesId, keepOn, changed: 'By the river.' });
  await held(one, { ana, ben, mo });
  expect(await review(true)).toEqual(refused('conflict', 'It is looked at together after meeting 2.'));
  await held(one, { ana, ben, mo });
  await ana.hears('series:changed', (row) => row.held === 2);
  const waits = refused('conflict', /^You are halfway/);
  expect(await ana.send('meeting:propose', proposal(one))).toEqual(waits);
  expect(await mo.send('series:review', { seriesId, keepOn: true })).toEqual(refused('not-yours'));
  expect(await review(true)).toEqual(ok);
  expect(await review(true)).toEqual(refused('conflict', /already/));
  const next = proposal(one);
  expect(await ana.send('meeting:propose', next)).toEqual(ok);
  await expectOk(ana.send('meeting:cancel', { meetingId: next.meetingId, because: 'we' }));

  const other = await begun('active', { ana, mo }, { most: 2 });
  await held(other, { ana, ben, mo });
  expect(await ben.send('series:review', { seriesId: other.seriesId, keepOn: false })).toEqual(ok);
  expect(await ana.hears('series:changed', ({ ending }) => ending === 'review')).toMatchObject({
    ...{ id: other.seriesId, state: 'ended', held: 1 },
  });
});

test('they did not come: it is no meeting of the series', async () => {
  const { ana, ben, mo } = await everybody();
  const one = await begun('active', { ana, mo });
  const meetingId = await allowed(one, { ana, ben, mo });
  testServer.clock.advance({ minutes: 321 });
  const anaNow = await helpline.connect('ana');
  await expectOk(anaNow.send('meeting:over', { meetingId, didNotCome: true }));
  expect((await helpline.connect('mo')).welcome.series).toMatchObject([{ id: one.seriesId, held: 0 }]);
});

test('others are told only where the person asked for it and was there; of the workbook only which sheets were opened is kept', async () => {
  const { ana, ben, mo } = await everybody();
  const { seriesId } = await begun('active', { ana, mo });
  const told = { seriesId, on: today(), asked: true, present: true };
  expect(await ana.send('series:toldTeam', { ...told, present: false })).toEqual(
    refused('conflict', /only if the person asks for it/),
  );
  expect(await ana.send('series:toldTeam', { ...told, asked: false })).toEqual(refused('conflict'));
  expect(await ana.send('series:toldTeam', { ...told, on: tomorrow() })).toEqual(refused('conflict'));
  expect(await mo.send('series:toldTeam', told)).toEqual(refused('not-yours'));
  expect(await ana.send('series:toldTeam', told)).toEqual(ok);
  const sheet = { seriesId, sheet: 'ups-and-downs' } as const;
  expect(await ben.send('series:openSheet', sheet)).toEqual(refused('conflict', /belongs to the workbook/));
  expect(await ben.send('series:openSheet', { seriesId, sheet: 'who-else-is-there' })).toEqual(ok);

  const book = await begun('active', { ana, mo }, { kind: 'workbook' });
  const open = { ...sheet, seriesId: book.seriesId };
  expect(await ben.send('series:openSheet', open)).toEqual(ok);
  const { version } = await ana.hears('series:changed', ({ sheets }) => sheets.includes('ups-and-downs'));
  expect(await ben.send('series:openSheet', open)).toEqual(ok);
  expect(await ana.hasHeard('series:changed', (row) => row.version > version)).toBe(false);
});

test('an offer lapses after 14 days, a series ends by itself once its time is over, and what is arranged in it is cancelled', async () => {
  const { ana, mo } = await everybody();
  const offered = await begun('offered', { ana, mo });
  await testServer.timePasses({ days: 14, minutes: -1 });
  const now = await helpline.connectAll('ana', 'ben', 'mo');
  expect(now.ana.welcome.series).toMatchObject([{ id: offered.seriesId, state: 'offered' }]);
  const active = await begun('active', now, { most: 2 });
  await testServer.timePasses({ minutes: 2 });
  await now.ana.hears('series:changed', ({ ending }) => ending === 'lapsed');
  // Two meetings a week apart, and 28 days.
  await testServer.timePasses({ days: 41 });
  const later = await helpline.connectAll('ana', 'ben', 'mo');
  const meetingId = await allowed(active, later, 24 * 60 * 2);
  await testServer.timePasses({ days: 1 });
  const last = await helpline.connect('ben');
  expect(last.welcome.series.find(({ id }) => id === active.seriesId)).toMatchObject({
    ...{ state: 'ended', ending: 'time-over', endedBy: null },
  });
  expect(last.welcome.meetings).toMatchObject([{ id: meetingId, state: 'cancelled' }]);
  expect(last.welcome.updates.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['series-ended', 'meeting-cancelled']),
  );
});

test('one of the two is suspended: it ends, and the other is told', async () => {
  const { ana, mo, nan } = await everybody();
  const { seriesId } = await begun('active', { ana, mo });
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.ben }));
  expect((await fresh()).filter((line) => line.includes('/series/'))).toEqual([
    `ana meeting /series/${seriesId}`,
  ]);
  expect(await ana.hears('series:changed', ({ state }) => state === 'ended')).toMatchObject({
    ending: 'left',
  });
  expect(await ana.hears('update:changed', ({ kind }) => kind === 'series-ended')).toBeTruthy();
});
