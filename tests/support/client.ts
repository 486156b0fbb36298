import { io, type Socket } from 'socket.io-client';
import { uuidv7 } from 'uuidv7';
import type { CommandFields, CommandName, News, NewsName, Welcome } from '#shared/contract';
import { protocol } from '#shared/protocol';
import type { Reply } from '#shared/refusals';
import { busyMachineTakes } from './eventually.ts';
import { origin } from './test-server.ts';

type Heard = { name: NewsName; row: News[NewsName] };

const patience = busyMachineTakes;

/** Told of everything that a client hears, so that it can be compared with what is written down. */
type Watching = {
  heard: (name: string, payload: unknown) => void;
  replied: (command: string, reply: unknown) => void;
};
let watching: Watching | null = null;
export const watchClients = (by: Watching) => void (watching = by);

/** One connected client: sends commands and records everything received. */
export type Client = Awaited<ReturnType<typeof connectClient>>;

export async function connectClient(url: string, cookie: string, since = 0, from = origin) {
  const socket: Socket = io(url, {
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    auth: { since, protocol },
    extraHeaders: { cookie, origin: from },
  });
  const heard: Heard[] = [];
  const welcomes: Welcome[] = [];
  const events: string[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((name: string, row: Welcome & News[NewsName]) => {
    events.push(name);
    watching?.heard(name, row);
    if (name === 'welcome') welcomes.push(row);
    else heard.push({ name: name as NewsName, row });
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('welcome', () => resolve());
    socket.once('connect_error', reject);
    socket.once('disconnect', () => reject(new Error('dropped before the welcome')));
  });

  const client = {
    socket,
    url,
    events,
    heard,
    welcomes,
    get welcome() {
      return welcomes.at(-1)!;
    },
    get me() {
      return client.welcome.me;
    },
    /** The reply to a command; a given `commandId` repeats an earlier one. `at` is when it happened. */
    async send<Name extends CommandName>(
      name: Name,
      fields: CommandFields<Name>,
      commandId = uuidv7(),
      at?: Date,
    ): Promise<Reply> {
      const when = at && { at: at.toISOString() };
      const sent = { commandId, ...when, ...fields };
      const reply = (await socket.timeout(patience).emitWithAck(name, sent)) as Reply;
      watching?.replied(name, reply);
      return reply;
    },
    /** The first such news, received already or within the timeout. */
    hears<Name extends NewsName>(
      name: Name,
      isIt: (row: News[Name]) => boolean = () => true,
    ): Promise<News[Name]> {
      return until(
        `hear ${name}`,
        () =>
          heard.find((one) => one.name === name && isIt(one.row as News[Name]))?.row as
            News[Name] | undefined,
      );
    },
    /** Whether such news was received, once everything sent before this moment has arrived. */
    async hasHeard<Name extends NewsName>(name: Name, isIt: (row: News[Name]) => boolean = () => true) {
      await client.catchesUp();
      return heard.some((one) => one.name === name && isIt(one.row as News[Name]));
    },
    isWelcomedAgain(times: number): Promise<Welcome> {
      return until('be welcomed again', () => welcomes[times]);
    },
    hasLeft: () => until('be disconnected', () => (socket.connected ? undefined : true)),
    /** Resolves once everything sent before this moment has arrived. */
    async catchesUp() {
      await socket.timeout(patience).emitWithAck('presence:set', {});
    },
    leave: () => void socket.disconnect(),
  };
  socket.on('disconnect', () => {
    for (const look of waiting) look();
  });

  function until<Found>(what: string, find: () => Found | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        done();
        resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`did not ${what} within ${patience} ms`));
      }, patience);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
  }
  return client;
}
