import { cpus } from 'node:os';
import { openDatabases } from './databases.ts';
import { start, type ServerName, type Started } from './servers.ts';
import { rowOf } from './figures.ts';
import { atRate, ceilingOf, inTurn, warmUp } from './load.ts';
import { alongsidePair, bareSocketioPair, bareWsPair, type Pair, type Sample } from './pairs.ts';
import { seatPairs, type Cookies } from './people.ts';
import { stopwatch } from '../support/real-time.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';

/** What is measured: its servers, each a process of its own, and how a pair is connected to them by their ports. */
type Contender = {
  name: string;
  servers: ServerName[];
  open: (ports: number[], index: number, cookies: Cookies) => Promise<Pair>;
  /** The most connections to the database that a server of its opens; as many as usual if left out. */
  connections?: number;
};
/** `alone`: no other contender's pairs are connected meanwhile, so that so many pairs are as many as it says. */
type Load = {
  title: string;
  pairs: number;
  rounds: number;
  alone?: true;
  send: (pairs: Pair[]) => Promise<Sample[]>;
};
type Row = { name: string; pairs: Pair[]; connectMs: number; samples: Sample[] };

const bareWs: Contender = {
  name: 'bare ws, one INSERT',
  servers: ['bare-ws'],
  open: ([port], index) => bareWsPair(port!, index),
};
const bareSocketio: Contender = {
  name: 'bare Socket.IO, one INSERT',
  servers: ['bare-socketio'],
  open: ([port], index) => bareSocketioPair(port!, index),
};
const messageSend: Contender = {
  name: 'Alongside `message:send`',
  servers: ['alongside'],
  open: (ports, _, cookies) => alongsidePair(ports, cookies, 'message:send'),
};
const callStart: Contender = {
  name: 'Alongside `call:start`',
  servers: ['alongside'],
  open: (ports, _, cookies) => alongsidePair(ports, cookies, 'call:start'),
};
const onTwoServers: Contender = {
  ...messageSend,
  name: 'Alongside `message:send`, the two on two servers',
  servers: ['alongside', 'alongside'],
};

const withAtMost = (connections: number): Contender => ({
  ...messageSend,
  name: `Alongside \`message:send\`, at most ${connections} connections`,
  connections,
});

const loads: Load[] = [
  { title: 'One pair, one after the other', pairs: 1, rounds: 5, send: (pairs) => inTurn(pairs, 1_000) },
  { title: '200 pairs, 200 a second in all', pairs: 200, rounds: 5, send: (pairs) => atRate(pairs, 200, 2) },
  {
    title: '1,000 pairs, 500 a second in all',
    pairs: 1_000,
    rounds: 3,
    alone: true,
    send: (pairs) => atRate(pairs, 500, 4),
  },
];

/** Four contenders are connected at the same time, each with a pool of 16. */
const database = await temporaryDatabase({ max_connections: '100' });
const newDatabase = await openDatabases(database.url);
try {
  print(
    `${cpus().length} cores, Node ${process.version}, embedded PostgreSQL with its usual settings but for the number of connections`,
  );
  if (process.argv.includes('connections'))
    await compareAll([bareWs, messageSend, withAtMost(8), withAtMost(4)]);
  else {
    await compareAll([bareWs, bareSocketio, messageSend, callStart], [bareWs, bareSocketio, messageSend]);
    await compareAll([bareWs, onTwoServers]);
  }
} finally {
  await database.remove();
}

/** `toTheirCeiling`: those whose most messages a second are looked for. */
async function compareAll(contenders: Contender[], toTheirCeiling = contenders) {
  for (const load of loads) await compare(load, contenders);
  await ceilings(toTheirCeiling);
}

/** Connects so many pairs to each contender, on servers started for this alone, and ends both after the work. */
async function withOpened(count: number, contenders: Contender[], work: (rows: Row[]) => Promise<void>) {
  const servers: Started[] = [];
  const rows: Row[] = [];
  try {
    for (const { name, servers: names, open, connections } of contenders) {
      const url = (await newDatabase()) + (connections ? `?max=${connections}` : '');
      const cookies = await seatPairs(url, count);
      const own = await Promise.all(names.map((one) => start(one, url)));
      servers.push(...own);
      const ports = own.map(({ port }) => port);
      const began = stopwatch();
      const pairs: Pair[] = [];
      for (let from = 0; from < count; from += 50) {
        const some = cookies.slice(from, from + 50).map((one, index) => open(ports, from + index, one));
        pairs.push(...(await Promise.all(some)));
      }
      rows.push({ name, pairs, connectMs: (stopwatch() - began) / count, samples: [] });
    }
    await work(rows);
  } finally {
    await Promise.all(rows.flatMap(({ pairs }) => pairs.map((pair) => pair.close())));
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** The contenders take turns within every round, so that a slow moment of the machine meets them all, unless the load wants them alone. */
async function compare(load: Load, contenders: Contender[]) {
  const rows: Row[] = [];
  const groups = load.alone ? contenders.map((one) => [one]) : [contenders];
  for (const group of groups)
    await withOpened(load.pairs, group, async (opened) => {
      await measure(opened, load);
      rows.push(...opened);
    });
  for (const what of ['acknowledged', 'partnerHas'] as const) {
    print(`\n${load.title}: ${what === 'acknowledged' ? what : 'partner has it'}\n`);
    print('| | p50 | p95 | p99 |\n|---|---|---|---|');
    for (const row of rows) print(rowOf(row.name, row.samples, rows[0]!.samples, what));
  }
}

async function measure(rows: Row[], { rounds, send }: Load) {
  for (const row of rows) await warmUp(row.pairs).then(() => send(row.pairs));
  for (let round = 0; round < rounds; round += 1)
    for (const row of rows) row.samples.push(...(await send(row.pairs)));
}

/** One contender after the other: nobody else's thousand pairs are connected meanwhile. */
async function ceilings(contenders: Contender[]) {
  print('\n1,000 pairs: how many a second, with 99 of 100 at the partner within 100 ms\n');
  print('| | a second | connecting a pair |\n|---|---|---|');
  let first: number | undefined;
  for (const contender of contenders)
    await withOpened(1_000, [contender], async ([row]) => {
      await warmUp(row!.pairs);
      await atRate(row!.pairs, 500, 4);
      const highest = await ceilingOf(row!.pairs);
      first ??= highest;
      print(
        `| ${row!.name} | ${highest} (${(highest / first).toFixed(2)}×) | ${row!.connectMs.toFixed(1)} ms |`,
      );
    });
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}
