import { expect, test } from 'vitest';
import type { CommandFields } from '#shared/contract';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

test('a manager changes what they name, everybody hears of it, and the rest stays', async () => {
  const { mo, ana, sue } = await helpline.connectAll('mo', 'ana', 'sue');
  const before = mo.welcome.helplines[0]!;
  const changes = { escalatesAfterMinutes: [1, 4] as [number, number], dailyDigestAt: '08:30' };
  expect(await mo.send('helpline:change', changes)).toEqual({ ok: true });
  for (const client of [mo, ana, sue]) {
    const after = await client.hears('helpline:changed');
    expect(after).toEqual({ ...before, ...changes, version: after.version });
    expect(after.version).toBeGreaterThan(before.version);
  }
  expect((await helpline.connect('nan')).welcome.helplines).toMatchObject([changes]);
});

test('another helpline hears nothing of it', async () => {
  const elsewhere = await openHelpline(testServer);
  const stranger = await elsewhere.connect('mo');
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('helpline:change', { lockMinutes: 5 }));
  expect(await stranger.hasHeard('helpline:changed')).toBe(false);
  elsewhere.leaveAll();
});

test('these settings are the managers’ own', async () => {
  const { ana, sue } = await helpline.connectAll('ana', 'sue');
  for (const client of [ana, sue])
    expect(await client.send('helpline:change', { chatHours: 1 })).toEqual(refused('not-yours'));
});

test.each([
  { chatHours: 0 },
  { chatHours: 73 },
  { lockMinutes: 0 },
  { lockHiddenMinutes: 31 },
  { escalatesAfterMinutes: [5, 5] },
  { escalatesAfterMinutes: [5, 2] },
  { escalatesAfterMinutes: [2] },
  { debriefEscalatesAfterMinutes: [0, 5] },
  { debriefBeforeEndMinutes: 4 },
  { dailyDigestAt: '24:00' },
])('%o is not a setting', async (wrong) => {
  const mo = await helpline.connect('mo');
  const reply = await mo.send('helpline:change', wrong as CommandFields<'helpline:change'>);
  expect(reply).toEqual(refused('malformed'));
});

test('what is no setting of a manager’s stays as it is', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('helpline:change', { timeZone: 'UTC' } as CommandFields<'helpline:change'>));
  expect((await helpline.connect('mo')).welcome.helplines).toMatchObject([{ timeZone: 'Europe/London' }]);
});

test('a call for support escalates after the minutes that are set', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('helpline:change', { escalatesAfterMinutes: [10, 20] }));
  const { ana } = await helpline.pair();
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  await testServer.timePasses({ minutes: 9.5 });
  expect(await mo.hasHeard('signal:changed')).toBe(false);
  await testServer.timePasses({ minutes: 1 });
  await mo.hears('signal:changed');
});

test('when conversations go sooner, whoever could still read one no longer can', async () => {
  const { ana, ben } = await helpline.pair();
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'With you.' }));
  await ben.hears('message:changed');
  testServer.clock.advance({ hours: 6 });
  const late = await helpline.connect('ana');
  expect(late.welcome.messages).toHaveLength(1);
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('helpline:change', { chatHours: 1 }));
  expect((await late.isWelcomedAgain(1)).messages).toHaveLength(0);
});

test('the supervisor and the managers plan group supervision, and everybody learns the day', async () => {
  const { mo, sue, ana } = await helpline.connectAll('mo', 'sue', 'ana');
  expect(await sue.send('helpline:planSupervision', { lastOn: '2026-11-01', nextOn: '2026-12-13' })).toEqual({
    ok: true,
  });
  await ana.hears('helpline:changed', ({ nextSupervisionOn }) => nextSupervisionOn === '2026-12-13');
  expect(await mo.send('helpline:planSupervision', { nextOn: '2026-12-20' })).toEqual({ ok: true });
  const moved = await ana.hears(
    'helpline:changed',
    ({ nextSupervisionOn }) => nextSupervisionOn === '2026-12-20',
  );
  expect(moved.lastSupervisionOn).toBe('2026-11-01');
  expect(await sue.send('helpline:planSupervision', { nextOn: null })).toEqual({ ok: true });
  await ana.hears('helpline:changed', ({ nextSupervisionOn }) => nextSupervisionOn === null);
});

test('group supervision is planned by nobody else, and not before the last', async () => {
  const { ana, sue } = await helpline.connectAll('ana', 'sue');
  expect(await ana.send('helpline:planSupervision', { nextOn: '2026-12-13' })).toEqual(refused('not-yours'));
  await expectOk(sue.send('helpline:planSupervision', { lastOn: '2026-11-01' }));
  for (const nextOn of ['2026-11-01', '2026-10-30'])
    expect(await sue.send('helpline:planSupervision', { nextOn })).toEqual(refused('conflict'));
  expect(await sue.send('helpline:planSupervision', { nextOn: '2026-02-30' })).toEqual(refused('malformed'));
});
