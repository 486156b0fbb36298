import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { uuidv7 } from 'uuidv7';
import { WebSocket } from 'ws';
import { benchOrigin } from './origin.ts';
import type { Cookies } from './people.ts';
import { protocol } from '#shared/protocol';
import { stopwatch } from '../support/real-time.ts';

/** Milliseconds from sending until the reply came, and until the partner had the news. */
export type Sample = { acknowledged: number; partnerHas: number };
export type Pair = { send: (id: string) => Promise<Sample>; close: () => Promise<void> };

/** A machine that is measured above its ceiling may take long to answer. */
const answerMs = 60_000;
const comesBackAfterMs = 500;
const body = 'I am here if you would like to talk this one over.';

export async function bareWsPair(port: number, index: number): Promise<Pair> {
  const [sender, partner] = await Promise.all(
    [0, 1].map(async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/${index}`);
      await once(socket, 'open');
      return socket;
    }),
  );
  const [acks, news] = [waiting(), waiting()];
  sender!.on('message', (data: Buffer) => acks.came((JSON.parse(data.toString()) as { ack: string }).ack));
  partner!.on('message', (data: Buffer) =>
    news.came((JSON.parse(data.toString()) as { news: { id: string } }).news.id),
  );
  return {
    send: (id) =>
      timed(
        () => sender!.send(JSON.stringify({ id, body })),
        (done) => acks.expect(id, done),
        (done) => news.expect(id, done),
      ),
    close: () => Promise.resolve([sender, partner].forEach((socket) => socket!.terminate())),
  };
}

export async function bareSocketioPair(port: number, index: number): Promise<Pair> {
  const connect = async () =>
    connected(
      io(`http://127.0.0.1:${port}`, {
        transports: ['websocket'],
        forceNew: true,
        query: { pair: String(index) },
      }),
      'connect',
    );
  const [sender, partner] = await Promise.all([connect(), connect()]);
  const news = waiting();
  partner.on('news', ({ id }: { id: string }) => news.came(id));
  return {
    send: (id) => {
      let acknowledge = () => {};
      return timed(
        () => sender.emit('send', id, body, () => acknowledge()),
        (done) => (acknowledge = done),
        (done) => news.expect(id, done),
      );
    },
    close: () => Promise.resolve([sender, partner].forEach((socket) => void socket.disconnect())),
  };
}

/** `message:send`, or `call:start` with the call ended after each measurement. The partner is on the last of the servers. */
export async function alongsidePair(
  ports: number[],
  cookies: Cookies,
  what: 'message:send' | 'call:start',
): Promise<Pair> {
  const [sender, partner] = await Promise.all([
    welcomed(pageOf(cookies.sender, ports[0]!)),
    welcomed(pageOf(cookies.partner, ports.at(-1)!)),
  ]);
  return pairOver(sender, partner, what);
}

/** A connection as a page has one: after a break, or when it was turned away, it comes back by itself, and asks from its last welcome. */
export function pageOf(cookie: string, port: number): Socket {
  let since = 0;
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: comesBackAfterMs,
    reconnectionDelayMax: 2_500,
    extraHeaders: { cookie, origin: benchOrigin },
    auth: (give) => give({ since, protocol }),
  });
  socket.on('welcome', ({ version }: { version: number }) => (since = version));
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => socket.connect(), comesBackAfterMs);
  });
  return socket;
}

export const welcomed = (socket: Socket) => connected(socket, 'welcome');

/** What two pages of a pair do, however they are connected. */
export function pairOver(sender: Socket, partner: Socket, what: 'message:send' | 'call:start'): Pair {
  const news = waiting();
  const event = what === 'message:send' ? 'message:changed' : 'call:changed';
  partner.on(event, ({ id }: { id: string }) => news.came(id));
  const fieldsOf = (id: string) => (what === 'message:send' ? { messageId: id, body } : { callId: id });
  let last: Promise<unknown> = Promise.resolve();
  return {
    /** Nobody starts a second call before the first has ended; the wait for that is not measured. */
    send(id) {
      if (what === 'message:send') return sendNow(id);
      const sample = last.then(() => sendNow(id));
      last = sample.then(() => sender.emitWithAck('call:end', { commandId: uuidv7(), callId: id }));
      return sample;
    },
    /** The end of the last call is waited for: a socket that closes fails what it still waits for. */
    async close() {
      await last;
      for (const socket of [sender, partner]) socket.disconnect();
    },
  };

  /** A refusal or a lost answer ends the run, because a sample that never comes would be waited for. */
  function sendNow(id: string): Promise<Sample> {
    let acknowledge = () => {};
    const command = { commandId: uuidv7(), ...fieldsOf(id) };
    return timed(
      () =>
        sender.timeout(answerMs).emit(what, command, (lost: Error | null, reply?: { ok: boolean }) => {
          if (!reply?.ok) throw new Error(`${what} was not done: ${JSON.stringify(lost?.message ?? reply)}`);
          acknowledge();
        }),
      (done) => (acknowledge = done),
      (done) => news.expect(id, done),
    );
  }
}

/** What is waited for, by id. What came is dropped, so that the measuring process holds no more with each message. */
function waiting() {
  const all = new Map<string, () => void>();
  return {
    expect: (id: string, done: () => void) => void all.set(id, done),
    came(id: string) {
      all.get(id)?.();
      all.delete(id);
    },
  };
}

async function connected(socket: Socket, event: string): Promise<Socket> {
  await new Promise<void>((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('connect_error', reject);
  });
  return socket;
}

function timed(
  send: () => void,
  onAck: (done: () => void) => void,
  onNews: (done: () => void) => void,
): Promise<Sample> {
  const began = stopwatch();
  const since = () => stopwatch() - began;
  const acknowledged = new Promise<number>((resolve) => onAck(() => resolve(since())));
  const partnerHas = new Promise<number>((resolve) => onNews(() => resolve(since())));
  send();
  return Promise.all([acknowledged, partnerHas]).then(([first, second]) => ({
    acknowledged: first,
    partnerHas: second,
  }));
}
