import { expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { plans } from '#drizzle/schema/plans';
import { eraseOldPlans } from '#server/plans/retention-queries';
import { lastReviewDay, sameName } from '#shared/plans';
import { eq } from 'drizzle-orm';
import type { CommandFields } from '#shared/contract';
import type { Client } from '../support/client.ts';
import { planTexts, versionOf } from '../support/evening-plans.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelplineEach();
const talked = { agreedOn: '2026-11-17', how: 'phone' } as const;

/** Ana and Ben on shift, with plans switched on. */
async function pairWithPlans() {
  const { ana, ben } = await helpline.pair();
  const { mo, sue, cai } = await helpline.connectAll('mo', 'sue', 'cai');
  await expectOk(mo.send('helpline:change', { callPlans: true, basedOn: { callPlans: false } }));
  return { ana, ben, mo, sue, cai };
}
const draft = (client: Client, planId: string, more: Partial<CommandFields<'plan:draft'>> = {}) =>
  client.send('plan:draft', { planId, knownAs: 'Wren', texts: planTexts, basedOn: 0, ...more });
const agree = async (client: Client, planId: string, more: Partial<CommandFields<'plan:agree'>> = {}) =>
  client.send('plan:agree', {
    ...{ planId, ...talked, knownAs: 'Wren', basedOn: await versionOf(client, planId) },
    ...more,
  });
async function agreed(one: Client, other: Client, knownAs = 'Wren') {
  const planId = newId();
  await expectOk(draft(one, planId, { knownAs }));
  await expectOk(agree(other, planId, { knownAs }));
  return planId;
}
const shownTo = async (name: Parameters<typeof helpline.connect>[0]) =>
  (await helpline.connect(name)).welcome.plans;
const unseenBy = async (name: Parameters<typeof helpline.connect>[0]) =>
  (await helpline.connect(name)).welcome.updates
    .filter(({ kind, seenAt }) => kind.startsWith('plan-') && seenAt === null)
    .map(({ kind }) => kind);

test('nothing is agreed unless a manager has switched it on', async () => {
  const { ana } = await helpline.pair();
  expect(await draft(ana, newId())).toEqual(refused('conflict', /not switched on/));
  expect(await ana.send('helpline:change', { callPlans: true })).toEqual(refused('not-yours'));
  const { mo } = await helpline.connectAll('mo');
  await expectOk(mo.send('helpline:change', { callPlans: true }));
  const planId = newId();
  expect(await draft(ana, planId)).toEqual(ok);
  await expectOk(mo.send('helpline:change', { callPlans: false }));
  expect(await agree(mo, planId)).toEqual(refused('conflict', /not switched on/));
  expect(await mo.send('plan:discard', { planId })).toEqual(ok);
});

test('a plan is made by two, of whom one at least is a supporter, after a talk with the caller', async () => {
  const { ana, ben, mo, sue, cai } = await pairWithPlans();
  const nan = await helpline.connect('nan');
  const planId = newId();
  for (const other of [sue, cai]) expect(await draft(other, newId())).toEqual(refused('not-yours'));
  expect(await draft(ana, planId, { texts: { ...planTexts, helps: 'x'.repeat(1_001) } })).toEqual(
    refused('malformed'),
  );
  const empty = { helps: '', doesNot: ' ', when: '', others: '', emergency: '' };
  expect(await draft(ana, planId, { texts: empty })).toEqual(refused('malformed'));
  expect(await draft(ana, planId)).toEqual(ok);
  expect(await agree(ana, planId)).toEqual(refused('not-yours', /second person/));
  expect(await agree(sue, planId)).toEqual(refused('not-yours'));
  expect(await agree(ben, planId, { agreedOn: '2026-11-19' })).toEqual(refused('conflict', /still to come/));
  expect(await agree(ben, planId, { agreedOn: '2026-08-01' })).toEqual(
    refused('conflict', /three months ago/),
  );
  expect(await agree(ben, planId, { basedOn: 1 })).toEqual(
    refused('conflict', /changed this plan meanwhile/),
  );
  expect(await agree(ben, planId, { word: 'Thursday' })).toEqual(ok);
  const { ids } = helpline;
  const inForce = {
    ...{ state: 'agreed', knownAs: 'Wren', word: 'Thursday', texts: planTexts, draft: null },
    ...{ ...talked, madeBy: [ids.ana, ids.ben], reviewBy: '2027-02-17' },
  };
  expect(await mo.hears('plan:changed', ({ state }) => state === 'agreed')).toMatchObject(inForce);
  expect(await sue.hears('plan:changed', ({ state }) => state === 'agreed')).toMatchObject(inForce);
  expect(await cai.hasHeard('plan:changed')).toBe(false);

  const ofManagers = newId();
  await expectOk(draft(mo, ofManagers, { knownAs: 'Robin' }));
  expect(await agree(nan, ofManagers, { knownAs: 'Robin' })).toEqual(refused('conflict', /two supporters/));
  expect(await agree(ben, ofManagers, { knownAs: 'Robin' })).toEqual(ok);
});

test('whoever may agree now is asked to, once, until no draft waits any more', async () => {
  const { ana, ben, mo, cai, sue } = await pairWithPlans();
  const [planId, other] = [newId(), newId()];
  await expectOk(draft(ana, planId), draft(ana, other, { knownAs: 'Robin' }));
  for (const client of [ben, mo])
    expect(await client.hears('update:changed')).toMatchObject({
      kind: 'plan-drafted',
      by: helpline.ids.ana,
      words: null,
    });
  for (const client of [ana, cai, sue]) expect(await client.hasHeard('update:changed')).toBe(false);
  await expectOk(agree(ben, planId));
  expect(await unseenBy('mo')).toEqual(['plan-drafted']);
  await expectOk(ben.send('plan:discard', { planId: other }));
  for (const name of ['ben', 'mo', 'nan'] as const) expect(await unseenBy(name)).toEqual([]);
});

test('a change of a plan leaves it in force until a second person agrees to it', async () => {
  const { ana, ben, mo } = await pairWithPlans();
  const planId = await agreed(ana, ben);
  const texts = { ...planTexts, helps: 'To be asked about the dog.' };
  expect(await draft(ben, planId, { texts })).toEqual(refused('conflict', /meanwhile/));
  expect(await draft(ben, planId, { texts, basedOn: await versionOf(ben, planId) })).toEqual(ok);
  expect(
    await mo.hears('plan:changed', ({ draft, state }) => draft !== null && state === 'agreed'),
  ).toMatchObject({
    texts: planTexts,
    draft: { texts, by: helpline.ids.ben },
  });
  expect(await agree(ben, planId)).toEqual(refused('not-yours'));
  expect(await agree(mo, planId)).toEqual(ok);
  expect(await ana.hears('plan:changed', (plan) => plan.texts?.helps === texts.helps)).toMatchObject({
    state: 'agreed',
    draft: null,
  });
});

test('the second of two with the same name is asked to choose another', async () => {
  const { ana, ben } = await pairWithPlans();
  await agreed(ana, ben);
  for (const knownAs of ['Wren', 'wren', ' W r e n', 'Wrén'])
    expect(await draft(ana, newId(), { knownAs })).toEqual(refused('conflict', /choose another/));
  const planId = newId();
  expect(await draft(ana, planId, { knownAs: 'Robin' })).toEqual(ok);
  expect(await agree(ben, planId, { knownAs: 'WREN' })).toEqual(refused('conflict', /choose another/));
  expect(await draft(ben, newId(), { knownAs: 'robin' })).toEqual(refused('conflict', /choose another/));
  expect(await agree(ben, planId, { knownAs: 'Robin' })).toEqual(ok);
  expect(sameName('!', '?')).toBe(false);
});

test('chosen on a call, it stands beside it and in its record, for the one who has the call to say and to take off', async () => {
  const { ana, ben, mo, sue } = await pairWithPlans();
  const planId = await agreed(ana, ben);
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }));
  const mark = (client: Client, plan = planId) => client.send('plan:mark', { planId: plan, callId });
  expect(await mark(ben)).toEqual(refused('not-yours'));
  expect(await mark(mo)).toEqual(refused('not-found'));
  expect(await mark(sue)).toEqual(refused('not-yours'));
  expect(await mark(ana, newId())).toEqual(refused('not-found'));
  expect(await ana.send('plan:readOut', { planId, callId })).toEqual(refused('conflict', /does not stand/));
  expect(await mark(ana)).toEqual(ok);
  expect(await ben.hears('call:changed', (call) => call.planId !== null)).toMatchObject({ planId });
  expect(await ana.send('plan:readOut', { planId, callId })).toEqual(ok);
  expect(await mo.hears('plan:changed', ({ readOutAt }) => readOutAt !== null)).toMatchObject({ id: planId });
  expect(await ben.send('plan:notThem', { callId })).toEqual(refused('not-yours'));
  expect(await ana.send('plan:notThem', { callId })).toEqual(ok);
  expect(await ana.send('plan:notThem', { callId })).toEqual(ok);
  expect(
    await ben.hears('call:changed', ({ planId, version }) => planId === null && version > 0),
  ).toBeTruthy();
});

