import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { callBackNumbers } from '#drizzle/schema/call-backs';
import { dataKeys } from '#drizzle/schema/encryption';
import { callBacksOf } from '../support/call-backs.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();
const night = () => callBacksOf(testServer, helpline);
const reachOn = '020 7946 0321';

async function callWithNumber() {
  const { promise } = night();
  const { ana, ben, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('helpline:change', { callBackNumbers: true, basedOn: { callBackNumbers: false } }));
  const callBackId = newId();
  await expectOk(promise(ana, call.id, { callBackId, reachOn }));
  return { ana, ben, mo, callId: call.id, callBackId };
}

/** Numbers kept, and their keys. */
const kept = async () => [
  await testServer.db.$count(callBackNumbers),
  await testServer.db.$count(dataKeys, eq(dataKeys.purpose, 'call-back-number')),
];
const looks = async () =>
  (await testServer.db.select().from(auditLog).where(eq(auditLog.action, 'number-shown'))).map(
    ({ by }) => by,
  );

test('no number is kept unless a manager has switched it on', async () => {
  const { promise } = night();
  const { ana, call } = await helpline.pairOnCall();
  expect(await promise(ana, call.id, { reachOn })).toEqual(refused('conflict', /kit phone/));
  expect(await ana.send('helpline:change', { callBackNumbers: true })).toEqual(refused('not-yours'));
  expect(await kept()).toEqual([0, 0]);
});

test('a number is in no row, and is shown to the two who ring within the time only, each look written down', async () => {
  const { number, pass } = night();
  const { ben, callBackId } = await callWithNumber();
  const row = await ben.hears('callBack:changed');
  expect(row.numberUntil).not.toBeNull();
  expect(JSON.stringify(row)).not.toContain('0321');
  expect(await number('ben', callBackId)).toMatchObject({ status: 409 });
  await pass({ minutes: 60 });
  expect(await looks()).toEqual([]);
  for (const name of ['cai', 'mo', 'sue'] as const)
    expect(await number(name, callBackId)).toMatchObject({ status: 404 });
  expect(await number('ben', newId())).toMatchObject({ status: 404 });
  expect(await number('ben', callBackId)).toEqual({ status: 200, number: reachOn });
  expect(await number('ana', callBackId)).toEqual({ status: 200, number: reachOn });
  expect(await looks()).toEqual([helpline.ids.ben, helpline.ids.ana]);
  await pass({ minutes: 120 });
  expect(await number('ana', callBackId)).toMatchObject({ status: 409 });
  expect(await looks()).toHaveLength(2);
});

test('a number goes with its key when it is settled, taken out, or 48 hours old', async () => {
  const { promise, pass } = night();
  const { ana, callId, callBackId } = await callWithNumber();
  expect(await kept()).toEqual([1, 1]);
  await expectOk(promise(ana, callId, { callBackId }));
  expect(await kept()).toEqual([0, 0]);
  await expectOk(promise(ana, callId, { callBackId, reachOn }));
  await expectOk(ana.send('callBack:tried', { callBackId, result: 'no-answer' }));
  expect(await kept()).toEqual([1, 1]);
  await expectOk(ana.send('callBack:tried', { callBackId, result: 'reached' }));
  expect(await kept()).toEqual([0, 0]);

  await helpline.addShift(46, 52, ['ana']);
  await expectOk(promise(ana, callId, { callBackId: newId(), reachOn }));
  expect(await promise(ana, callId, { reachOn })).toEqual(refused('conflict', /already/));
  await pass({ hours: 47, minutes: 59 });
  expect(await kept()).toEqual([1, 1]);
  await pass({ minutes: 1 });
  expect(await kept()).toEqual([0, 0]);
  expect((await night().shownTo('ana')).map(({ numberUntil }) => numberUntil)).toEqual([null, null]);
});

test('with a number, only a time before it is erased can be agreed', async () => {
  const { promise, between } = night();
  await helpline.addShift(46, 52, ['ana']);
  const { ana, callId, callBackId } = await callWithNumber();
  const tooLate = between(47 * 60, 49 * 60);
  expect(await promise(ana, callId, { callBackId, reachOn, ...tooLate })).toEqual(
    refused('conflict', /48 hours at most/),
  );
  expect(await promise(ana, callId, { callBackId, ...tooLate })).toEqual({ ok: true });
  expect(await kept()).toEqual([0, 0]);
});

test('a number is kept on demand while the time is changed, for no longer than it was to be kept', async () => {
  const { promise, between, pass, number } = night();
  const { ana, callId, callBackId } = await callWithNumber();
  const [before] = await night().shownTo('ana');
  await pass({ minutes: 30 });
  await expectOk(promise(ana, callId, { callBackId, keepsNumber: true, ...between(90, 180) }));
  expect(await kept()).toEqual([1, 1]);
  expect((await night().shownTo('ana'))[0]?.numberUntil).toBe(before!.numberUntil);

  await helpline.addShift(46, 52, ['ana']);
  expect(
    await promise(ana, callId, { callBackId, keepsNumber: true, ...between(47 * 60, 47.75 * 60) }),
  ).toEqual(refused('conflict', /48 hours at most/));
  await pass({ minutes: 90 });
  expect(await number('ben', callBackId)).toEqual({ status: 200, number: reachOn });
});

test('a number that is not kept any more cannot be kept on, and one that is given replaces it', async () => {
  const { promise, between, number } = night();
  const { ana, callId, callBackId } = await callWithNumber();
  const other = '020 7946 0555';
  await expectOk(promise(ana, callId, { callBackId, keepsNumber: true, reachOn: other, ...between(0, 60) }));
  expect(await number('ben', callBackId)).toEqual({ status: 200, number: other });
  await expectOk(promise(ana, callId, { callBackId }));
  expect(await promise(ana, callId, { callBackId, keepsNumber: true })).toEqual(
    refused('conflict', /not kept here any more/),
  );
  expect(await kept()).toEqual([0, 0]);
});
