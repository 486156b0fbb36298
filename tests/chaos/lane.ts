import type { Socket } from 'node:net';
import { stopwatch } from '../support/real-time.ts';

type Slowness = { stalled?: boolean; delay?: number; bytesPerSecond?: number };

/** One direction of a connection: a queue that keeps the order and applies the faults. */
export function openLane(to: Socket, slowness: () => Slowness) {
  const queue: { bytes: Buffer; due: number }[] = [];
  let lastDue = 0;
  let timer: NodeJS.Timeout | undefined;

  return {
    push(bytes: Buffer) {
      const { delay = 0, bytesPerSecond = Infinity } = slowness();
      lastDue = Math.max(stopwatch() + delay, lastDue + (bytes.length / bytesPerSecond) * 1_000);
      queue.push({ bytes, due: lastDue });
      letOut();
    },
    /** The delay may have become shorter. */
    goOn() {
      lastDue = 0;
      for (const one of queue) one.due = 0;
      letOut();
    },
    close: () => clearTimeout(timer),
  };

  function letOut() {
    clearTimeout(timer);
    if (slowness().stalled) return;
    while (queue.length > 0 && queue[0]!.due <= stopwatch()) to.write(queue.shift()!.bytes);
    if (queue.length > 0) timer = setTimeout(letOut, queue[0]!.due - stopwatch());
  }
}
export type Lane = ReturnType<typeof openLane>;
