import type { CommandFields } from '#shared/contract';
import type { DebriefState } from '#shared/debriefs';
import { expectOk, newId, type Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

type Asked = Partial<CommandFields<'debrief:ask'>>;

/** The pair with a call and everybody else, and a debrief that Ana asked for about it. */
export async function askedDebrief(helpline: Helpline, more: Asked = {}) {
  const [{ ana, ben, sue, call }, { mo, nan, cai }] = await Promise.all([
    helpline.pairOnCall(),
    helpline.connectAll('mo', 'nan', 'cai'),
  ]);
  const debriefId = newId();
  const usual = { debriefId, urgency: 'before-i-finish' as const, callIds: [call.id] };
  await expectOk(ana.send('debrief:ask', { ...usual, ...more }));
  return { ana, ben, sue, mo, nan, cai, call, debriefId };
}

/** The same, taken by Mo and gone as far as the state says. */
export async function debriefIn(
  state: Extract<DebriefState, 'accepted' | 'offered' | 'agreed' | 'held' | 'closed'>,
  testServer: TestServer,
  helpline: Helpline,
  more: Asked = {},
) {
  const all = await askedDebrief(helpline, more);
  const { ana, mo, debriefId } = all;
  const time = daysFrom(testServer, 1);
  const steps = [
    ['accepted', () => mo.send('debrief:accept', { debriefId })],
    ['offered', () => mo.send('debrief:offer', { debriefId, for: time })],
    ['agreed', () => ana.send('debrief:agree', { debriefId })],
    ['held', () => mo.send('debrief:hold', { debriefId })],
    ['closed', () => mo.send('debrief:close', { debriefId })],
  ] as const;
  const last = steps.findIndex(([reached]) => reached === state);
  for (const [, take] of steps.slice(0, last + 1)) await expectOk(take());
  return { ...all, time };
}

export const daysFrom = (testServer: TestServer, days: number) =>
  new Date(testServer.clock.now().getTime() + days * 86_400_000).toISOString();
