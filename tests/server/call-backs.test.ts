import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { callBacks } from '#drizzle/schema/call-backs';
import { dataKeys } from '#drizzle/schema/encryption';
import { notifications } from '#drizzle/schema/notifications';
import { places, shifts } from '#drizzle/schema/shifts';
import { eraseOldCallBacks } from '#server/call-backs/retention-queries';
import { retentionDays } from '#shared/retention';
import { callBacksOf } from '../support/call-backs.ts';
import { addedBrowser } from '../support/evening.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { choosesQuiet } from '../support/quiet.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelplineEach();
const night = () => callBacksOf(testServer, helpline);

/** Ana and Ben, with a call that Ana has ended. */
async function pairAfterCall() {
  const { ana, ben, sue, call } = await helpline.pairOnCall();
  await expectOk(ana.send('call:end', { callId: call.id }));
  return { ana, ben, sue, callId: call.id };
}

test('a promise reaches the two of its shift, and neither managers nor supervisors nor other supporters', async () => {
  const { promise, shownTo, between } = night();
  const { ana, ben, callId } = await pairAfterCall();
  const others = await helpline.connectAll('cai', 'mo', 'sue');
  expect(await promise(ana, callId, { forMe: true })).toEqual(ok);
  expect(await ben.hears('callBack:changed')).toMatchObject({
    ...between(60, 180),
    callId,
    toShiftId: helpline.shiftId,
    words: 'Let it ring for long.',
    forId: helpline.ids.ana,
    numberUntil: null,
    settledAt: null,
    tries: [],
  });
  for (const other of Object.values(others)) expect(await other.hasHeard('callBack:changed')).toBe(false);
  for (const name of ['cai', 'mo', 'sue'] as const) expect(await shownTo(name)).toEqual([]);
});

test('only whoever has the call promises, once for a call, and not for a call that is nobody’s to know of', async () => {
  const { promise } = night();
  const { ana, ben, sue, callId } = await pairAfterCall();
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  expect(await promise(ben, callId)).toEqual(refused('not-yours'));
  for (const other of [cai, mo, sue]) expect(await promise(other, callId)).toEqual(refused('not-found'));
  const elsewhere = await openHelpline(testServer);
  const there = await elsewhere.pairOnCall();
  expect(await promise(ana, there.call.id)).toEqual(refused('not-found'));
  const callBackId = newId();
  expect(await promise(ana, callId, { callBackId })).toEqual(ok);
  expect(await promise(ana, callId)).toEqual(refused('conflict', /promised for this call already/));
  expect(await promise(there.ana, there.call.id, { callBackId })).toEqual(refused('conflict'));
  await expectOk(ben.send('call:takeOver', { callId }));
  expect(await promise(ana, callId, { callBackId })).toEqual(refused('not-yours'));
  expect(await promise(ben, callId, { callBackId, words: 'Ring after nine.' })).toEqual(ok);
  elsewhere.leaveAll();
});

test('only a time in which the line is open can be agreed, and only somebody who is on then says that they ring', async () => {
  const { promise, between } = night();
  const laterId = await helpline.addShift(22, 28, ['ben', 'cai']);
  const { ana, ben, callId } = await pairAfterCall();
  const wrong: [[number, number], RegExp][] = [
    [[180, 300], /not open for all/],
    [[300, 360], /not open for all/],
    [[60, 70], /at least 15 minutes/],
    [[120, 60], /at least 15 minutes/],
    [[-90, -30], /over already/],
    [[15 * 24 * 60, 15 * 24 * 60 + 60], /next 14 days/],
  ];
  for (const [[from, until], why] of wrong)
    expect(await promise(ana, callId, between(from, until))).toEqual(refused('conflict', why));
  const tomorrow = between(22 * 60, 24 * 60);
  expect(await promise(ana, callId, { ...tomorrow, forMe: true })).toEqual(
    refused('conflict', /Whoever is on/),
  );
  for (const bad of [{ from: 'tomorrow' }, { words: 'x'.repeat(1_001) }, { reachOn: 'her flat' }])
    expect(await promise(ana, callId, bad)).toEqual(refused('malformed'));
  expect(await promise(ana, callId, tomorrow)).toEqual(ok);
  expect(await ben.hears('callBack:changed')).toMatchObject({ toShiftId: laterId, forId: null });
  await testServer.db.update(shifts).set({ state: 'cancelled' }).where(eq(shifts.id, laterId));
  const again = await ana.hears('callBack:changed');
  expect(await promise(ana, callId, { callBackId: again.id, ...tomorrow })).toEqual(
    refused('conflict', /not open for all/),
  );
});

