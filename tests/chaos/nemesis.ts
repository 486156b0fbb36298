import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from './database.ts';
import type { Nodes } from './nodes.ts';
import type { Pages } from './pages.ts';
import type { Fault, FaultKind, Round } from './plan.ts';
import type { Proxy, Trouble } from './proxy.ts';
import { stopwatch } from '../support/real-time.ts';

type Given = { database: Database; nodes: Nodes; pages: Pages; proxies: Proxy[] };
const tenMinutes = 600_000;

/** Applies the plan's faults to servers, database, connections and clocks; resolves when all are over. */
export async function carryOut({ faults, lasts }: Round, given: Given, note: (kind: FaultKind) => void) {
  const began = stopwatch();
  const troubled = new Set<Proxy>();
  const done = faults.map(async (fault) => {
    await pause(fault.after);
    note(fault.kind);
    await inflict(fault, given, troubled);
  });
  await Promise.all(done);
  await pause(Math.max(0, lasts - (stopwatch() - began)));
  for (const proxy of troubled) proxy.heal();
}

async function inflict(fault: Fault, given: Given, troubled: Set<Proxy>) {
  const { kind, lasts, who, amount } = fault;
  const { database, nodes, pages, proxies } = given;
  const proxy = proxies[who % proxies.length]!;

  const trouble = troubleOf(fault);
  if (trouble) {
    proxy.suffer(trouble);
    troubled.add(proxy);
    await pause(lasts);
    proxy.heal();
    troubled.delete(proxy);
  } else if (kind === 'kill a server') {
    await nodes.kill(who);
    await pause(Math.min(lasts, 500));
    await nodes.start(who);
  } else if (kind === 'stop the database') {
    await database.stopAtOnce();
    await database.isBack();
  } else if (kind === 'end connections to the database') {
    await database.endConnections(amount);
  } else if (kind === 'other server') {
    proxy.lead(1 + Math.floor(amount * 8));
  } else {
    pages.stepClock(who, Math.round((amount * 2 - 1) * tenMinutes));
  }
}

function troubleOf({ kind, amount }: Fault): Trouble | null {
  if (kind === 'cut') return { cut: true };
  if (kind === 'stall') return { stalled: true };
  if (kind === 'half open') return { halfOpen: true };
  if (kind === 'delay') return { delay: 50 + amount * 950 };
  if (kind === 'throttle') return { bytesPerSecond: 500 + amount * 4_000 };
  if (kind === 'drop acknowledgements') return { dropAcks: true };
  if (kind === 'duplicate') return { duplicate: true };
  return null;
}
