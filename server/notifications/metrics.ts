import { Counter, Histogram } from 'prom-client';
import { long, type Metrics } from '../platform/metrics/metrics.ts';
import type { StoredGauges } from '../platform/metrics/stored.ts';
import { waitingToBeSent } from './outbox-queries.ts';

/** What the sender counts. By channel and never by kind, which would say what somebody asked for. */
export function openSenderMetrics({ registry }: Pick<Metrics, 'registry'>) {
  const registers = [registry];
  return {
    tries: new Counter({
      name: 'alongside_notification_tries_total',
      help: 'Tries to send a notification, by how each ended.',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    lag: new Histogram({
      name: 'alongside_notification_lag_seconds',
      help: 'From when a notification was due until the other side had taken it.',
      labelNames: ['channel'],
      buckets: long,
      registers,
    }),
  };
}

export const outboxGauges: StoredGauges = {
  gauges: {
    alongside_outbox_waiting: 'Notifications that are due and were not sent yet.',
    alongside_outbox_oldest_seconds: 'For how long the oldest of them has been due.',
  },
  async read(db, now) {
    const { count, oldest } = await waitingToBeSent(db, now);
    return {
      alongside_outbox_waiting: count,
      alongside_outbox_oldest_seconds: oldest ? (now.getTime() - oldest.getTime()) / 1_000 : 0,
    };
  },
};
