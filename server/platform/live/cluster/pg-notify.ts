import type { KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { errorFields, type Logger } from '../../logger.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Scheduler } from '../../schedule.ts';
import { openEnvelopes, type Refused } from './envelope.ts';
import { openLargePayloads } from './large-payloads.ts';

export type PgNotify = {
  /** Resolves once LISTEN has begun. Calls `restored` then, and after every interruption. */
  listen: (onMessage: (body: string) => void, restored: () => void) => Promise<void>;
  /** Resolves once the database has accepted the notification; rejects after several failed tries. */
  publish: (body: string) => Promise<void>;
  close: () => Promise<void>;
};

type Deps = {
  databaseUrl: string;
  scheduler: Scheduler;
  log: Logger;
  key: KeyObject;
  metrics: Pick<Metrics, 'notified'>;
};

const channel = 'alongside';
/** PostgreSQL limits a notification to fewer than 8,000 bytes. */
const maxBytes = 7_500;
/** Waits before publishing, listening and connecting are tried again. */
const retryDelaysMs = [50, 200, 800];
const listenRetryMs = 500;
const reconnectAfterSeconds = (tries: number) => Math.min(0.1 * 2 ** tries, 2);

/**
 * LISTEN and NOTIFY between the servers on one database: one connection listens and is reopened when it breaks, one publishes.
 * Both keep their session, so a connection pooler has to be in session mode. Everything is sealed with `key`, because every role that
 * may connect to the database may listen and notify; what was not sealed with it is ignored.
 */
export function openPgNotify({ databaseUrl, scheduler, log, key, metrics }: Deps): PgNotify {
  const envelopes = openEnvelopes(key);
  const refusedBefore = new Set<Refused>();
  let listener = connect(databaseUrl);
  let notifier = connect(databaseUrl);
  const largePayloads = openLargePayloads(() => notifier, scheduler);
  const inFlight = new Set<Promise<void>>();
  let closed = false;
  return { listen, publish, close };

  async function listen(onMessage: (body: string) => void, restored: () => void) {
    let inOrder = Promise.resolve();
    const enqueue = (payload: string) => {
      inOrder = inOrder.then(() => receive(payload, onMessage));
    };
    const subscribe = () =>
      listener.listen(channel, enqueue, () => {
        if (!closed) restored();
      });
    while (!closed) {
      try {
        await subscribe();
        return;
      } catch (error) {
        if (closed) throw error;
        log('warn', 'LISTEN failed, trying again', errorFields(error));
        await pause(listenRetryMs);
        renewListener();
      }
    }
  }

  async function publish(body: string) {
    const accepted = metrics.notified.startTimer();
    const publishing = notify(envelopes.seal(body)).then(() => void accepted());
    inFlight.add(publishing);
    await publishing.finally(() => inFlight.delete(publishing));
  }

  async function close() {
    await Promise.race([Promise.allSettled(inFlight), pause(500)]);
    closed = true;
    await largePayloads.close();
    await Promise.all([listener.end({ timeout: 1 }), notifier.end({ timeout: 1 })]);
  }

  /** A try that failed may have been delivered; a duplicate does no harm. */
  async function notify(body: string, tried = 0): Promise<void> {
    const used = notifier;
    try {
      if (Buffer.byteLength(body) <= maxBytes) await used`select pg_notify(${channel}, ${body})`;
      else await largePayloads.notify(channel, body);
    } catch (error) {
      const wait = retryDelaysMs[tried];
      if (closed || wait === undefined) throw error;
      if (used === notifier) renewNotifier();
      await pause(wait);
      await notify(body, tried + 1);
    }
  }

  /** The driver reconnects a listener by itself, but not one whose first LISTEN failed. */
  function renewListener() {
    void listener.end({ timeout: 1 });
    listener = connect(databaseUrl);
  }

  /** A driver connection that broke during a write may never write again. */
  function renewNotifier() {
    void notifier.end({ timeout: 1 });
    notifier = connect(databaseUrl);
  }

  async function receive(payload: string, onMessage: (body: string) => void) {
    try {
      const envelope = largePayloads.isId(payload) ? await largePayloads.read(payload) : payload;
      if (envelope === null || closed) return;
      const opened = envelopes.open(envelope);
      if ('body' in opened) onMessage(opened.body);
      else refuse(opened.refused);
    } catch (error) {
      if (!closed) log('warn', 'a message from another server could not be handled', errorFields(error));
    }
  }

  /** Logged once per reason, because a sender of invalid messages could fill the log. */
  function refuse(reason: Refused) {
    if (refusedBefore.has(reason)) return;
    refusedBefore.add(reason);
    log('warn', 'a message from another server was ignored', { reason });
  }
}

const connect = (databaseUrl: string) =>
  postgres(databaseUrl, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    backoff: reconnectAfterSeconds,
    onnotice: () => {},
    connection: {
      application_name: 'alongside cluster',
      statement_timeout: 5_000,
      synchronous_commit: 'off',
    },
  });
