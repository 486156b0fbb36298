import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { errorFields, type Logger } from '../../logger.ts';
import type { Scheduler } from '../../schedule.ts';
import { openLargePayloads } from './large-payloads.ts';

export type PgNotify = {
  /** Resolves once this server hears the others. `restored` is called then, and whenever hearing was interrupted. */
  listen: (listenTo: (body: string) => void, restored: () => void) => Promise<void>;
  /** Resolves once the database has taken it, and rejects when it did not in several tries. */
  say: (body: string) => Promise<void>;
  close: () => Promise<void>;
};

const channel = 'alongside';
/** Bytes. PostgreSQL lets a notification have fewer than 8,000. */
const longest = 7_500;
/** Milliseconds before another try to say something, and seconds before another try to connect. */
const triesAfter = [50, 200, 800];
const listensAfter = 500;
const connectsAfter = (tries: number) => Math.min(0.1 * 2 ** tries, 2);

/**
 * The line between the servers on one database: one connection to hear by, which is opened again when it breaks, and one to say by.
 * Both keep their session, so a pooler before the database has to be in session mode.
 */
export function openPgNotify(databaseUrl: string, scheduler: Scheduler, log: Logger): PgNotify {
  let ear = connect(databaseUrl);
  let mouth = connect(databaseUrl);
  const bodies = openLargePayloads(() => mouth, scheduler);
  const beingSaid = new Set<Promise<void>>();
  let closed = false;
  return { listen, say, close };

  async function listen(listenTo: (body: string) => void, restored: () => void) {
    let inOrder = Promise.resolve();
    const take = (payload: string) => {
      inOrder = inOrder.then(() => heard(payload, listenTo));
    };
    const begin = () =>
      ear.listen(channel, take, () => {
        if (!closed) restored();
      });
    while (!closed) {
      try {
        await begin();
        return;
      } catch (error) {
        if (closed) throw error;
        log('warn', 'the other servers cannot be heard yet', errorFields(error));
        await pause(listensAfter);
        renewEar();
      }
    }
  }

  async function say(body: string) {
    const publishing = notify(body);
    beingSaid.add(publishing);
    await publishing.finally(() => beingSaid.delete(publishing));
  }

  async function close() {
    await Promise.race([Promise.allSettled(beingSaid), pause(500)]);
    closed = true;
    await bodies.close();
    await Promise.all([ear.end({ timeout: 1 }), mouth.end({ timeout: 1 })]);
  }

  /** A failed try may have arrived all the same; hearing something twice does no harm. */
  async function notify(body: string, tried = 0): Promise<void> {
    const used = mouth;
    try {
      if (Buffer.byteLength(body) <= longest) await used`select pg_notify(${channel}, ${body})`;
      else await bodies.notify(channel, body);
    } catch (error) {
      const wait = triesAfter[tried];
      if (closed || wait === undefined) throw error;
      if (used === mouth) renewMouth();
      await pause(wait);
      await notify(body, tried + 1);
    }
  }

  /** The driver opens an ear again by itself, but not one that never heard. */
  function renewEar() {
    void ear.end({ timeout: 1 });
    ear = connect(databaseUrl);
  }

  /** A connection of the driver’s that broke in the middle of writing may never write again. */
  function renewMouth() {
    void mouth.end({ timeout: 1 });
    mouth = connect(databaseUrl);
  }

  async function heard(payload: string, listenTo: (body: string) => void) {
    try {
      const body = payload.startsWith('{') ? payload : await bodies.read(payload);
      if (body !== null && !closed) listenTo(body);
    } catch (error) {
      if (!closed) log('warn', 'what another server said could not be taken in', errorFields(error));
    }
  }
}

const connect = (databaseUrl: string) =>
  postgres(databaseUrl, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    backoff: connectsAfter,
    onnotice: () => {},
    connection: { application_name: 'alongside line', statement_timeout: 5_000, synchronous_commit: 'off' },
  });
