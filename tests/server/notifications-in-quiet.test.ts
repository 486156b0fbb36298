import { expect, test } from 'vitest';
import type { CommandFields } from '#shared/contract';
import type { NotificationKind } from '#shared/notifications';
import type { Client } from '../support/client.ts';
import { expectOk, newId } from '../support/helpline.ts';
import { choosesQuiet } from '../support/quiet.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';

const { notifyingServer, helpline } = useNotifyingServer();

type Manager = 'mo' | 'nan';
const mailed = (name: Manager) => notifyingServer.mail.to(helpline.emailOf(name));
async function isQuietFor(...names: Manager[]) {
  const clients = Object.values(await helpline.connectAll(...names));
  await choosesQuiet(notifyingServer.testServer.clock.now(), clients);
}
async function told(kind: NotificationKind, to: Manager[], onCall: Manager[] = []) {
  const ids = (names: Manager[]) => names.map((name) => helpline.ids[name]);
  await notifyingServer.tell(helpline, { to: ids(to), kind, path: '/desk', onCall: ids(onCall) });
  await notifyingServer.testServer.sender.look();
}

test('in somebody’s quiet hours it waits until they end, and goes to everybody else at once', async () => {
  await isQuietFor('mo');
  await told('debrief', ['mo', 'nan']);
  expect([mailed('mo').length, mailed('nan').length]).toEqual([0, 1]);
  await notifyingServer.timeGoesBy({ hours: 2.9 });
  expect(mailed('mo')).toHaveLength(0);
  await notifyingServer.timeGoesBy({ hours: 0.2 });
  expect(mailed('mo')).toHaveLength(1);
});

test('what is urgent goes through the quiet hours of whoever is on call, and of nobody else', async () => {
  await isQuietFor('mo', 'nan');
  await told('debrief-now', ['mo', 'nan'], ['mo']);
  expect([mailed('mo').length, mailed('nan').length]).toEqual([1, 0]);
  await told('debrief', ['mo'], ['mo']);
  expect(mailed('mo')).toHaveLength(1);
});

test('a call for support goes through the quiet hours of the managers it escalates to', async () => {
  await isQuietFor('mo', 'nan');
  const { ana } = await helpline.pair();
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  for (const [minutes, ofMo, ofNan] of [
    [1.9, 0, 0],
    [0.2, 1, 0],
    [3, 1, 1],
  ] as const) {
    await notifyingServer.testServer.timePasses({ minutes });
    await notifyingServer.testServer.sender.look();
    expect([mailed('mo').length, mailed('nan').length]).toEqual([ofMo, ofNan]);
  }
});

const asksNow = async (ana: Client, more: Partial<CommandFields<'debrief:ask'>> = {}) => {
  await expectOk(ana.send('debrief:ask', { debriefId: newId(), urgency: 'now', ...more }));
  await notifyingServer.testServer.sender.look();
};
const minutesLater = async (minutes: number) => {
  await notifyingServer.testServer.timePasses({ minutes });
  await notifyingServer.testServer.sender.look();
};

test.each(['mo', null] as const)(
  'with %s on call, a debrief now goes through the quiet hours of each manager whose turn it is',
  async (onCall) => {
    await isQuietFor('mo', 'nan');
    const [{ ana }, mo] = await Promise.all([helpline.pair(), helpline.connect('mo')]);
    const managerId = onCall && helpline.ids[onCall];
    await expectOk(mo.send('shift:onCall', { shiftId: helpline.shiftId, managerId, nextManagerId: null }));
    await asksNow(ana);
    expect([mailed('mo').length, mailed('nan').length]).toEqual([1, 0]);
    await minutesLater(2.1);
    expect([mailed('mo').length, mailed('nan').length]).toEqual([1, 1]);
  },
);

test('a debrief now leaves a person who is asked by name and is not on call to their quiet hours, also when their turn comes again', async () => {
  await isQuietFor('mo', 'nan');
  const [{ ana }, mo] = await Promise.all([helpline.pair(), helpline.connect('mo')]);
  const { shiftId, ids } = helpline;
  await expectOk(mo.send('shift:onCall', { shiftId, managerId: ids.mo, nextManagerId: null }));
  await asksNow(ana, { managerId: ids.nan, mayEscalate: true });
  await minutesLater(2.1);
  expect([mailed('mo').length, mailed('nan').length]).toEqual([1, 0]);
  await minutesLater(10);
  expect(mailed('nan')).toHaveLength(0);
});

test('a test comes at once, and what was held in the quiet hours stays behind it', async () => {
  await isQuietFor('mo');
  await told('debrief', ['mo']);
  await expectOk((await helpline.connect('mo')).send('notification:test', { channel: 'email' }));
  await notifyingServer.testServer.sender.look();
  expect(mailed('mo').map(({ text }) => text.includes('This is the test'))).toEqual([true]);
  await notifyingServer.timeGoesBy({ hours: 3.1 });
  expect(mailed('mo')).toHaveLength(2);
});
