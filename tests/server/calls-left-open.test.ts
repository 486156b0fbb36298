import { expect, test } from 'vitest';
import { hoursFrom } from '../support/clock.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

test('a call that nobody ended ends an hour after its shift, and its supporter takes calls in the next one', async () => {
  const { ben, call } = await helpline.pairOnCall();
  const latest = hoursFrom(testServer.clock.now(), 5).toISOString();
  const tomorrow = await helpline.addShift(24, 28, ['ana']);
  const hasEnded = ({ state }: { state: string }) => state === 'writing-up';
  await testServer.timePasses({ hours: 4, minutes: 59 });
  expect(await ben.hasHeard('call:changed', hasEnded)).toBe(false);
  await testServer.timePasses({ minutes: 1 });
  expect(await ben.hears('call:changed', hasEnded)).toMatchObject({
    ...{ id: call.id, assignedTo: helpline.ids.ana, endedAt: latest, closedAt: null },
  });
  await ben.hears(
    'presence:changed',
    ({ personId, state, stateSince }) =>
      personId === helpline.ids.ana && state === 'writing-up' && stateSince === latest,
  );

  await testServer.timePasses({ hours: 19 });
  const later = await helpline.connect('ana');
  await expectOk(later.send('presence:join', { shiftId: tomorrow }));
  await expectOk(later.send('call:start', { callId: newId() }));
});

test('the record of a call that ended by itself is finished like any other', async () => {
  const { call } = await helpline.pairOnCall();
  const { id: callId } = call;
  await testServer.timePasses({ hours: 6 });
  const ana = await helpline.connect('ana');
  await expectOk(ana.send('call:note', { callId, changes: { note: 'Sat with them.' } }));
  await expectOk(ana.send('call:close', { callId }));
  expect(await ana.send('call:end', { callId })).toEqual(refused('conflict'));
});

test('a call that ended by itself takes the time at which it was over, once that is said', async () => {
  const { ben, call } = await helpline.pairOnCall();
  const { id: callId } = call;
  const over = hoursFrom(testServer.clock.now(), 2);
  await testServer.timePasses({ hours: 6 });
  const ana = await helpline.connect('ana');
  expect(await ana.send('call:end', { callId }, newId(), over)).toEqual({ ok: true });
  const ended = await ben.hears('call:changed', ({ endedAt }) => endedAt === over.toISOString());
  expect(ended.state).toBe('writing-up');
  expect(await ana.send('call:end', { callId })).toEqual(refused('conflict', /ended already/));
});

test('whoever has the call ends it, also after their window and without their place, and writes nothing there', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  const { shiftId, ids } = helpline;
  const { id: callId } = call;
  await expectOk(mo.send('shift:place', { shiftId, place: 1, personId: ids.cai }));
  expect(await ana.send('call:note', { callId, changes: { note: 'More' } })).toEqual(refused('conflict'));
  expect(await ben.send('call:end', { callId })).toEqual(refused('not-yours'));
  expect(await mo.send('call:end', { callId })).toEqual(refused('not-found'));
  expect(await ana.send('call:end', { callId })).toEqual({ ok: true });
  await ben.hears('call:changed', ({ state }) => state === 'writing-up');

  const second = newId();
  await expectOk(ben.send('call:start', { callId: second }));
  testServer.clock.advance({ hours: 17 });
  const late = await helpline.connect('ben');
  expect(await late.send('call:end', { callId: second })).toEqual({ ok: true });
  expect(await late.send('call:close', { callId: second })).toEqual(refused('conflict'));
});
