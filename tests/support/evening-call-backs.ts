import type { Client } from './client.ts';
import { newId, type Helpline } from './helpline.ts';
import type { Does } from './does.ts';

type Three = Record<'ana' | 'ben' | 'mo', Client>;

/** Ben and Ana each promise to ring back tonight; Ben lets his go, and Ana's, with its number, is still to be made after one try. */
export async function busyCallBacks(
  does: Does,
  { shiftId }: Helpline,
  { ana, ben, mo }: Three,
  [bens, anas]: [string, string],
): Promise<void> {
  const { startsAt, endsAt } = mo.welcome.shifts.find(({ id }) => id === shiftId)!;
  const time = { from: startsAt, until: endsAt };
  const [letGo, open] = [newId(), newId()];
  await does(mo, 'helpline:change', { callBackNumbers: true });
  const words = 'She hopes to hear from us.';
  await does(ben, 'callBack:promise', { callBackId: letGo, callId: bens, ...time, words, forMe: false });
  await does(ben, 'callBack:letGo', { callBackId: letGo, words: 'She rang us.' });
  const kept = { callBackId: open, callId: anas, ...time, words, forMe: true, reachOn: '020 7946 0000' };
  await does(ana, 'callBack:promise', kept);
  await does(ben, 'callBack:tried', { callBackId: open, result: 'no-answer' });
}
