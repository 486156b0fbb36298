import { expect, test } from 'vitest';
import { emptyRecord } from '#shared/calls';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

test('a call that one starts is on the partner’s board, and so is that they are on it', async () => {
  const { ana, ben } = await helpline.pair();
  const callId = newId();
  expect(await ana.send('call:start', { callId })).toEqual({ ok: true });
  expect(await ben.hears('call:changed')).toMatchObject({
    id: callId,
    state: 'active',
    takenBy: helpline.ids.ana,
    assignedTo: helpline.ids.ana,
  });
  await ben.hears(
    'presence:changed',
    (presence) => presence.personId === helpline.ids.ana && presence.state === 'on-a-call',
  );
});

test('a second call is refused while one is going on', async () => {
  const { ana } = await helpline.pairOnCall();
  expect(await ana.send('call:start', { callId: newId() })).toEqual(refused('conflict'));
});

test('a call needs a shift that was joined, and that is not over', async () => {
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  expect(await ana.send('call:start', { callId: newId() })).toEqual(refused('conflict'));
  expect(await cai.send('call:start', { callId: newId() })).toEqual(refused('conflict'));
});

test('what is noted reaches the partner, field by field', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  await expectOk(
    ana.send('call:note', {
      callId: call.id,
      changes: { presentingIssues: ['loneliness', 'sleep'], responseNeeded: 'routine' },
    }),
  );
  await expectOk(ana.send('call:note', { callId: call.id, changes: { note: 'Wants somebody to listen.' } }));
  const noted = await ben.hears('call:changed', ({ record }) => record.note !== '');
  expect(noted.record).toEqual({
    ...emptyRecord,
    presentingIssues: ['loneliness', 'sleep'],
    responseNeeded: 'routine',
    note: 'Wants somebody to listen.',
  });
  expect(noted.fieldVersions.note).toBe(noted.version);
});

test('a partner writes only after taking over, and one outside learns nothing', async () => {
  const { ana, ben, sue, call } = await helpline.pairOnCall();
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  const note = { callId: call.id, changes: { note: 'Hello' } };
  expect(await ben.send('call:note', note)).toEqual(refused('not-yours'));
  for (const outside of [cai, mo, sue])
    expect(await outside.send('call:note', note)).toEqual(refused('not-found'));

  expect(await ben.send('call:takeOver', { callId: call.id })).toEqual({ ok: true });
  expect(await ana.hears('call:changed', (heard) => heard.assignedTo === helpline.ids.ben)).toMatchObject({
    takenBy: helpline.ids.ana,
  });
  expect(await ben.send('call:note', note)).toEqual({ ok: true });
  expect(await ana.send('call:note', note)).toEqual(refused('not-yours'));
  expect(await ben.send('call:takeOver', { callId: call.id })).toEqual(refused('conflict'));
  for (const outside of [cai, mo, sue])
    expect(outside.heard.filter(({ name }) => name === 'call:changed')).toEqual([]);
});

test('whoever gives an active call away takes a break, and is not called ready before they say so', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const isAnas = ({ personId, version }: { personId: string; version: number }) =>
    personId === helpline.ids.ana && version > call.version;
  await expectOk(ben.send('call:takeOver', { callId: call.id }));
  expect((await ben.hears('presence:changed', isAnas)).state).toBe('taking-a-break');

  await expectOk(ben.send('call:end', { callId: call.id }), ana.send('presence:set', { state: 'ready' }));
  const said = await ben.hears('presence:changed', (row) => isAnas(row) && row.state === 'ready');
  await expectOk(ana.send('call:takeOver', { callId: call.id }));
  expect(await ben.hasHeard('presence:changed', (row) => isAnas(row) && row.version > said.version)).toBe(
    false,
  );
});

test('a field that the other changed meanwhile is not overwritten unseen', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  await expectOk(
    ana.send('call:note', { callId: call.id, changes: { note: 'Mine' }, basedOn: call.version }),
  );
  await expectOk(ben.send('call:takeOver', { callId: call.id }));
  expect(
    await ben.send('call:note', { callId: call.id, changes: { note: 'Other' }, basedOn: call.version }),
  ).toEqual(refused('conflict'));
  await expectOk(
    ben.send('call:note', { callId: call.id, changes: { borough: 'lambeth' }, basedOn: call.version }),
  );
});

test('a call goes from active to wrap-up to closed, and not twice', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const { id: callId } = call;
  expect(await ana.send('call:close', { callId })).toEqual(refused('conflict'));
  expect(await ana.send('call:end', { callId })).toEqual({ ok: true });
  await ben.hears('call:changed', ({ state, endedAt }) => state === 'writing-up' && endedAt !== null);
  await ben.hears('presence:changed', ({ state }) => state === 'writing-up');
  expect(await ana.send('call:end', { callId })).toEqual(refused('conflict'));
  expect(await ana.send('call:close', { callId })).toEqual({ ok: true });
  await ben.hears('call:changed', ({ state, closedAt }) => state === 'closed' && closedAt !== null);
  await ben.hears('presence:changed', ({ state, version }) => state === 'ready' && version > call.version);
  expect(await ana.send('call:close', { callId })).toEqual(refused('conflict'));
  expect(await ben.send('call:takeOver', { callId })).toEqual(refused('conflict'));
});

