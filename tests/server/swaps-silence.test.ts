import { expect, test } from 'vitest';
import { expectOk } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({ mail: mailToNobody });
const { asked, onCall } = swapsOf(testServer, helpline);

/** Ana asks in so many hours’ time who could come in her place; Cai is the one who could, and Mo is on call. */
async function askedBefore(hours: number, more: Parameters<typeof asked>[2] = {}) {
  const shiftId = await helpline.addShift(hours, hours + 6, ['ana', 'ben']);
  await onCall(shiftId, helpline.ids.mo);
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const swapId = await asked(ana, shiftId, more);
  const fresh = watchOutbox(testServer, helpline);
  await fresh();
  /** Lets time go by and looks twice. Returns what was added to the outbox for Mo. */
  const after = async (span: { hours?: number; minutes?: number }) => {
    await testServer.timePasses(span);
    await testServer.due.look();
    return (await fresh()).filter((line) => line.startsWith('mo'));
  };
  const swapOf = async (name: 'ana' | 'cai' | 'mo') =>
    (await helpline.connect(name)).welcome.swaps.find(({ id }) => id === swapId);
  return { cai, swapId, after, swapOf };
}

test('where nobody who was asked answers, the manager is told once after a day, and again once as less than a day is left', async () => {
  const { after, swapOf } = await askedBefore(120);
  expect(await after({ hours: 23, minutes: 59 })).toEqual([]);
  expect(await swapOf('ana')).toMatchObject({ everybodyAsked: false });
  expect(await after({ minutes: 1 })).toEqual(['mo rota-asks /rota']);
  for (const name of ['ana', 'mo'] as const)
    expect(await swapOf(name)).toMatchObject({ state: 'open', everybodyAsked: true, nobodyLeft: false });
  expect(await swapOf('cai')).toMatchObject({ asksMe: true, everybodyAsked: false });
  expect(await after({ hours: 72 })).toEqual([]);
  expect(await after({ minutes: 1 })).toEqual(['mo rota-now /rota']);
  expect(await after({ hours: 12 })).toEqual([]);
});

test('a no that comes later says so to both, and tells the manager nothing new', async () => {
  const { swapId, after, swapOf } = await askedBefore(120);
  expect(await after({ hours: 24 })).toEqual(['mo rota-asks /rota']);
  const cai = await helpline.connect('cai');
  await expectOk(cai.send('swap:answer', { swapId, answer: 'no' }));
  expect(await after({ minutes: 1 })).toEqual([]);
  expect(await swapOf('mo')).toMatchObject({ everybodyAsked: false, nobodyLeft: true });
});

test('asked by name alone, silence is told too', async () => {
  await helpline.addShift(-60, -56, ['ana', 'cai']);
  const { after, swapOf } = await askedBefore(120, { toId: helpline.ids.cai });
  expect(await after({ hours: 24 })).toEqual(['mo rota-asks /rota']);
  expect(await swapOf('ana')).toMatchObject({ everybodyAsked: true, toName: 'Cai' });
});

test('one that is open as less than a day is left reaches the manager then', async () => {
  const { after } = await askedBefore(25);
  expect(await after({ hours: 1 })).toEqual([]);
  expect(await after({ minutes: 1 })).toEqual(['mo rota-now /rota']);
});

test('a yes ends the waiting, and no manager hears of it', async () => {
  const { cai, swapId, after } = await askedBefore(30);
  await expectOk(cai.send('swap:answer', { swapId, answer: 'yes' }));
  expect(await after({ hours: 7 })).toEqual([]);
});
