import { expect, test } from 'vitest';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };

test('joining shows on the partner’s board; the rota says so to the manager, and to nobody else', async () => {
  const { ana, ben, cai, mo, sue } = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'sue');
  const { shiftId } = helpline;
  for (const { welcome } of [cai, sue])
    expect(welcome.shifts[0]!.places.some(({ here }) => here !== null)).toBe(false);
  expect(await ana.send('presence:join', { shiftId })).toEqual(ok);
  expect(await ben.hears('presence:changed')).toMatchObject({
    shiftId,
    personId: helpline.ids.ana,
    firstName: 'Ana',
    connected: true,
    state: 'ready',
    feeling: null,
    leftAt: null,
  });
  const [first, second] = (await mo.hears('shift:changed')).places;
  expect([first!.here, second!.here]).toEqual([true, false]);
  await expectOk(ana.send('presence:leave', { shiftId }));
  await mo.hears('shift:changed', ({ places }) => places[0]!.here === false);
  for (const other of [cai, mo, sue]) expect(await other.hasHeard('presence:changed')).toBe(false);
  for (const other of [cai, sue]) {
    expect(await other.hasHeard('shift:changed')).toBe(false);
    const { version } = other.welcomes[0]!;
    const [name] = [cai, sue].indexOf(other) === 0 ? (['cai'] as const) : (['sue'] as const);
    expect((await helpline.connect(name, { since: version })).welcome.shifts).toEqual([]);
  }
});

test('joining is for those who have a place, while the shift is open, and once', async () => {
  const elsewhere = await openHelpline(testServer);
  const [{ ana, cai }, later] = await Promise.all([
    helpline.connectAll('ana', 'cai'),
    helpline.addShift(5, 9, ['ana']),
  ]);
  const join = (client: typeof ana, shiftId: string) => client.send('presence:join', { shiftId });
  expect(await join(ana, 'tonight')).toEqual(refused('malformed'));
  expect(await join(ana, newId())).toEqual(refused('not-found'));
  expect(await join(ana, elsewhere.shiftId)).toEqual(refused('not-found'));
  expect(await join(cai, helpline.shiftId)).toEqual(refused('not-yours'));
  expect(await join(ana, later)).toEqual(refused('conflict'));
  expect(await join(ana, helpline.shiftId)).toEqual(ok);
  expect(await join(ana, helpline.shiftId)).toEqual(refused('conflict'));
});

test('a shift opens half an hour before it starts and closes twelve hours after it', async () => {
  const soon = await helpline.addShift(0.6, 2, ['cai']);
  const early = await helpline.connect('cai');
  expect(await early.send('presence:join', { shiftId: soon })).toEqual(refused('conflict'));
  testServer.clock.advance({ minutes: 7 });
  expect(await early.send('presence:join', { shiftId: soon })).toEqual(ok);
  testServer.clock.advance({ hours: 14 });
  const late = await helpline.connect('cai');
  expect(await late.send('presence:leave', { shiftId: soon })).toEqual(refused('not-found'));
  expect(await late.send('presence:join', { shiftId: soon })).toEqual(refused('conflict'));
});

test('leaving shows on the partner’s board, and is refused on a call, twice, or where one has no place', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const [cai, elsewhere] = [await helpline.connect('cai'), await openHelpline(testServer)];
  const { shiftId } = helpline;
  expect(await ana.send('presence:leave', { shiftId })).toEqual(refused('conflict'));
  expect(await cai.send('presence:leave', { shiftId })).toEqual(refused('not-found'));
  expect(await ben.send('presence:leave', { shiftId: elsewhere.shiftId })).toEqual(refused('not-found'));
  await expectOk(ana.send('call:end', { callId: call.id }));
  expect(await ana.send('presence:leave', { shiftId })).toEqual(ok);
  await ben.hears('presence:changed', ({ personId, leftAt }) => personId === helpline.ids.ana && !!leftAt);
  expect(await ana.send('presence:leave', { shiftId })).toEqual(refused('conflict'));
  expect(await cai.hasHeard('presence:changed')).toBe(false);
});

