import { beforeEach, expect, test } from 'vitest';
import { expectOk } from '../support/helpline.ts';
import { swapsOf } from '../support/swaps.ts';
import { choosesQuiet } from '../support/quiet.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';

const { notifyingServer, helpline } = useNotifyingServer();
beforeEach(() => void notifyingServer.mail.will('takes'));
const rota = () => swapsOf(notifyingServer.testServer, helpline);

type Name = Parameters<typeof helpline.connect>[0];
/** How many questions about the rota somebody has in their mail once their quiet hours are over. */
async function mailsAfterQuiet(name: Name): Promise<number> {
  await notifyingServer.timeGoesBy({ hours: 3.1 });
  return notifyingServer.mail.to(helpline.emailOf(name)).length;
}

/** Ana asks who could come in her place in two days; it is night for Cai, who is the one who could. */
async function askedAtNight() {
  const shiftId = await helpline.addShift(48, 54, ['ana', 'ben']);
  await rota().onCall(shiftId, helpline.ids.mo);
  const clients = await helpline.connectAll('ana', 'cai', 'mo');
  await choosesQuiet(notifyingServer.testServer.clock.now(), [clients.cai, clients.mo], ['rota-asks']);
  const swapId = await rota().asked(clients.ana, shiftId);
  await notifyingServer.testServer.sender.look();
  return { ...clients, shiftId, swapId };
}

test('a question that still waits is sent in the morning', async () => {
  await askedAtNight();
  expect(await mailsAfterQuiet('cai')).toBe(1);
});

test.each(['withdrawn', 'lapsed with its shift', 'answered'] as const)(
  'one that was %s meanwhile is sent to nobody',
  async (how) => {
    const { ana, cai, mo, swapId, shiftId } = await askedAtNight();
    const over = {
      withdrawn: () => ana.send('swap:withdraw', { swapId }),
      'lapsed with its shift': () => mo.send('shift:place', { shiftId, place: 1, personId: null }),
      answered: () => cai.send('swap:answer', { swapId, answer: 'no' }),
    };
    await expectOk(over[how]());
    expect(await mailsAfterQuiet('cai')).toBe(0);
  },
);

test('while another request still asks, the one message for both is sent', async () => {
  const { ana, swapId } = await askedAtNight();
  const other = await helpline.addShift(72, 78, ['ana', 'ben']);
  await rota().asked(ana, other);
  await expectOk(ana.send('swap:withdraw', { swapId }));
  expect(await mailsAfterQuiet('cai')).toBe(1);
});

test.each([true, false])(
  'that nobody is left to ask reaches the manager, unless it was settled at night: %s',
  async (isSettled) => {
    const { ana, cai, swapId } = await askedAtNight();
    await expectOk(cai.send('swap:answer', { swapId, answer: 'no' }));
    await notifyingServer.testServer.due.look();
    if (isSettled) await expectOk(ana.send('swap:withdraw', { swapId }));
    expect(await mailsAfterQuiet('mo')).toBe(isSettled ? 0 : 1);
  },
);
