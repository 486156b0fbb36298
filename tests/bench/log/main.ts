import { cpus } from 'node:os';
import { sql } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { callsMatching } from '#server/call-log/filter-queries';
import { openDatabase, type Db } from '#server/platform/database/db';
import { migrate } from '#server/platform/database/migrate';
import { filtersIn } from '#shared/call-log';
import { starterLists } from '#shared/starter-lists';
import { machineDate, stopwatch } from '../../support/real-time.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import { start } from '../servers.ts';
import { fill, type Asker } from './fill.ts';

const [count = 1_000_000, helplines = 200, rounds = 100] = process.argv.slice(2).map(Number);
const quarter = (days: number) =>
  new Date(machineDate().getTime() - days * 86_400_000).toISOString().slice(0, 10);
/** Each filter alone, some together, and words that few calls have. */
const queries = [
  'of=all',
  'of=all&issue=anxiety',
  'of=all&issue=none-given',
  'of=all&issue=anxiety,debt,housing',
  'of=all&borough=lambeth',
  'of=all&source=self',
  'of=all&source=not-asked',
  'of=all&outcome=listened',
  'of=all&outcome=abusive',
  'of=all&response=999-now',
  'of=all&length=over-60',
  'of=all&state=writing-up',
  `of=all&from=${quarter(400)}&to=${quarter(310)}`,
  `of=all&issue=housing&borough=southwark&outcome=referred&from=${quarter(900)}`,
  'of=mine',
  'of=mine&issue=anxiety',
  'of=mine&issue=none-given',
  'of=flagged',
  'of=flagged&issue=none-given',
];

const database = await temporaryDatabase();
try {
  await migrate(database.url);
  const server = await start('alongside', database.url);
  const askers = await fill(database.url, helplines, count);
  const { db, close } = openDatabase(database.url);
  print(
    `${count} calls, ${helplines} helplines, ${cpus().length} cores, Node ${process.version}, ${rounds} requests each\n`,
  );
  const before = await sequentialScans(db);
  print('| filter | median | p95 |\n|---|---|---|');
  for (const query of queries) print(await rowOf(query, askers, server.port));
  print(`\nSequential scans of calls meanwhile: ${(await sequentialScans(db)) - before}\n`);
  for (const query of ['issue=anxiety', 'issue=none-given', 'outcome=abusive'])
    print(`${query}\n${await planOf(db, askers[0]!, query)}\n`);
  await close();
  await server.stop();
} finally {
  await database.remove();
}

/** Whole requests over HTTP, one after the other, each of another helpline; the first of each are not counted. */
async function rowOf(query: string, askers: Asker[], port: number): Promise<string> {
  const taken: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    const asker = askers[(round + 5) % askers.length]!;
    const cookie = query.startsWith('of=all')
      ? asker.manager
      : query.startsWith('of=mine')
        ? asker.supporter
        : asker.supervisor;
    const began = stopwatch();
    const response = await fetch(`http://127.0.0.1:${port}/api/calls/log?${query}`, { headers: { cookie } });
    await response.text();
    if (response.status !== 200) throw new Error(`${query}: ${response.status}`);
    if (round >= 0) taken.push(stopwatch() - began);
  }
  taken.sort((one, other) => one - other);
  const at = (share: number) => `${taken[Math.floor(taken.length * share)]!.toFixed(1)} ms`;
  return `| \`${query}\` | ${at(0.5)} | ${at(0.95)} |`;
}

async function sequentialScans(db: Db): Promise<number> {
  await db.execute(sql`select pg_stat_force_next_flush()`);
  const [row] = await db.execute<{ count: number }>(
    sql`select seq_scan::int as count from pg_stat_user_tables where relname = 'calls'`,
  );
  return row!.count;
}

async function planOf(db: Db, { helplineId }: Asker, query: string): Promise<string> {
  const { filters } = filtersIn(Object.fromEntries(new URLSearchParams(query)), (list) => starterLists[list]);
  const matching = callsMatching(helplineId, filters, { from: null, before: machineDate() });
  const rows = await db.execute<{ 'QUERY PLAN': string }>(
    sql`explain (analyze, buffers, costs off) select ${calls.startedAt} from ${calls} where ${matching} order by ${calls.startedAt} desc offset 49 limit 1`,
  );
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}