test('a plan that ends while its caller is on the line stays beside the call to its end', async () => {
  const { ana, ben, mo } = await pairWithPlans();
  const planId = await agreed(ana, ben);
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }), ana.send('plan:mark', { planId, callId }));
  expect(await mo.send('plan:end', { planId, because: 'they-asked' })).toEqual(ok);
  expect(await ana.hears('plan:changed', ({ state }) => state === 'ended')).toMatchObject({
    ending: 'they-asked',
    endedBy: helpline.ids.mo,
    texts: planTexts,
  });
  const { welcome } = await helpline.connect('ana');
  expect(welcome.calls.find(({ id }) => id === callId)).toMatchObject({ planId });
  expect(welcome.plans).toMatchObject([{ id: planId, texts: planTexts }]);
  expect(await ana.send('plan:readOut', { planId, callId })).toEqual(ok);
  expect(await mo.send('plan:end', { planId, because: 'they-asked' })).toEqual(
    refused('conflict', /already/),
  );
  const other = newId();
  await expectOk(ben.send('call:start', { callId: other }));
  expect(await ben.send('plan:mark', { planId, callId: other })).toEqual(refused('conflict', /not in force/));
  expect(await ben.send('plan:review', { planId, ...talked, reviewBy: '2027-01-01' })).toEqual(
    refused('conflict', /has ended/),
  );
});

