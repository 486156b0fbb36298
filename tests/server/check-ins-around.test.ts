import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { checkIns } from '#drizzle/schema/check-ins';
import { people } from '#drizzle/schema/people';
import type { CommandFields } from '#shared/contract';
import type { Client } from '../support/client.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';

const ok = { ok: true };
const { notifyingServer, helpline } = useNotifyingServer();
const server = () => notifyingServer.testServer;
const about = () => ({ checkInId: newId(), shiftId: helpline.shiftId });
const tell = (client: Client, more: Partial<CommandFields<'checkIn:tell'>>) =>
  client.send('checkIn:tell', { ...about(), ...more });
const start = (more: Partial<CommandFields<'checkIn:tell'>> = {}) =>
  ({ when: 'start', said: 'tired', ...more }) as const;
const mailed = (name: 'ana' | 'ben' | 'mo') =>
  notifyingServer.mail.to(helpline.emailOf(name)).filter(({ text }) => text.includes('something new')).length;

/** A very heavy night of Ana’s, after which she wants to be asked again. */
async function heavyNight() {
  const { ana, ben } = await helpline.pair();
  await expectOk(tell(ana, { heaviness: 'all-out', sharedWith: 'managers' }));
  expect(await ana.send('checkIn:askAgain', { ...about(), ask: true })).toEqual(ok);
  const { askAgainAt } = await ana.hears('checkIn:changed', ({ when }) => when === 'week-later');
  return { ana, ben, askAgainAt: Date.parse(askAgainAt!) };
}

/** Lets the clock run to a moment, and looks for what is due. */
async function lookAt(time: number) {
  server().clock.advance({ seconds: (time - server().clock.now().getTime()) / 1_000 });
  await server().due.look();
  await server().sender.look();
}

test('how somebody comes in is theirs alone unless they share it, and stands beside what they say at the end', async () => {
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  expect(await tell(ana, start())).toEqual(ok);
  expect(await ana.hears('checkIn:changed')).toMatchObject({ when: 'start', said: 'tired', heaviness: null });
  for (const other of [ben, mo]) expect(await other.hasHeard('checkIn:changed')).toBe(false);
  expect(await tell(ana, start({ sharedWith: 'partner' }))).toEqual(ok);
  expect(await ben.hears('checkIn:changed')).toMatchObject({ said: 'tired' });
  expect(await tell(ana, { heaviness: 'light' })).toEqual(ok);
  const own = (await helpline.connect('ana')).welcome.checkIns;
  expect(own.map(({ when, said, heaviness }) => [when, said, heaviness]).sort()).toEqual([
    ['end', null, 'light'],
    ['start', 'tired', null],
  ]);
});

test('skipped, it is stored as skipped, and what belongs to another time is not taken', async () => {
  const { ana } = await helpline.pair();
  const cai = await helpline.connect('cai');
  expect(await tell(ana, start({ said: null, sharedWith: 'partner' }))).toEqual(ok);
  expect(await ana.hears('checkIn:changed')).toMatchObject({ said: null, sharedWith: 'nobody' });
  for (const wrong of [
    start({ said: 'settled' }),
    start({ said: null, heaviness: 'light' }),
    { heaviness: 'light', said: 'tired' },
    { when: 'noon' },
  ])
    expect(await tell(ana, wrong as object)).toEqual(refused('malformed'));
  expect(await tell(ana, { when: 'week-later', said: 'settled' })).toEqual(refused('conflict'));
  expect(await tell(cai, start())).toEqual(refused('not-found'));
});

test('what went well is read by nobody else, whatever is shared, and sealed', async () => {
  const { ana, ben } = await helpline.pair();
  const cai = await helpline.connect('cai');
  const words = 'She laughed at the end.';
  expect(await ana.send('checkIn:wentWell', { ...about(), words })).toEqual(ok);
  expect(await ana.hears('checkIn:changed')).toMatchObject({ wentWell: words, heaviness: null });
  expect(await tell(ana, { heaviness: 'heavy', sharedWith: 'partner' })).toEqual(ok);
  expect(await ben.hears('checkIn:changed')).toMatchObject({ heaviness: 'heavy', wentWell: null });
  expect((await helpline.connect('ben')).welcome.checkIns).toMatchObject([{ wentWell: null }]);
  expect((await helpline.connect('ana')).welcome.checkIns).toMatchObject([{ wentWell: words }]);
  const [stored] = await server().db.select().from(checkIns).where(eq(checkIns.personId, ana.me.id));
  expect(stored!.wentWell).toMatch(/^s1\./);
  expect(await ana.send('checkIn:wentWell', { ...about(), words: null })).toEqual(ok);
  expect((await helpline.connect('ana')).welcome.checkIns).toMatchObject([{ wentWell: null }]);
  expect(await ana.send('checkIn:wentWell', { ...about(), words: ' ' })).toEqual(refused('malformed'));
  expect(await cai.send('checkIn:wentWell', { ...about(), words })).toEqual(refused('not-found'));
});

