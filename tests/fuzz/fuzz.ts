import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { protocol } from '#shared/protocol';
import { frame } from './frames.ts';

type Server = { url: string; pid: number };
export type Fuzzed = { frames: number; connections: number; seed: number };

const atOnce = 500;

/**
 * Sends frames over raw WebSockets, opening another one whenever one is closed, until `isOver`, which is asked after each 500.
 * Throws if the server ends or does not answer any more.
 */
export async function fuzz(
  { url }: Server,
  cookie: string,
  seed: number,
  isOver: (done: Fuzzed) => boolean,
): Promise<Fuzzed> {
  const done: Fuzzed = { frames: 0, connections: 0, seed };
  let socket: WebSocket | null = null;
  for (let round = 0; !isOver(done); round += 1) {
    for (const one of fc.sample(frame, { numRuns: atOnce, seed: seed + round })) {
      if (socket?.readyState !== WebSocket.OPEN) {
        socket = await open(url, cookie);
        done.connections += 1;
      }
      socket.send(one);
      done.frames += 1;
      if (done.frames % 25 === 0) await new Promise((next) => setImmediate(next));
    }
    const alive = await fetch(`${url}/livez`).catch(() => null);
    if (alive?.status !== 200) throw new Error(`The server does not answer, after seed ${seed + round}.`);
  }
  socket?.terminate();
  return done;
}

async function open(url: string, cookie: string): Promise<WebSocket> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie, origin: url },
    });
    socket.on('error', () => {});
    const isWelcome = await new Promise<boolean>((resolve) => {
      socket.on('open', () => socket.send(`40${JSON.stringify({ protocol })}`));
      socket.on('message', (data: Buffer) => data.toString().startsWith('40') && resolve(true));
      socket.on('close', () => resolve(false));
    });
    if (isWelcome) return socket;
    await pause(50);
  }
  throw new Error('The server lets nobody in any more.');
}

/** What a process holds of the memory, in MB. */
export function memoryOf({ pid }: Server): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}