test('it is looked at again within three months, or it ends by itself and says so to those who made it', async () => {
  const { ana, ben, mo } = await pairWithPlans();
  const planId = await agreed(ana, ben);
  const review = (client: Client, reviewBy: string, agreedOn = '2026-11-18') =>
    client.send('plan:review', { planId, agreedOn, how: 'in-person', reviewBy });
  expect(await review(ana, '2026-11-18')).toEqual(refused('conflict', /after today/));
  expect(await review(ana, '2027-02-19')).toEqual(refused('conflict', /three months/));
  expect(await review(await helpline.connect('sue'), '2027-01-20')).toEqual(refused('not-yours'));
  expect(await review(mo, '2027-01-20')).toEqual(ok);
  expect(await ana.hears('plan:changed', ({ reviewBy }) => reviewBy === '2027-01-20')).toBeTruthy();

  await testServer.timePassesOnPages({ days: 48 });
  expect(await unseenBy('ana')).toEqual([]);
  await testServer.timePassesOnPages({ days: 1 });
  expect(await unseenBy('ana')).toEqual(['plan-to-review']);
  await testServer.timePassesOnPages({ days: 14 });
  expect(await shownTo('mo')).toMatchObject([{ state: 'agreed' }]);
  await testServer.timePassesOnPages({ hours: 5 });
  expect(await shownTo('mo')).toMatchObject([{ state: 'ended', ending: 'not-reviewed', endedBy: null }]);
  for (const name of ['ana', 'ben', 'mo'] as const)
    expect((await unseenBy(name)).sort()).toEqual(['plan-ended', 'plan-to-review']);
  expect(await unseenBy('sue')).toEqual([]);
});

test('supporters see plans with their shift and not after it, others never', async () => {
  const { ana, ben } = await pairWithPlans();
  const planId = await agreed(ana, ben);
  for (const name of ['ana', 'ben', 'mo', 'nan', 'sue'] as const)
    expect((await shownTo(name)).map(({ id }) => id)).toEqual([planId]);
  expect(await shownTo('cai')).toEqual([]);
  const elsewhere = await openHelpline(testServer);
  const theirs = await elsewhere.connect('mo');
  expect(theirs.welcome.plans).toEqual([]);
  await testServer.timePassesOnPages({ hours: 17 });
  expect(await shownTo('ana')).toEqual([]);
  expect(await shownTo('sue')).toHaveLength(1);
  elsewhere.leaveAll();
});

test('who may not see plans does not read in a record that there is one', async () => {
  const { ana, ben } = await pairWithPlans();
  const planId = await agreed(ana, ben);
  const callId = newId();
  await expectOk(ana.send('call:start', { callId }), ana.send('plan:mark', { planId, callId }));
  await expectOk(ana.send('call:end', { callId }), ana.send('call:close', { callId }));
  expect((await helpline.connect('ben')).welcome.calls.find(({ id }) => id === callId)).toMatchObject({
    planId,
  });
  await testServer.timePassesOnPages({ hours: 17 });
  const later = await helpline.connect('ana');
  expect(later.welcome.calls.find(({ id }) => id === callId)).toMatchObject({ planId: null });
  const cookie = await helpline.cookieOf('mo');
  const log = await fetch(`${testServer.url}/api/calls/log?of=all`, { headers: { cookie } });
  expect(await log.text()).not.toContain(planId);
});

test('plans are erased 30 days after their end, with their keys and the marks in records; drafts to which nobody agreed too', async () => {
  const { ana, ben } = await pairWithPlans();
  const [planId, callId] = [await agreed(ana, ben), newId()];
  await expectOk(ana.send('call:start', { callId }), ana.send('plan:mark', { planId, callId }));
  await expectOk(draft(ben, newId(), { knownAs: 'Robin' }));
  await expectOk(ana.send('plan:end', { planId, because: 'no-longer-needed' }));
  const left = async () => {
    await testServer.db.transaction((tx) => eraseOldPlans(tx, testServer.clock.now()));
    return [
      await testServer.db.$count(plans),
      await testServer.db.$count(dataKeys, eq(dataKeys.purpose, 'plan')),
    ];
  };
  testServer.clock.advance({ days: 29 });
  expect(await left()).toEqual([2, 2]);
  testServer.clock.advance({ days: 1 });
  expect(await left()).toEqual([0, 0]);
});

test('three months later is a day that there is', () => {
  expect(lastReviewDay('2026-11-17')).toBe('2027-02-17');
  expect(lastReviewDay('2026-11-30')).toBe('2027-02-28');
  expect(lastReviewDay('2026-12-31')).toBe('2027-03-31');
});