test('coming back after leaving begins anew, as ready', async () => {
  const { ana, ben } = await helpline.pair();
  const { shiftId } = helpline;
  await expectOk(ana.send('presence:set', { state: 'stepped-away', feeling: 'nearly-done' }));
  await expectOk(ana.send('presence:leave', { shiftId }), ana.send('presence:join', { shiftId }));
  const left = await ben.hears('presence:changed', ({ leftAt }) => leftAt !== null);
  await ben.hears(
    'presence:changed',
    (now) => now.id === left.id && now.version > left.version && now.leftAt === null && now.state === 'ready',
  );
});

test('joining the next shift leaves the one before it, but not in the middle of a call', async () => {
  const next = await helpline.addShift(0.2, 4, ['ana']);
  const { ana, ben, call } = await helpline.pairOnCall();
  expect(await ana.send('presence:join', { shiftId: next })).toEqual(refused('conflict'));
  await expectOk(ana.send('call:end', { callId: call.id }));
  expect(await ana.send('presence:join', { shiftId: next })).toEqual(ok);
  await ben.hears('presence:changed', ({ personId, leftAt }) => personId === helpline.ids.ana && !!leftAt);
  await expectOk(ana.send('presence:set', { state: 'taking-a-break' }));
  expect(await ben.hasHeard('presence:changed', ({ shiftId }) => shiftId === next)).toBe(false);
});

test('how it is going is for the partner alone', async () => {
  const { ana, ben } = await helpline.pair();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  expect(await ana.send('presence:set', { state: 'taking-a-break', feeling: 'finding-it-hard' })).toEqual(ok);
  await ben.hears(
    'presence:changed',
    ({ state, feeling }) => state === 'taking-a-break' && feeling === 'finding-it-hard',
  );
  expect(await ana.send('presence:set', { state: 'taking-a-break' })).toEqual(ok);
  await ben.hears('presence:changed', ({ state, feeling }) => state === 'taking-a-break' && feeling === null);
  for (const other of [cai, mo, sue]) expect(await other.hasHeard('presence:changed')).toBe(false);
});

test('the time of a state moves when the state does, and not with the words beside it', async () => {
  const { ana, ben } = await helpline.pair();
  const saying = async (feeling: 'going-fine' | 'nearly-done') => {
    await expectOk(ana.send('presence:set', { state: 'on-a-call', feeling }));
    return (await ben.hears('presence:changed', (row) => row.feeling === feeling)).stateSince;
  };
  expect(await saying('going-fine')).toBe(await saying('nearly-done'));
});

test('a state needs a shift that was joined, a word from the list, and the truth about a call', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const cai = await helpline.connect('cai');
  expect(await cai.send('presence:set', { state: 'ready' })).toEqual(refused('conflict'));
  expect(await ana.send('presence:set', { state: 'asleep' as never })).toEqual(refused('malformed'));
  expect(await ana.send('presence:set', { state: 'ready' })).toEqual(refused('conflict'));
  expect(await ana.send('presence:set', { state: 'on-a-call', feeling: 'nearly-done' })).toEqual(ok);
  await expectOk(ana.send('call:end', { callId: call.id }));
  expect(await ana.send('presence:set', { state: 'ready' })).toEqual(ok);
});

test('whoever closes the page shows as not connected; a second page, or a quick reload, does not show', async () => {
  const { ana, ben } = await helpline.pair();
  const second = await helpline.connect('ana');
  ana.leave();
  second.leave();
  await ben.hears('presence:changed', ({ connected }) => !connected);
  const gone = await ben.hears(
    'shift:changed',
    ({ places }) => places[0]?.here === false && places[1]!.here!,
  );
  const back = await helpline.connect('ana');
  await ben.hears('presence:changed', ({ connected, version }) => connected && version > gone.version);
  expect(back.welcome.presences).toHaveLength(2);
});
