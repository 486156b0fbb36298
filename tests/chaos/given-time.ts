import { readFileSync } from 'node:fs';
import { stopwatch } from '../support/real-time.ts';

/** Nanoseconds that a process ran, and that it was ready to run and waited for a processor. */
type Turns = { ran: number; waited: number };

/**
 * A stopwatch, in milliseconds, that runs as slowly as the machine lets these processes run: if they get a third of the processor time
 * that they ask for, three seconds count as one. What is promised in seconds can so be judged beside other work. Where the
 * system does not say how long a process waited, it is an ordinary stopwatch.
 */
export function openGivenTime(pids: () => number[]): () => number {
  let known = turnsOf(pids());
  let last = stopwatch();
  let given = 0;
  return () => {
    const now = stopwatch();
    const turns = turnsOf(pids());
    given += (now - last) * shareBetween(known, turns);
    [last, known] = [now, turns];
    return given;
  };
}

/** From 0 to 1. A process that was not there before counts from its start. */
export function shareBetween(before: ReadonlyMap<number, Turns>, after: ReadonlyMap<number, Turns>): number {
  let [ran, waited] = [0, 0];
  for (const [pid, turns] of after) {
    const start = before.get(pid) ?? { ran: 0, waited: 0 };
    ran += turns.ran - start.ran;
    waited += turns.waited - start.waited;
  }
  return ran + waited > 0 ? ran / (ran + waited) : 1;
}

function turnsOf(pids: number[]): Map<number, Turns> {
  const turns = new Map<number, Turns>();
  for (const pid of pids) {
    const found = turnsIn(pid);
    if (found) turns.set(pid, found);
  }
  return turns;
}

function turnsIn(pid: number): Turns | null {
  try {
    const [ran, waited] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
    return { ran: ran!, waited: waited! };
  } catch {
    return null;
  }
}
