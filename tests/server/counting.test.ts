import { expect, test } from 'vitest';
import { openLimit } from '#server/platform/rate-limit';
import { openTokenBucket } from '#server/platform/token-bucket';
import { addressOf } from '#server/platform/live/address-of';
import { protocol } from '#shared/protocol';
import type { Reply } from '#shared/refusals';
import { newId, refused } from '../support/helpline.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { startFlood } from '../support/flood.ts';
import { stopwatch } from '../support/real-time.ts';
import { origin } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ trustProxy: 1 });
const ask = (client: Awaited<ReturnType<typeof helpline.connect>>, name: string, ...given: unknown[]) =>
  client.socket.timeout(30_000).emitWithAck(name, ...given) as Promise<Reply>;
const times = <Result>(count: number, work: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => work(index));
const p95 = (all: number[]) => all.sort((one, other) => one - other)[Math.floor(all.length * 0.95)]!;

test('a limit counts by name, and begins again when its time is over', () => {
  let at = 0;
  const { allows, isOver } = openLimit({ most: 2, perMs: 1_000, now: () => at });
  expect(times(3, () => allows('ana'))).toEqual([true, true, false]);
  expect([isOver('ana'), isOver('ben')]).toEqual([true, false]);
  expect(allows('ben')).toBe(true);
  at = 999;
  expect(allows('ana')).toBe(false);
  at = 1_000;
  expect(times(3, () => allows('ana'))).toEqual([true, true, false]);
  for (let name = 0; name < 10_000; name += 1) allows(`${name}`);
  expect(allows('ana')).toBe(true);
});

test('a bucket lets a burst through, and then as many as it refills, by name', () => {
  let at = 0;
  const { allows } = openTokenBucket({ burst: 2, perMinute: 60, now: () => at });
  expect(times(3, () => allows('ana'))).toEqual([true, true, false]);
  expect(allows('ben')).toBe(true);
  at = 999;
  expect(allows('ana')).toBe(false);
  at = 1_000;
  expect(times(2, () => allows('ana'))).toEqual([true, false]);
  at = 60_000;
  expect(times(3, () => allows('ana'))).toEqual([true, true, false]);
  for (let name = 0; name < 10_000; name += 1) allows(`${name}`);
  expect(allows('ana')).toBe(true);
});

test('malformed events and probes count against their sender, over all their pages', async () => {
  const { ana, ben } = await helpline.pair();
  const tab = await helpline.connect('ana');
  const sent = times(210, (index) =>
    index % 2 ? ask(tab, 'probe') : ask(ana, 'message:send', { commandId: newId(), body: 7 }),
  );
  const replies = await Promise.all(sent);
  const tooFast = replies.filter((reply) => !reply.ok && reply.code === 'too-fast');
  expect(tooFast).toHaveLength(10);
  expect(replies.filter((reply) => reply.ok)).not.toHaveLength(0);
  expect(await ask(ana, 'message:send', { commandId: newId() })).toEqual(refused('too-fast'));
  expect(await ask(ben, 'message:send', { commandId: newId() })).toEqual(refused('malformed'));

  expect(await ana.send('message:send', { messageId: newId(), body: 'Still here.' })).toEqual({ ok: true });
  const signalId = newId();
  expect(await tab.send('signal:raise', { signalId, kind: 'support-now' })).toEqual({ ok: true });
  await ben.hears('signal:changed', (signal) => signal.id === signalId);
});

test('the connection of whoever floods is closed, and their next one is let in and gets help at once', async () => {
  const { ana, ben } = await helpline.pair();
  for (let sent = 0; sent < 2_100; sent += 1) ana.socket.emit('message:send', {});
  await ana.hasLeft();
  expect(ben.socket.connected).toBe(true);
  expect(await ben.send('message:send', { messageId: newId(), body: 'Still here.' })).toEqual({ ok: true });
  const back = await helpline.connect('ana');
  const signalId = newId();
  expect(await back.send('signal:raise', { signalId, kind: 'support-now' })).toEqual({ ok: true });
  await ben.hears('signal:changed', (signal) => signal.id === signalId);
});

