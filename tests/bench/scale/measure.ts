import { stopwatch } from '../../support/real-time.ts';
import { figuresOf, type Figures } from '../figures.ts';
import { atRate } from '../load.ts';
import type { Cookies } from '../people.ts';
import { openCrowd, type Crowd } from './crowd.ts';
import { databaseTime } from './database-processor.ts';
import { openNodes, type Nodes } from './nodes.ts';

export type Wanted = {
  databaseUrl: string;
  cookies: Cookies[];
  nodes: number;
  rate: number;
  seconds: number;
};
export type Measured = Awaited<ReturnType<typeof measure>>;

const warmUpSeconds = 5;

/** Everybody on so many servers: what it takes to have them there, to let them talk, and to have them back after all servers were replaced. */
export async function measure(wanted: Wanted) {
  const nodes = await openNodes(wanted.databaseUrl, wanted.nodes);
  try {
    const { memory: idle } = await nodes.read();
    const began = stopwatch();
    const crowd = await openCrowd(nodes.ports, wanted.cookies);
    const connectedAfter = (stopwatch() - began) / 1_000;
    const talk = await talking(nodes, crowd, wanted);
    const { memory: full } = await nodes.read();
    const back = await replaceAll(nodes, crowd);
    await crowd.close();
    return { nodes: wanted.nodes, idle, full, connectedAfter, ...talk, back };
  } finally {
    await nodes.stop();
  }
}

async function talking(nodes: Nodes, { pairs }: Crowd, { databaseUrl, rate, seconds }: Wanted) {
  await atRate(pairs, rate, warmUpSeconds);
  const [before, databaseBefore, began] = [await nodes.read(), await databaseTime(databaseUrl), stopwatch()];
  const samples = await atRate(pairs, rate, seconds);
  const took = (stopwatch() - began) / 1_000;
  const [after, databaseAfter] = [await nodes.read(), await databaseTime(databaseUrl)];
  const messages = after.messages - before.messages;
  const database =
    databaseBefore && databaseAfter
      ? {
          processor: (databaseAfter.all - databaseBefore.all) / took,
          share:
            (databaseAfter.betweenServers - databaseBefore.betweenServers) /
            (databaseAfter.all - databaseBefore.all),
        }
      : null;
  return {
    perSecond: samples.length / took,
    acknowledged: figuresOf(samples, 'acknowledged'),
    partnerHas: figuresOf(samples, 'partnerHas'),
    processor: (after.processor - before.processor) / took,
    database,
    messagesPerSecond: messages / took,
    messageMs: messages === 0 ? 0 : ((after.messageSeconds - before.messageSeconds) / messages) * 1_000,
  };
}

/** Milliseconds from when the new servers listen until pages are welcomed; pages wait for half a second to two and a half before they try. */
async function replaceAll(nodes: Nodes, crowd: Crowd): Promise<Figures & { last: number; away: number }> {
  const coming = crowd.everybodyBack();
  const stopped = stopwatch();
  await nodes.stop();
  await nodes.start();
  const listening = stopwatch();
  const times = (await coming).map((at) => at - listening).sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), last: times.at(-1)!, away: stopwatch() - stopped };
}