test('a call that is not there cannot be noted, ended, closed or taken over', async () => {
  const { ana } = await helpline.pair();
  const callId = newId();
  expect(await ana.send('call:note', { callId, changes: { note: 'x' } })).toEqual(refused('not-found'));
  expect(await ana.send('call:end', { callId })).toEqual(refused('not-found'));
  expect(await ana.send('call:close', { callId })).toEqual(refused('not-found'));
  expect(await ana.send('call:takeOver', { callId })).toEqual(refused('not-found'));
});

test('another helpline’s call is not there, and its id cannot be used again', async () => {
  const elsewhere = await openHelpline(testServer);
  const [{ ana, ben }, { call }] = await Promise.all([helpline.pair(), elsewhere.pairOnCall()]);
  const { id: callId } = call;
  for (const name of ['call:end', 'call:close', 'call:takeOver'] as const)
    expect(await ana.send(name, { callId })).toEqual(refused('not-found'));
  expect(await ana.send('call:note', { callId, changes: { note: 'x' } })).toEqual(refused('not-found'));
  expect(await ana.send('call:start', { callId })).toEqual(refused('conflict'));
  expect(await ben.hasHeard('call:changed')).toBe(false);
  elsewhere.leaveAll();
});

test('a note of 8,000 characters is kept whole, and a longer one is refused with the limit named', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const note = (words: string) => ana.send('call:note', { callId: call.id, changes: { note: words } });
  expect(await note('€'.repeat(8_000))).toEqual({ ok: true });
  expect((await ben.hears('call:changed', ({ record }) => record.note !== '')).record.note).toHaveLength(
    8_000,
  );
  expect(await note('€'.repeat(8_001))).toEqual(refused('malformed', /8,000 characters fit/));
});

test('the longest record of three-byte letters breaks the link in one frame, and is kept whole field by field', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const letters = (count: number) => '\u8BED'.repeat(count);
  const [whatKeepsSafe, emergencyCalledBy, emergencyConsulted] = Array.from({ length: 3 }, () =>
    letters(1_000),
  );
  const record = { note: letters(8_000), whatKeepsSafe, emergencyCalledBy, emergencyConsulted };
  for (const changes of Object.entries(record).map(([field, words]) => ({ [field]: words })))
    await expectOk(ana.send('call:note', { callId: call.id, changes }));
  const kept = await ben.hears('call:changed', (heard) => heard.record.emergencyConsulted !== '');
  expect(kept.record).toMatchObject(record);

  void ana.send('call:note', { callId: call.id, changes: record }).catch(() => {});
  await ana.hasLeft();
});

test.each([
  [{}],
  [{ note: undefined }],
  [{ note: null }],
  [{ borough: 'kent' }],
  [{ outcomes: ['listened', 'x'] }],
  [{ assignedTo: 'me' }],
  [{ note: 'a\0' }],
])('a change of %j to a record is malformed', async (changes) => {
  const { ana, call } = await helpline.pairOnCall();
  expect(await ana.send('call:note', { callId: call.id, changes: changes as never })).toEqual(
    refused('malformed'),
  );
});

test('a record can be finished until twelve hours after the shift, and not after', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const { id: callId } = call;
  await expectOk(ana.send('call:end', { callId }));
  const note = { callId, changes: { note: 'Later' } };
  testServer.clock.advance({ hours: 15 });
  const late = await helpline.connect('ana');
  expect(await late.send('call:start', { callId: newId() })).toEqual(refused('conflict'));
  expect(await late.send('call:note', note)).toEqual({ ok: true });
  testServer.clock.advance({ hours: 2 });
  const tooLate = await helpline.connect('ana');
  for (const name of ['call:end', 'call:close'] as const)
    expect(await tooLate.send(name, { callId })).toEqual(refused('conflict'));
  expect(await tooLate.send('call:note', note)).toEqual(refused('conflict'));
  expect(await (await helpline.connect('ben')).send('call:takeOver', { callId })).toEqual(
    refused('not-found'),
  );
});

test('two who take a call over and end it at the same moment: one does, and the other hears why not', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const [ended, taken] = await Promise.all([
    ana.send('call:end', { callId: call.id }),
    ben.send('call:takeOver', { callId: call.id }),
  ]);
  expect(taken).toEqual({ ok: true });
  if (!ended.ok) expect(ended).toEqual(refused('not-yours'));
});

test('a call that is taken back from somebody who has lost their place is out of their sight', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  const { shiftId, ids } = helpline;
  const { id: callId } = call;
  await expectOk(ben.send('call:takeOver', { callId }));
  await expectOk(ben.send('call:end', { callId }));
  await expectOk(ben.send('presence:leave', { shiftId }));
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: ids.cai }));
  const withoutPlace = await ben.isWelcomedAgain(2);
  expect(withoutPlace.calls.map(({ id }) => id)).toEqual([callId]);

  await expectOk(ana.send('call:takeOver', { callId }));
  expect((await ben.isWelcomedAgain(3)).calls).toEqual([]);
});
