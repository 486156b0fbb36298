import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { figuresOf } from './figures.ts';
import type { Pair, Sample } from './pairs.ts';
import { stopwatch } from '../support/real-time.ts';

/** One pair after the other: each message is sent once the one before has arrived. */
export async function inTurn(pairs: Pair[], count: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let index = 0; index < count; index += 1)
    samples.push(await pairs[index % pairs.length]!.send(uuidv7()));
  return samples;
}

/**
 * What is measured is a server that has been at work: its code is compiled, and the first message of each shift, which makes the
 * shift's key, has been sent. What is then sent once without being counted opens all its connections to the database.
 */
export const warmUp = (pairs: Pair[]) => inTurn(pairs, Math.max(1_000, pairs.length));

/** So many a second over all pairs, sent by the clock, whether or not earlier ones have arrived. */
export async function atRate(pairs: Pair[], perSecond: number, seconds: number): Promise<Sample[]> {
  const began = stopwatch();
  const sending: Promise<Sample>[] = [];
  const total = perSecond * seconds;
  while (sending.length < total) {
    const due = Math.min(total, Math.ceil(((stopwatch() - began) / 1_000) * perSecond));
    while (sending.length < due) sending.push(pairs[sending.length % pairs.length]!.send(uuidv7()));
    await pause(1);
  }
  return Promise.all(sending);
}

/** Milliseconds: a slower p99 than this is too slow to be called carried. */
const carried = 100;
const rates = [50, 100, 200, 300, 400, 600, 800, 1_000, 1_300, 1_600, 2_000, 2_500, 3_000];

/** The highest of the rates (messages a second) at which the partner has 99 of 100 within 100 ms. 0: not even the lowest. */
export async function ceilingOf(pairs: Pair[]): Promise<number> {
  let highest = 0;
  for (const rate of rates) {
    const { p99 } = figuresOf(await atRate(pairs, rate, 4), 'partnerHas');
    if (p99 > carried) return highest;
    highest = rate;
  }
  return highest;
}