test('when the time comes the two are told once, but nobody who is on a call', async () => {
  const { promise, pass } = night();
  const { ana, ben, callId } = await pairAfterCall();
  for (const client of [ana, ben]) await expectOk(client.send('notification:addDevice', addedBrowser()));
  await expectOk(promise(ana, callId));
  const told = async () =>
    (await testServer.db.select().from(notifications).where(eq(notifications.kind, 'call-back'))).map(
      ({ personId }) => personId,
    );
  await pass({ minutes: 59 });
  expect(await told()).toEqual([]);
  await expectOk(ben.send('call:start', { callId: newId() }));
  await pass({ minutes: 1 });
  expect(await told()).toEqual([helpline.ids.ana]);
  await pass({ minutes: 1 });
  expect(await told()).toEqual([helpline.ids.ana]);
});

test('where nobody is on when the time comes, whoever is placed then is told', async () => {
  const { promise, pass } = night();
  const { ana, callId } = await pairAfterCall();
  const cai = await helpline.connect('cai');
  await expectOk(cai.send('notification:addDevice', addedBrowser()), promise(ana, callId));
  const place = async (at: 1 | 2, personId: string | null) => {
    const mo = await helpline.connect('mo');
    await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: at, personId }));
  };
  await place(1, null);
  await place(2, null);
  const told = async () =>
    (await testServer.db.select().from(notifications).where(eq(notifications.kind, 'call-back'))).map(
      ({ personId }) => personId,
    );
  await pass({ minutes: 61 });
  expect(await told()).toEqual([]);
  await place(1, helpline.ids.cai);
  await pass({ minutes: 1 });
  expect(await told()).toEqual([helpline.ids.cai]);
});

test('a message that quiet hours would bring after the agreed time is not sent at all', async () => {
  const { promise, pass, between } = night();
  const { ana, ben, callId } = await pairAfterCall();
  for (const client of [ana, ben]) await expectOk(client.send('notification:addDevice', addedBrowser()));
  await choosesQuiet(testServer.clock.now(), [ana]);
  await expectOk(promise(ana, callId, between(60, 170)));
  await pass({ minutes: 60 });
  const told = await testServer.db.select().from(notifications).where(eq(notifications.kind, 'call-back'));
  expect(told.map(({ personId }) => personId)).toEqual([helpline.ids.ben]);
});

test('it is tried three times at most, and settled by whoever reached them; the other hears it', async () => {
  const { promise } = night();
  const { ana, ben, callId } = await pairAfterCall();
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  const callBackId = newId();
  await expectOk(promise(ana, callId, { callBackId }));
  const tried = (client: typeof ana, result: 'no-answer' | 'reached') =>
    client.send('callBack:tried', { callBackId, result });
  for (const other of [cai, mo]) expect(await tried(other, 'no-answer')).toEqual(refused('not-found'));
  for (const client of [ana, ben, ana]) expect(await tried(client, 'no-answer')).toEqual(ok);
  expect(await tried(ben, 'reached')).toEqual(refused('conflict', /three times/));
  const { ids } = helpline;
  expect(await ben.hears('callBack:changed', ({ tries }) => tries.length === 3)).toMatchObject({
    tries: [ids.ana, ids.ben, ids.ana].map((by) => ({ by, result: 'no-answer' })),
    settledAt: null,
  });

  const [other, second] = [newId(), newId()];
  await expectOk(ana.send('call:start', { callId: second }));
  await expectOk(promise(ana, second, { callBackId: other }));
  expect(await ben.send('callBack:tried', { callBackId: other, result: 'they-asked-us-not-to' })).toEqual(ok);
  expect(await ana.hears('callBack:changed', ({ ending }) => ending !== null)).toMatchObject({
    ending: 'they-asked-us-not-to',
    settledBy: ids.ben,
  });
  expect(await ana.send('callBack:tried', { callBackId: other, result: 'reached' })).toEqual(
    refused('conflict'),
  );
  expect(await promise(ana, second, { callBackId: other })).toEqual(refused('conflict', /settled already/));
});

test('it is let go with a word, by either of the two, and by nobody else', async () => {
  const { promise } = night();
  const { ana, ben, callId } = await pairAfterCall();
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  const callBackId = newId();
  await expectOk(promise(ana, callId, { callBackId }));
  const letGo = (client: typeof ana, words = 'She rang us.') =>
    client.send('callBack:letGo', { callBackId, words });
  for (const other of [cai, mo]) expect(await letGo(other)).toEqual(refused('not-found'));
  expect(await letGo(ben, ' ')).toEqual(refused('malformed'));
  expect(await letGo(ben)).toEqual(ok);
  expect(await ana.hears('callBack:changed', ({ ending }) => ending !== null)).toMatchObject({
    ending: 'let-go',
    reason: 'She rang us.',
    settledBy: helpline.ids.ben,
  });
  expect(await letGo(ana)).toEqual(refused('conflict'));
});

