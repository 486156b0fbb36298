import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { notifications } from '#drizzle/schema/notifications';
import { people } from '#drizzle/schema/people';
import { shifts } from '#drizzle/schema/shifts';
import { expectOk, newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import type { Client } from '../support/client.ts';

const ok = { ok: true };
let testServer: TestServer;
let helpline: Helpline;
let outbox: ReturnType<typeof watchOutbox>;
beforeEach(async () => {
  testServer = await openTestServer({ mail: mailToNobody });
  helpline = await openHelpline(testServer);
  outbox = watchOutbox(testServer, helpline);
});
afterEach(() => testServer.close());

/** Ana's call has ended, and a manager is to look at it before the next shift. */
async function toLookAt({ ended = true } = {}) {
  const { ana, ben, sue, call } = await helpline.pairOnCall();
  const { mo, nan, cai } = await helpline.connectAll('mo', 'nan', 'cai');
  if (ended) await expectOk(ana.send('call:end', { callId: call.id }));
  await expectOk(choose(ana, call.id, 'manager-before-next-shift'));
  const { id: followUpId } = await mo.hears('followUp:changed');
  return { ana, ben, sue, mo, nan, cai, call, followUpId };
}
const choose = (
  client: Client,
  callId: string,
  responseNeeded: 'manager-before-next-shift' | 'routine' | null,
) => client.send('call:note', { callId, changes: { responseNeeded } });

test('manager to look before the next shift is there for every manager and for who wrote it, and for nobody else', async () => {
  const { ana, ben, sue, cai, mo, nan, call, followUpId } = await toLookAt();
  for (const client of [ana, mo, nan])
    expect(await client.hears('followUp:changed')).toMatchObject({
      id: followUpId,
      source: 'call',
      callId: call.id,
      forId: null,
      doneAt: null,
    });
  for (const client of [ben, sue, cai]) expect(await client.hasHeard('followUp:changed')).toBe(false);
  expect((await helpline.connect('nan')).welcome.followUps).toMatchObject([{ id: followUpId }]);
});

test('whoever takes it on can read the record until it is done, and whoever took the call reads who and why', async () => {
  const { ana, mo, nan, call, followUpId } = await toLookAt();
  expect(await mo.hasHeard('call:changed')).toBe(false);
  expect(await mo.send('followUp:take', { followUpId })).toEqual(ok);
  await mo.hears('call:changed', ({ id }) => id === call.id);
  expect(await ana.hears('grant:changed')).toMatchObject({
    callId: call.id,
    openedBy: helpline.ids.mo,
    reason: expect.stringContaining('before the next shift') as string,
  });
  await ana.hears('followUp:changed', ({ forId, takenAt }) => forId === helpline.ids.mo && takenAt !== null);
  expect(await mo.send('followUp:take', { followUpId })).toEqual(refused('conflict'));
  expect(await nan.hasHeard('call:changed')).toBe(false);

  expect(await mo.send('followUp:done', { followUpId })).toEqual(ok);
  await ana.hears('followUp:changed', ({ doneBy }) => doneBy === helpline.ids.mo);
  expect((await helpline.connect('mo')).welcome.calls).toEqual([]);
  expect(await mo.send('followUp:take', { followUpId })).toEqual(refused('conflict'));
});

test('another manager can take it on instead, and then the first reads no more', async () => {
  const { mo, nan, followUpId } = await toLookAt();
  await expectOk(mo.send('followUp:take', { followUpId }));
  expect(await nan.send('followUp:take', { followUpId })).toEqual(ok);
  await mo.isWelcomedAgain(1);
  expect(mo.welcome.calls).toEqual([]);
  expect((await helpline.connect('nan')).welcome.calls).toHaveLength(1);
  expect(await mo.send('followUp:done', { followUpId })).toEqual(refused('not-yours'));
  expect(await nan.send('followUp:done', { followUpId })).toEqual(ok);
});

test.each(['is suspended', 'is not a manager any more'])(
  'it waits for the other managers again when whoever took it on %s, who reads no more',
  async (how) => {
    const { nan: personId } = helpline.ids;
    await testServer.db
      .update(people)
      .set({ roles: ['manager', 'supervisor'] })
      .where(eq(people.id, personId));
    const { ana, mo, nan, followUpId } = await toLookAt();
    await expectOk(nan.send('followUp:take', { followUpId }));
    const taken = await ana.hears('followUp:changed', ({ forId }) => forId === personId);
    if (how === 'is suspended') await expectOk(mo.send('person:suspend', { personId }));
    else await expectOk(mo.send('person:change', { personId, roles: ['supervisor'] }));
    await ana.hears(
      'followUp:changed',
      ({ forId, takenAt, version }) => version > taken.version && forId === null && takenAt === null,
    );
    if (how === 'is suspended') await expectOk(mo.send('person:restore', { personId }));
    expect((await helpline.connect('nan')).welcome.calls).toEqual([]);
    expect(await mo.send('followUp:take', { followUpId })).toEqual(ok);
  },
);

test('it is not for a supporter or a supervisor to take on, nor while the call goes on', async () => {
  const { ana, ben, sue, cai, mo, followUpId } = await toLookAt({ ended: false });
  expect(await ana.send('followUp:take', { followUpId })).toEqual(refused('not-yours'));
  for (const client of [ben, sue, cai])
    expect(await client.send('followUp:take', { followUpId })).toEqual(refused('not-found'));
  expect(await mo.send('followUp:take', { followUpId })).toEqual(refused('conflict'));
});

test('another choice takes it off the desk again, and closes the record', async () => {
  const { ana, mo, call, followUpId } = await toLookAt();
  await expectOk(mo.send('followUp:take', { followUpId }));
  await expectOk(choose(ana, call.id, 'routine'));
  await mo.hears('followUp:changed', ({ doneBy }) => doneBy === helpline.ids.ana);
  expect((await helpline.connect('mo')).welcome.calls).toEqual([]);
  await expectOk(choose(ana, call.id, 'manager-before-next-shift'));
  await mo.hears('followUp:changed', ({ id, doneAt }) => id !== followUpId && doneAt === null);
});

test('undone two hours before the next shift, the manager on call for it hears, once and through quiet hours', async () => {
  const next = await helpline.addShift(20, 24);
  await testServer.db
    .update(shifts)
    .set({ managerId: helpline.ids.nan })
    .where(and(eq(shifts.id, next)));
  const { followUpId } = await toLookAt();
  const nan = await helpline.connect('nan');
  await expectOk(nan.send('notification:change', { quiet: { from: '00:00', until: '23:59' } }));
  const heard = async (hours: number) => {
    await testServer.timePasses({ hours });
    return (await outbox()).filter((line) => line.includes('look-at-call'));
  };
  expect(await heard(17.9)).toEqual([]);
  expect(await heard(0.2)).toEqual([`nan look-at-call /desk#${followUpId}`]);
  expect(await heard(1)).toEqual([]);
});

test('done in time, nobody hears', async () => {
  await helpline.addShift(20, 24);
  const { mo, followUpId } = await toLookAt();
  await expectOk(mo.send('followUp:done', { followUpId }));
  await testServer.timePasses({ hours: 19 });
  expect((await outbox()).filter((line) => line.includes('look-at-call'))).toEqual([]);
});

test.each(['done', 'no longer wanted'])('once it is %s, nobody is disturbed for it any more', async (why) => {
  await helpline.addShift(6, 10);
  const { call, followUpId } = await toLookAt();
  await testServer.timePasses({ hours: 4.5 });
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const states = async () => {
    const rows = await testServer.db
      .select()
      .from(notifications)
      .where(eq(notifications.path, `/desk#${followUpId}`));
    return [...new Set(rows.map(({ state }) => state))];
  };
  expect(await states()).toEqual(['waiting']);
  if (why === 'done') await expectOk(mo.send('followUp:done', { followUpId }));
  else await expectOk(choose(ana, call.id, 'routine'));
  expect(await states()).toEqual(['dropped']);
});

test('telling the manager of a call that needs a response now is a request now about that call, and says which', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  const tell = (more: object) =>
    ana.send('debrief:ask', {
      debriefId: newId(),
      urgency: 'now',
      callIds: [call.id],
      responseNeeded: '999-now',
      ...more,
    });
  for (const wrong of [{ callIds: [] }, { urgency: 'before-i-finish' }, { responseNeeded: 'routine' }])
    expect(await tell(wrong)).toEqual(refused('malformed'));
  expect(await tell({})).toEqual(ok);
  expect(await mo.hears('debrief:changed')).toMatchObject({ responseNeeded: '999-now', urgency: 'now' });
  expect(await outbox()).toContainEqual(expect.stringContaining('mo debrief-now /desk/'));
});
