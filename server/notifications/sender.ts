import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Change } from '../platform/live/commands/command.ts';
import type { Db } from '../platform/database/db.ts';
import { newSecret, setMailedSecret } from '../invitations/queries.ts';
import { errorFields, type Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import type { Scheduler } from '../platform/schedule.ts';
import type { Settings } from '../platform/settings.ts';
import { deliver, type Transports } from './delivery.ts';
import { removeDevice } from './device-queries.ts';
import { pushKeysOf } from './push-key-queries.ts';
import { openMail } from './mail.ts';
import { openSenderMetrics } from './metrics.ts';
import { settle, lease, tryAgainAt, type LeasedNotification } from './outbox-queries.ts';
import { markUndelivered, markUrgentUndelivered } from './undelivered-queries.ts';
import type { Outcome } from './outcome.ts';
import { setPreferences } from './queries.ts';
import { isUrgent } from './texts.ts';
import { waitBefore } from './backoff.ts';

export type Sender = {
  /** Sends everything that is due; resolves when nothing more is. */
  look: () => Promise<void>;
  /** Whether the polling loop still runs. A mail server that does not answer does not stop it. */
  isAlive: () => boolean;
  /** Leases nothing more; sends in progress get five seconds. */
  close: () => Promise<void>;
};
type Deps = {
  db: Db;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
  metrics: Metrics;
  settings: Pick<Settings, 'mail' | 'origins' | 'pushSubject' | 'onlyHere'>;
};

/** Milliseconds. */
const lookEveryMs = 2_000;
const leaseMs = 30_000;
const stuckAfterMs = 60_000;
const finishTimeoutMs = 5_000;
/** How many are sent at the same time, and how many of these places only urgent ones may take: a server that is slow to answer holds its place. */
const atOnce = 20;
const forUrgentOnly = 5;

/** Sends the notifications of the outbox. They are rows, so they survive a restart; any number of servers may poll at once. */
export function openSender({ db, change, clock, scheduler, log, metrics, settings }: Deps): Sender {
  const { mail: mailServer, origins, pushSubject, onlyHere } = settings;
  const origin = origins.find((one) => one.startsWith('https:')) ?? origins[0]!;
  const { tries: counted, lag } = openSenderMetrics(metrics);
  const mail = mailServer && openMail(mailServer, origin);
  const stop = new AbortController();
  const inFlight = new Set<Promise<void>>();
  let closed = false;
  let ranAt = scheduler.uptimeMs();
  let claiming = Promise.resolve(0);
  let claimsRequested = 0;
  const job = scheduler.every('send notifications', lookEveryMs, async () => {
    if (claimsRequested === 0) await claim();
  });
  return { look, isAlive: () => scheduler.uptimeMs() - ranAt < stuckAfterMs, close };

  async function look() {
    for (;;) {
      const leased = await claim();
      // What ended during that claim has asked for another one, which may find what waited behind it.
      const latest = claiming;
      if (inFlight.size > 0) await Promise.race(inFlight);
      else if (leased === 0 && (await latest) === 0 && inFlight.size === 0) return;
    }
  }

  /** Claims run one at a time, each with the state at its start. Returns the number of notifications leased. */
  function claim(): Promise<number> {
    claimsRequested += 1;
    claiming = claiming.then(claimAll).catch((error: unknown) => {
      if (!closed) log('error', 'outbox could not be read', errorFields(error));
      return 0;
    });
    return claiming.finally(() => {
      claimsRequested -= 1;
      ranAt = scheduler.uptimeMs();
    });
  }

  async function claimAll(): Promise<number> {
    const room = atOnce - inFlight.size;
    if (closed || room <= 0) return 0;
    const now = clock();
    const others = Math.max(0, room - forUrgentOnly);
    const found = await lease(db, now, new Date(now.getTime() + leaseMs), { most: room, others });
    if (found.length === 0) return 0;
    const keys = await pushKeysOf(db, now);
    const transports: Transports = {
      mail,
      newLink,
      push: { keys, subject: pushSubject, onlyHere, signal: stop.signal },
    };
    for (const notification of found) begin(notification, transports);
    return found.length;
  }

  /** Claims again as soon as this one is done, for notifications that waited behind it. */
  function begin(notification: LeasedNotification, transports: Transports) {
    const work = send(notification, transports).finally(() => {
      inFlight.delete(work);
      void claim();
    });
    inFlight.add(work);
  }

  async function send(notification: LeasedNotification, transports: Transports) {
    const { channel, dueAt } = notification;
    try {
      const outcome = await deliver(notification, transports, clock());
      counted.inc({ channel, outcome: outcome.is });
      await note(notification, outcome);
      if (outcome.is !== 'sent') return;
      lag.observe({ channel }, Math.max(0, clock().getTime() - dueAt.getTime()) / 1_000);
      log('info', 'notification sent', factsOf(notification));
    } catch (error) {
      if (!stop.signal.aborted)
        log('error', 'notification attempt failed', { ...factsOf(notification), ...errorFields(error) });
    }
  }

  async function note(notification: LeasedNotification, outcome: Outcome) {
    const now = clock();
    const { id, kind, tries } = notification;
    if (outcome.is === 'gone') return dropDevice(notification);
    if (outcome.is === 'sent' || outcome.is === 'dropped') return settle(db, id, outcome.is, now);
    const wait = outcome.is === 'refused' ? null : waitBefore(tries, kind, outcome.notBefore);
    const facts = { ...factsOf(notification), again: wait !== null };
    log('warn', 'notification not delivered', { ...facts, error: outcome.error });
    if (wait !== null) return tryAgainAt(db, id, new Date(now.getTime() + wait));
    await change(notification.helplineId, async ({ tx, version, announce }) => {
      const undelivered = await markUndelivered(tx, id, version, now);
      if (undelivered) announce('undelivered:changed', undelivered);
    });
  }

  /** Every try creates a new secret, which invalidates one that may have been delivered before. */
  async function newLink(personId: string, now: Date) {
    const { secret, secretHash } = newSecret();
    return (await setMailedSecret(db, personId, secretHash, now)) ? `/join#${secret}` : null;
  }

  function dropDevice({ helplineId, personId, device, roles }: LeasedNotification) {
    return change(helplineId, async ({ tx, version, now, announce }) => {
      for (const undelivered of await markUrgentUndelivered(tx, device!.id, version, now))
        announce('undelivered:changed', undelivered);
      if (await removeDevice(tx, personId, device!.id))
        announce(
          'notificationPreferences:changed',
          await setPreferences(tx, { id: personId, roles, helplineId }, version),
        );
    });
  }

  async function close() {
    closed = true;
    await job.stop();
    await claiming;
    await Promise.race([Promise.all(inFlight), pause(finishTimeoutMs, undefined, { ref: false })]);
    stop.abort();
    mail?.close();
  }
}

/** What the log says of a notification. Helpline and version are those of the change, and so of the command, that it comes from. Never its kind, which would show what somebody asked for. */
const factsOf = ({ id, helplineId, version, channel, kind, tries }: LeasedNotification) => ({
  notificationId: id,
  helplineId,
  version,
  channel,
  /** In place of the kind, which would draw somebody's evening. */
  urgent: isUrgent(kind),
  tries,
});