test('being asked again is chosen, only after a very heavy night, and ends with it', async () => {
  const { ana } = await helpline.pair();
  const cai = await helpline.connect('cai');
  const ask = (client: Client, ask: boolean) => client.send('checkIn:askAgain', { ...about(), ask });
  expect(await ask(ana, true)).toEqual(refused('conflict'));
  expect(await ask(ana, false)).toEqual(refused('conflict'));
  await expectOk(tell(ana, { heaviness: 'heavy' }));
  expect(await ask(ana, true)).toEqual(refused('conflict'));
  expect(await ask(cai, true)).toEqual(refused('not-found'));
  await expectOk(tell(ana, { heaviness: 'very-heavy' }));
  expect(await ask(ana, true)).toEqual(ok);
  const isAsked = async () =>
    (await helpline.connect('ana')).welcome.checkIns.find(({ when }) => when === 'week-later')!.askAgainAt;
  expect(await isAsked()).toMatch(/T11:00:00.000Z$/);
  expect(await ask(ana, false)).toEqual(ok);
  expect(await isAsked()).toBeNull();
  await expectOk(ask(ana, true), tell(ana, { heaviness: 'light' }));
  expect(await isAsked()).toBeNull();
});

test('a week later they are asked once, by one neutral message, and nobody else learns of it', async () => {
  const { askAgainAt } = await heavyNight();
  await lookAt(askAgainAt - 60_000);
  const before = mailed('ana');
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  await lookAt(askAgainAt);
  await lookAt(askAgainAt + 1_000);
  await ana.hears('checkIn:changed', ({ askedAgainAt }) => askedAgainAt !== null);
  expect(mailed('ana')).toBe(before + 1);
  expect([mailed('ben'), mailed('mo')]).toEqual([0, 0]);
  const isLater = ({ when }: { when: string }) => when === 'week-later';
  for (const other of [ben, mo]) expect(await other.hasHeard('checkIn:changed', isLater)).toBe(false);

  expect(await tell(ana, { when: 'week-later', said: 'tired' })).toEqual(refused('malformed'));
  expect(await tell(ana, { when: 'week-later', said: 'settled', sharedWith: 'partner' })).toEqual(
    refused('malformed'),
  );
  expect(await tell(ana, { when: 'week-later', said: 'comes-back' })).toEqual(ok);
  expect(await mo.hasHeard('checkIn:changed', isLater)).toBe(false);
  expect(await tell(ana, { when: 'week-later', said: 'comes-back', sharedWith: 'managers' })).toEqual(ok);
  expect(await mo.hears('checkIn:changed', isLater)).toMatchObject({
    said: 'comes-back',
    askAgainAt: null,
    askedAgainAt: null,
  });
  expect(await tell(ana, { heaviness: 'light' })).toEqual(refused('not-found'));
});

test('of two servers one asks, and the one that was started in between does so too', async () => {
  const { askAgainAt } = await heavyNight();
  const second = await notifyingServer.openSecond();
  const before = mailed('ana');
  second.clock.advance({ seconds: (askAgainAt - second.clock.now().getTime()) / 1_000 });
  await Promise.all([lookAt(askAgainAt), second.due.look()]);
  await Promise.all([lookAt(askAgainAt), second.sender.look()]);
  expect(mailed('ana')).toBe(before + 1);
  await second.close();
});

test('whoever was suspended meanwhile gets no message', async () => {
  const { ana, askAgainAt } = await heavyNight();
  const before = mailed('ana');
  await server().db.update(people).set({ suspendedAt: server().clock.now() }).where(eq(people.id, ana.me.id));
  await lookAt(askAgainAt);
  expect(mailed('ana')).toBe(before);
});
