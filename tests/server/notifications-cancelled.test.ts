import { beforeEach, expect, test } from 'vitest';
import type { CommandFields } from '#shared/contract';
import { expectOk, newId } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { choosesQuiet } from '../support/quiet.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';

const { notifyingServer, helpline } = useNotifyingServer();
beforeEach(() => void notifyingServer.mail.will('takes'));

type Name = 'mo' | 'nan' | 'sue';
const isQuietFor = (...clients: Client[]) => choosesQuiet(notifyingServer.testServer.clock.now(), clients);
/** The debriefs and flags that somebody’s mail of one kind of words leads to, in order; the daily digest leads to none. */
const pagesOf = (name: Name, words: string) =>
  notifyingServer.mail
    .to(helpline.emailOf(name))
    .filter(({ text }) => text.includes(words))
    .flatMap(({ text }) => /test(\/\w+\/\S+)/.exec(text)?.[1] ?? []);
const canWait = 'and it can wait';
const now = 'would like you now';

async function asked(ana: Client, more: Partial<CommandFields<'debrief:ask'>> = {}) {
  const debriefId = newId();
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'before-i-finish', ...more }));
  await notifyingServer.testServer.sender.look();
  return debriefId;
}
/** Nobody is on call, so that both managers are asked, each in their quiet hours. */
async function bothInQuiet() {
  const [{ ana }, { mo, nan }] = await Promise.all([helpline.pair(), helpline.connectAll('mo', 'nan')]);
  const { shiftId } = helpline;
  await expectOk(mo.send('shift:onCall', { shiftId, managerId: null, nextManagerId: null }));
  await isQuietFor(mo, nan);
  return { ana, mo, nan };
}

test.each(['debrief:accept', 'debrief:withdraw'] as const)(
  'what was held in quiet hours is sent to nobody after %s; what still waits is',
  async (name) => {
    const { ana, nan } = await bothInQuiet();
    const [settled, waiting] = [await asked(ana), await asked(ana)];
    const by = name === 'debrief:accept' ? nan : ana;
    await expectOk(by.send(name, { debriefId: settled }));
    await notifyingServer.timeGoesBy({ hours: 3.1 });
    for (const manager of ['mo', 'nan'] as const)
      expect(pagesOf(manager, canWait)).toEqual([`/desk/${waiting}`]);
  },
);

test('a no drops nothing', async () => {
  const { ana, mo } = await bothInQuiet();
  const debriefId = await asked(ana);
  expect(await mo.send('debrief:withdraw', { debriefId })).toMatchObject({ ok: false });
  expect(await ana.send('debrief:accept', { debriefId })).toMatchObject({ ok: false });
  await notifyingServer.timeGoesBy({ hours: 3.1 });
  for (const manager of ['mo', 'nan'] as const)
    expect(pagesOf(manager, canWait)).toEqual([`/desk/${debriefId}`]);
});

test('what was taken and handed back reaches the next anew', async () => {
  const { ana, mo, nan } = await bothInQuiet();
  await expectOk(nan.send('notification:change', { quiet: null }));
  const debriefId = await asked(ana);
  await expectOk(mo.send('debrief:accept', { debriefId }), mo.send('debrief:handBack', { debriefId }));
  await notifyingServer.testServer.due.look();
  await notifyingServer.testServer.sender.look();
  expect(pagesOf('nan', now)).toEqual([`/desk/${debriefId}`]);
});

test('what could not be sent at once is not tried again once it was taken; what still waits is', async () => {
  const [{ ana }, { nan }] = await Promise.all([helpline.pair(), helpline.connectAll('nan')]);
  notifyingServer.mail.will('later');
  const [settled, waiting] = [
    await asked(ana, { urgency: 'now' }),
    await asked(ana, { urgency: 'before-i-finish' }),
  ];
  const tried = pagesOf('mo', canWait);
  await expectOk(nan.send('debrief:accept', { debriefId: settled }));
  notifyingServer.mail.will('takes');
  await notifyingServer.timeGoesBy({ seconds: 40 });
  expect(pagesOf('mo', now)).toEqual([`/desk/${settled}`]);
  expect(pagesOf('mo', canWait)).toEqual([...tried, `/desk/${waiting}`]);
});

test('a flag that was taken back in quiet hours is sent to nobody; one that stands is', async () => {
  const { ben, sue, call } = await helpline.pairOnCall();
  await isQuietFor(sue);
  const [gone, standing] = [newId(), newId()];
  for (const flagId of [gone, standing])
    await expectOk(ben.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding' }));
  await expectOk(ben.send('flag:withdraw', { flagId: gone }));
  await notifyingServer.timeGoesBy({ hours: 3.1 });
  expect(pagesOf('sue', 'something new to look at')).toEqual([`/reviews/${standing}`]);
});

test('asked for now, it comes after quiet hours only while it is not two hours old', async () => {
  const [{ ana }, sue] = await Promise.all([helpline.pair(), helpline.connect('sue')]);
  await isQuietFor(sue);
  const ofSue = { urgency: 'now', managerId: helpline.ids.sue } as const;
  await asked(ana, ofSue);
  await notifyingServer.timeGoesBy({ hours: 1.5 });
  const late = await asked(await helpline.connect('ana'), ofSue);
  expect(pagesOf('sue', now)).toEqual([]);
  await notifyingServer.timeGoesBy({ hours: 1.6 });
  expect(pagesOf('sue', now)).toEqual([`/desk/${late}`]);
});
