import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { migrate } from '#server/platform/database/migrate';
import { start } from './contenders.ts';
import { rowOf } from './figures.ts';
import { atRate, ceilingOf, inTurn } from './load.ts';
import { alongsidePair, bareSocketioPair, bareWsPair, type Pair, type Sample } from './pairs.ts';
import { seatPairs, type Cookies } from './people.ts';
import { stopwatch } from '../support/real-time.ts';

type Contender = [name: string, open: (index: number, cookies: Cookies) => Promise<Pair>];
type Load = { title: string; pairs: number; rounds: number; send: (pairs: Pair[]) => Promise<Sample[]> };

const loads: Load[] = [
  { title: 'One pair, one after the other', pairs: 1, rounds: 5, send: (pairs) => inTurn(pairs, 200) },
  { title: '200 pairs, 200 a second in all', pairs: 200, rounds: 5, send: (pairs) => atRate(pairs, 200, 2) },
  {
    title: '1,000 pairs, 500 a second in all',
    pairs: 1_000,
    rounds: 3,
    send: (pairs) => atRate(pairs, 500, 4),
  },
];

const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
await chmod(folder, 0o755);
const embedded = await startEmbedded({ dir: join(folder, 'data') });
try {
  await migrate(embedded.url);
  print(`${cpus().length} cores, Node ${process.version}, embedded PostgreSQL with its usual settings`);
  const bare = await Promise.all([start('bare-ws', embedded.url), start('bare-socketio', embedded.url)]);
  const [ws, socketio] = bare.map(({ port }) => port) as [number, number];
  const onOne = await start('alongside', embedded.url);
  const contenders: Contender[] = [
    ['bare ws, one INSERT', (index) => bareWsPair(ws, index)],
    ['bare Socket.IO, one INSERT', (index) => bareSocketioPair(socketio, index)],
    ['Alongside `message:send`', (_, cookies) => alongsidePair([onOne.port], cookies, 'message:send')],
    ['Alongside `call:start`', (_, cookies) => alongsidePair([onOne.port], cookies, 'call:start')],
  ];
  for (const load of loads) await compare(load, contenders);
  await ceilings(contenders.slice(0, 3));

  const second = await start('alongside', embedded.url);
  const ports = [onOne.port, second.port];
  const apart: Contender = [
    'Alongside `message:send`, the two on two servers',
    (_, cookies) => alongsidePair(ports, cookies, 'message:send'),
  ];
  for (const load of loads) await compare(load, [contenders[0]!, apart]);
  await ceilings([contenders[0]!, apart]);
  await Promise.all([...bare, onOne, second].map((server) => server.stop()));
} finally {
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}

async function opened(count: number, contenders: Contender[]) {
  const cookies = await seatPairs(embedded.url, count);
  const rows = [];
  for (const [name, open] of contenders) {
    const began = stopwatch();
    const pairs: Pair[] = [];
    for (let from = 0; from < count; from += 50) {
      const some = cookies.slice(from, from + 50).map((one, index) => open(from + index, one));
      pairs.push(...(await Promise.all(some)));
    }
    rows.push({ name, pairs, connectMs: (stopwatch() - began) / count, samples: [] as Sample[] });
  }
  return rows;
}

/** The contenders take turns within every round, so that a slow moment of the machine meets them all. */
async function compare({ title, pairs, rounds, send }: Load, contenders: Contender[]) {
  const rows = await opened(pairs, contenders);
  for (const row of rows) await send(row.pairs);
  for (let round = 0; round < rounds; round += 1)
    for (const row of rows) row.samples.push(...(await send(row.pairs)));
  for (const row of rows) row.pairs.forEach((pair) => pair.close());
  for (const what of ['acknowledged', 'partnerHas'] as const) {
    print(`\n${title}: ${what === 'acknowledged' ? what : 'partner has it'}\n`);
    print('| | p50 | p95 | p99 |\n|---|---|---|---|');
    for (const row of rows) print(rowOf(row.name, row.samples, rows[0]!.samples, what));
  }
}

async function ceilings(contenders: Contender[]) {
  const rows = await opened(1_000, contenders);
  print('\n1,000 pairs: how many a second, with 99 of 100 at the partner within 100 ms\n');
  print('| | a second | connecting a pair |\n|---|---|---|');
  const highest: number[] = [];
  for (const { name, pairs, connectMs } of rows) {
    const found = await ceilingOf(pairs);
    highest.push(found);
    print(`| ${name} | ${found} (${(found / highest[0]!).toFixed(2)}×) | ${connectMs.toFixed(1)} ms |`);
  }
  for (const row of rows) row.pairs.forEach((pair) => pair.close());
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}
