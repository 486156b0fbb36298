import { parseArgs } from 'node:util';
import { isSpotless } from './checker/judge.ts';
import { mostPages } from './helpline.ts';
import { tableOf } from './report.ts';
import { run } from './run.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    clients: { type: 'string', default: '4' },
    nodes: { type: 'string', default: '2' },
    'per-second': { type: 'string', default: '40' },
  },
});
const say = (line: string) => void process.stdout.write(`${line}\n`);
const wish = {
  seed: Number(values.seed),
  minutes: Number(values.minutes),
  clients: Math.min(Math.max(Number(values.clients), 2), mostPages),
  nodes: Number(values.nodes),
  perSecond: Number(values['per-second']),
};

say(`seed ${wish.seed}`);
const outcome = await run(wish, say);
say(tableOf(outcome));
for (const [name, found] of Object.entries<string[]>(outcome.verdict))
  for (const sentence of found.slice(0, 5)) say(`${name}: ${sentence}`);
process.exitCode = isSpotless(outcome.verdict) ? 0 : 1;
