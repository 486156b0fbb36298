import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { migrate } from '#server/platform/database/migrate';
import { start } from './contenders.ts';
import { rowOf } from './figures.ts';
import { alongsidePair, bareSocketioPair, bareWsPair, type Pair, type Sample } from './pairs.ts';
import { seatPairs } from './people.ts';

/** One pair sends one after the other; many pairs send together, so many a second in all. */
const rounds = 5;
const alone = { pairs: 1, perRound: 200 };
const crowd = { pairs: 200, perRound: 400, perSecond: 200 };

const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
await chmod(folder, 0o755);
const embedded = await startEmbedded({ dir: join(folder, 'data') });
try {
  await migrate(embedded.url);
  const servers = await Promise.all([
    start('bare-ws', embedded.url),
    start('bare-socketio', embedded.url),
    start('alongside', embedded.url),
  ]);
  const [ws, socketio, alongside] = servers.map((server) => server.port) as [number, number, number];
  process.stdout.write(
    `${cpus().length} cores, Node ${process.version}, embedded PostgreSQL with its usual settings\n`,
  );
  for (const size of [alone, crowd]) {
    const cookies = await seatPairs(embedded.url, size.pairs);
    await compare(size, [
      ['bare ws, one INSERT', (index) => bareWsPair(ws, index)],
      ['bare Socket.IO, one INSERT', (index) => bareSocketioPair(socketio, index)],
      ['Alongside `message:send`', (index) => alongsidePair(alongside, cookies[index]!, 'message:send')],
      ['Alongside `call:start`', (index) => alongsidePair(alongside, cookies[index]!, 'call:start')],
    ]);
  }
  await Promise.all(servers.map((server) => server.stop()));
} finally {
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}

type Size = { pairs: number; perRound: number; perSecond?: number };
type Entry = [name: string, open: (index: number) => Promise<Pair>];

/** The contenders take turns within every round, so that a slow moment of the machine meets them all. */
async function compare(size: Size, entries: Entry[]) {
  const rows = [];
  for (const [name, open] of entries) {
    const pairs = await Promise.all(Array.from({ length: size.pairs }, (_, index) => open(index)));
    rows.push({ name, pairs, samples: [] as Sample[] });
  }
  for (const row of rows) await measure(row.pairs, size);
  for (let round = 0; round < rounds; round += 1) {
    for (const row of rows) row.samples.push(...(await measure(row.pairs, size)));
  }
  for (const row of rows) row.pairs.forEach((pair) => pair.close());
  for (const what of ['acknowledged', 'partnerHas'] as const) {
    const pace = size.perSecond ? `, ${size.perSecond} a second in all` : ', one after the other';
    process.stdout.write(
      `\n${size.pairs === 1 ? 'One pair' : `${size.pairs} pairs`}${pace}: ${what === 'acknowledged' ? 'acknowledged' : 'partner has it'}\n\n`,
    );
    process.stdout.write('| | p50 | p95 | p99 |\n|---|---|---|---|\n');
    for (const row of rows) process.stdout.write(`${rowOf(row.name, row.samples, rows[0]!.samples, what)}\n`);
  }
}

async function measure(pairs: Pair[], { perRound, perSecond }: Size): Promise<Sample[]> {
  const samples: Promise<Sample>[] = [];
  for (let index = 0; index < perRound; index += 1) {
    const sample = pairs[index % pairs.length]!.send(uuidv7());
    samples.push(sample);
    await (perSecond ? new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond)) : sample);
  }
  return Promise.all(samples);
}