test('taking “Call back agreed” out of the record takes the promise back', async () => {
  const { promise } = night();
  const { ana, ben, callId } = await pairAfterCall();
  const outcomes = (...outcomes: ('call-back' | 'listened')[]) =>
    ana.send('call:note', { callId, changes: { outcomes } });
  await expectOk(outcomes('call-back'));
  await expectOk(promise(ana, callId));
  await expectOk(outcomes('call-back', 'listened'));
  expect((await ben.hears('callBack:changed')).ending).toBeNull();
  await expectOk(outcomes('listened'));
  expect(await ben.hears('callBack:changed', ({ ending }) => ending !== null)).toMatchObject({
    ending: 'taken-back',
  });
});

test('one that nobody made goes on to the next two when their shift opens, and leaves the two before', async () => {
  const { promise, pass, shownTo } = night();
  const toShiftId = await helpline.addShift(22, 28, ['cai', 'ben']);
  const { ana, callId } = await pairAfterCall();
  const callBackId = newId();
  await expectOk(promise(ana, callId, { callBackId }));
  expect(await shownTo('cai')).toEqual([]);
  await pass({ hours: 4, minutes: 5 });
  expect(await shownTo('ben')).toMatchObject([{ toShiftId: helpline.shiftId }]);
  await pass({ hours: 17, minutes: 30 });
  for (const name of ['cai', 'ben'] as const)
    expect(await shownTo(name)).toMatchObject([{ id: callBackId, toShiftId, settledAt: null }]);
  const cai = await helpline.connect('cai');
  const later = await helpline.connect('ana');
  expect(later.welcome.callBacks).toMatchObject([{ id: callBackId }]);
  expect(await later.send('callBack:letGo', { callBackId, words: 'Words' })).toEqual(refused('not-yours'));
  expect(await cai.send('callBack:tried', { callBackId, result: 'reached' })).toEqual(ok);
  expect(await later.hears('callBack:changed')).toMatchObject({ ending: 'reached' });
});

test('it follows the rota: whoever gets the place rings, and a cancelled shift leaves it to the next', async () => {
  const { promise, pass, between, shownTo } = night();
  const [tomorrow, afterwards] = [await helpline.addShift(22, 28, ['ben']), await helpline.addShift(46, 52)];
  const { ana, callId } = await pairAfterCall();
  await expectOk(promise(ana, callId, between(22 * 60, 24 * 60)));
  await testServer.db.update(places).set({ personId: helpline.ids.cai }).where(eq(places.shiftId, tomorrow));
  await pass({ hours: 22 });
  expect(await shownTo('cai')).toMatchObject([{ toShiftId: tomorrow }]);
  expect(await shownTo('ben')).toEqual([]);
  await testServer.db.delete(places).where(eq(places.shiftId, tomorrow));
  await testServer.db.update(shifts).set({ state: 'cancelled' }).where(eq(shifts.id, tomorrow));
  await pass({ minutes: 1 });
  expect(await shownTo('cai')).toEqual([]);
  expect(await shownTo('ana')).toMatchObject([{ toShiftId: afterwards }]);
});

test('somebody who gets a place later sees what is open, and not what was settled before they came', async () => {
  const { promise, pass, shownTo } = night();
  const { ana, callId } = await pairAfterCall();
  const [open, settled] = [newId(), newId()];
  await expectOk(promise(ana, callId, { callBackId: settled }));
  await expectOk(ana.send('callBack:letGo', { callBackId: settled, words: 'Words' }));
  await expectOk(promise(ana, callId, { callBackId: open }));
  await pass({ minutes: 1 });
  const mo = await helpline.connect('mo');
  const place = { shiftId: helpline.shiftId, place: 2 as const, personId: helpline.ids.cai };
  await expectOk(mo.send('shift:place', place));
  expect((await shownTo('cai')).map(({ id }) => id)).toEqual([open]);
  expect(await shownTo('ben')).toEqual([]);
});

test('call backs are erased 14 days after they were settled, or after their time, with their keys', async () => {
  const { promise, pass } = night();
  const { ana, callId } = await pairAfterCall();
  const callBackId = newId();
  await expectOk(promise(ana, callId, { callBackId }));
  await expectOk(ana.send('callBack:letGo', { callBackId, words: 'Words' }));
  await expectOk(promise(ana, callId));
  const left = async () => {
    await testServer.db.transaction((tx) => eraseOldCallBacks(tx, testServer.clock.now()));
    return [
      await testServer.db.$count(callBacks),
      await testServer.db.$count(dataKeys, eq(dataKeys.purpose, 'call-back')),
    ];
  };
  await pass({ hours: retentionDays.callBacks * 24 - 1 });
  expect(await left()).toEqual([2, 2]);
  await pass({ hours: 1 });
  expect(await left()).toEqual([1, 1]);
  await pass({ hours: 3 });
  expect(await left()).toEqual([0, 0]);
});