test('with a sixth page the oldest is told why and closed; pages on another device stay', async () => {
  const laptop = await helpline.connect('ana');
  const cookie = await helpline.cookieOf('ana');
  const phone = [];
  for (let page = 0; page < 4; page += 1) phone.push(await helpline.connect('ana', { cookie }));
  await laptop.catchesUp();
  expect([laptop, ...phone].every(({ socket }) => socket.connected)).toBe(true);
  const sixth = await helpline.connect('ana', { cookie });
  await phone[0]!.hasLeft();
  expect(phone[0]!.events.at(-1)).toBe('displaced');
  await Promise.all([laptop, sixth, ...phone.slice(1)].map((page) => page.catchesUp()));
  const ben = await helpline.connect('ben');
  await ben.catchesUp();
});

const from = (place: string, cookie?: string) => ({
  origin,
  'x-forwarded-for': place,
  ...(cookie && { cookie }),
});
/** What a handshake is answered with: a status, or the message of the refusal, or `in`. */
async function handshake(place: string, cookie?: string): Promise<string> {
  try {
    const socket = await openRawSocket(testServer.url, from(place, cookie));
    socket.say(`40${JSON.stringify({ protocol })}`);
    const answer = (await socket.hears('4')) ?? '';
    socket.leave();
    return answer.startsWith('44') ? (JSON.parse(answer.slice(2)) as { message: string }).message : 'in';
  } catch (error) {
    return (error as Error).message;
  }
}

test('ten handshakes a minute without a sign-in are answered per network, and people signed in there still connect', async () => {
  for (let index = 1; index <= 10; index += 1)
    expect(await handshake(`2001:db8:0:7::${index}`)).toBe('not-signed-in');
  expect(await handshake('2001:db8:0:7::99')).toBe('400');
  expect(await handshake('2001:db8:0:8::1')).toBe('not-signed-in');
  expect(await handshake('2001:db8:0:7::9', await helpline.cookieOf('ana'))).toBe('in');
});

test('handshakes with an invalid cookie are limited in the same way', async () => {
  const invented = (index: number) => handshake('192.0.2.9', `alongside=${'x'.repeat(40)}${100 + index}`);
  const answers: string[] = [];
  for (let index = 0; index < 12; index += 1) answers.push(await invented(index));
  expect(answers).toEqual([...times(10, () => 'not-signed-in'), 'too-fast', 'too-fast']);
  expect(await handshake('192.0.2.9', await helpline.cookieOf('ana'))).toBe('in');
  expect(await handshake('192.0.2.10', `alongside=${'x'.repeat(43)}`)).toBe('not-signed-in');
});

test.each([
  [0, undefined, '10.0.0.1'],
  [0, '192.0.2.1', '10.0.0.1'],
  [1, '192.0.2.1', '192.0.2.1'],
  [1, '198.51.100.1, 192.0.2.1', '192.0.2.1'],
  [2, '198.51.100.1, 192.0.2.1', '198.51.100.1'],
  [2, '192.0.2.1', '192.0.2.1'],
])('behind %i proxies that say %s, the address is %s', (proxies, said, address) => {
  const request = { headers: { 'x-forwarded-for': said }, socket: { remoteAddress: '10.0.0.1' } };
  expect(addressOf(request as never, proxies)).toBe(address);
});

test('whoever floods slows only themself', async () => {
  const { ben } = await helpline.pair();
  const measure = async () => {
    const acks: number[] = [];
    for (let sent = 0; sent < 100; sent += 1) {
      const began = stopwatch();
      expect(await ben.send('message:send', { messageId: newId(), body: 'Still here.' })).toEqual({
        ok: true,
      });
      acks.push(stopwatch() - began);
    }
    return acks;
  };
  const flooding = from('192.0.2.1', await helpline.cookieOf('ana'));
  let frames = 0;
  const measureFlooded = async () => {
    const flood = startFlood(testServer.url, flooding);
    await flood.begun;
    const acks = await measure();
    frames += await flood.stop();
    return acks;
  };
  await measure();
  // Calm and flooded by turns, so that whatever else the machine does falls upon both.
  const calm: number[] = [];
  const flooded: number[] = [];
  for (let turn = 1; turn <= 5; turn += 1) {
    calm.push(...(await measure()));
    flooded.push(...(await measureFlooded()));
  }
  console.info(
    `ack p95 of the partner: calm ${p95(calm).toFixed(1)} ms, beside a flood ${p95(flooded).toFixed(1)} ms`,
  );
  expect(frames).toBeGreaterThan(1_000);
  // What nobody can notice is no slowness, however quick the calm was.
  expect(p95(flooded)).toBeLessThan(Math.max(2 * p95(calm), 50));
});
