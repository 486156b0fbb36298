import { expect, test } from 'vitest';
import type { CommandFields } from '#shared/contract';
import { expectOk, newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

const tell = (client: Client, more: Partial<CommandFields<'checkIn:tell'>> = {}) =>
  client.send('checkIn:tell', {
    checkInId: newId(),
    shiftId: helpline.shiftId,
    heaviness: 'heavy',
    ...more,
  });
const seenAfresh = async (name: Parameters<Helpline['connect']>[0]) =>
  (await helpline.connect(name)).welcome.checkIns.map(({ heaviness }) => heaviness);

test('what somebody says of their night is theirs alone unless they share it', async () => {
  const { ana, ben } = await helpline.pair();
  const others = await helpline.connectAll('cai', 'mo', 'nan', 'sue');
  expect(await tell(ana)).toEqual(ok);
  expect(await ana.hears('checkIn:changed')).toMatchObject({
    personId: helpline.ids.ana,
    shiftId: helpline.shiftId,
    heaviness: 'heavy',
    sharedWith: 'nobody',
  });
  for (const other of [ben, ...Object.values(others)])
    expect(await other.hasHeard('checkIn:changed')).toBe(false);
  expect(await seenAfresh('ana')).toEqual(['heavy']);
  expect(await seenAfresh('ben')).toEqual([]);
});

test('shared with the partner, the partner learns of it; shared with the managers, the managers', async () => {
  const { ana, ben } = await helpline.pair();
  const { cai, mo, nan, sue } = await helpline.connectAll('cai', 'mo', 'nan', 'sue');
  expect(await tell(ana, { sharedWith: 'partner' })).toEqual(ok);
  expect((await ben.hears('checkIn:changed')).heaviness).toBe('heavy');
  expect(await mo.hasHeard('checkIn:changed')).toBe(false);
  expect(await tell(ben, { heaviness: 'all-out', sharedWith: 'managers' })).toEqual(ok);
  for (const manager of [mo, nan]) expect((await manager.hears('checkIn:changed')).heaviness).toBe('all-out');
  expect(await ana.hasHeard('checkIn:changed', ({ personId }) => personId === ben.me.id)).toBe(false);
  for (const other of [cai, sue]) expect(await other.hasHeard('checkIn:changed')).toBe(false);
  expect(await seenAfresh('mo')).toEqual(['all-out']);
});

test('said again for the same shift, it takes the place of what was said, and whoever may not see it any more loses it', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const welcomes = ben.welcomes.length;
  await expectOk(tell(ana, { sharedWith: 'partner' }));
  const first = await ben.hears('checkIn:changed');
  expect(await tell(ana, { heaviness: 'very-heavy', sharedWith: 'managers' })).toEqual(ok);
  expect(await mo.hears('checkIn:changed')).toMatchObject({ id: first.id, heaviness: 'very-heavy' });
  expect((await ben.isWelcomedAgain(welcomes)).checkIns).toEqual([]);
  expect(await tell(ana, { heaviness: 'light' })).toEqual(ok);
  expect((await mo.isWelcomedAgain(1)).checkIns).toEqual([]);
  expect(await seenAfresh('ana')).toEqual(['light']);
});

test('it is taken back, shared or not, and then nobody else knows that it was said', async () => {
  const { ana, ben } = await helpline.pair();
  expect(await tell(ana, { heaviness: null })).toEqual(refused('conflict'));
  const welcomes = ben.welcomes.length;
  await expectOk(tell(ana, { sharedWith: 'partner' }));
  await ben.hears('checkIn:changed');
  expect(await tell(ana, { heaviness: null, sharedWith: 'partner' })).toEqual(ok);
  expect((await ben.isWelcomedAgain(welcomes)).checkIns).toEqual([]);
  expect(await ana.hears('checkIn:changed', ({ heaviness }) => heaviness === null)).toMatchObject({
    sharedWith: 'nobody',
  });
  expect(await tell(ana, { heaviness: 'steady' })).toEqual(ok);
});

test('it is about a shift of one’s own whose time is not up, until twelve hours after it', async () => {
  const { ana } = await helpline.pair();
  const { cai, mo } = await helpline.connectAll('cai', 'mo');
  const elsewhere = await openHelpline(testServer);
  for (const other of [cai, mo]) expect(await tell(other)).toEqual(refused('not-found'));
  for (const shiftId of [newId(), elsewhere.shiftId])
    expect(await tell(ana, { shiftId })).toEqual(refused('not-found'));
  for (const wrong of [{ heaviness: 'awful' }, { heaviness: 7 }, { sharedWith: 'everybody' }])
    expect(await tell(ana, wrong as object)).toEqual(refused('malformed'));
  testServer.clock.advance({ hours: 15, minutes: 59 });
  const late = await helpline.connect('ana');
  expect(await tell(late)).toEqual(ok);
  testServer.clock.advance({ minutes: 2 });
  expect(await tell(await helpline.connect('ana'))).toEqual(refused('not-found'));
});

test('an id that another check-in has is a conflict', async () => {
  const { ana, ben } = await helpline.pair();
  const checkInId = newId();
  await expectOk(tell(ana, { checkInId }));
  expect(await tell(ben, { checkInId })).toEqual(refused('conflict'));
});
