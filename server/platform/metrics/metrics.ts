import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RefusalCode } from '#shared/refusals';
import type { ConnectRefusal } from '#shared/protocol';

type Via = 'command' | 'http' | 'handshake';

/** Why a welcome was sent: the page connected, what it may see has changed, or it may have missed news. */
export type WelcomeReason = 'connected' | 'changed' | 'catch-up';

/** Upper limits of buckets in seconds: of what a person waits for, and of what may take hours. */
const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
export const long = [1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400];

export type Metrics = ReturnType<typeof openMetrics>;

/**
 * What one server counts about itself, kept whether or not anybody reads it. No label says which command, helpline or person it was: with
 * one pair on, such figures would draw their evening for whoever reads them.
 */
export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    ...countersOf(registers),
    ...histogramsOf(registers),
    /** A number that is read whenever metrics are asked for. */
    gauge: (name: string, help: string, read: () => number | Promise<number>): void => {
      const reading = async function (this: Gauge) {
        this.set(await read());
      };
      void new Gauge({ name, help, registers, collect: reading });
    },
  };
}

function countersOf(registers: Registry[]) {
  const refusals = new Counter({
    name: 'alongside_refusals_total',
    help: 'Commands, requests and connections refused, by code.',
    labelNames: ['via', 'code'],
    registers,
  });
  return {
    refused: (via: Via, code: RefusalCode | ConnectRefusal) => refusals.inc({ via, code }),
    gapsFound: new Counter({
      name: 'alongside_gaps_found_total',
      help: 'Times that changes were found which this server had not broadcast.',
      registers,
    }),
    dueWork: new Counter({
      name: 'alongside_due_work_total',
      help: 'Due work carried out, one for each helpline and look.',
      labelNames: ['work'],
      registers,
    }),
    dueFailures: new Counter({
      name: 'alongside_due_failures_total',
      help: 'Due work that failed and is tried again.',
      labelNames: ['work'],
      registers,
    }),
  };
}

function histogramsOf(registers: Registry[]) {
  return {
    acknowledged: new Histogram({
      name: 'alongside_acknowledged_seconds',
      help: 'From the arrival of a command to its reply; urgent: a command that gets help.',
      labelNames: ['urgent'],
      buckets: quick,
      registers,
    }),
    waitedInPage: new Histogram({
      name: 'alongside_waited_in_page_seconds',
      help: 'How long a command that could not be sent at once had waited in its page.',
      buckets: long,
      registers,
    }),
    welcomes: new Histogram({
      name: 'alongside_welcome_seconds',
      help: 'From the wish for a welcome until it was sent, by why it was sent.',
      labelNames: ['reason'],
      buckets: quick,
      registers,
    }),
    notified: new Histogram({
      name: 'alongside_notify_seconds',
      help: 'How long the database took to accept a message to the other servers.',
      buckets: quick,
      registers,
    }),
    requests: new Histogram({
      name: 'alongside_http_request_seconds',
      help: 'How long an HTTP request took, by the class of its status.',
      labelNames: ['status'],
      buckets: quick,
      registers,
    }),
    dueLooks: new Histogram({
      name: 'alongside_due_look_seconds',
      help: 'How long a look for due work took, with carrying it out.',
      buckets: quick,
      registers,
    }),
  };
}
