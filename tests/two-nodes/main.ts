import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { migrate } from '#server/platform/database/migrate';
import { seatPairs } from '../bench/people.ts';
import { freePort } from '../support/free-port.ts';
import { startMainProcess, type MainProcess } from '../support/main-process.ts';
import { onDatabase } from '../support/on-database.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';
import { hasHaproxy, startHaproxy } from './haproxy.ts';
import { openPerson, type Person } from './person.ts';
import { stopwatch } from '../support/real-time.ts';

/** Two servers on one PostgreSQL behind haproxy, and a pair on them that never stops talking, while servers come and go. */
const takesAtMost = 20_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

if (!hasHaproxy()) {
  say('haproxy is not on PATH: install it (such as with "apt-get install haproxy") and run this again.');
  process.exit(1);
}
const database = await temporaryDatabase();
const stopping: (() => Promise<unknown>)[] = [database.remove];
try {
  await run();
} finally {
  for (const stop of stopping.toReversed()) await stop();
}

async function run() {
  await migrate(database.url);
  const [cookies] = await seatPairs(database.url, 1);
  const ports = { people: await freePort(), one: await freePort(), two: await freePort() };
  const url = `http://127.0.0.1:${ports.people}`;
  const start = async (port: number) => {
    const environment = { ORIGIN: url, TRUST_PROXY: '1' };
    const server = await startMainProcess(port, database.url, environment, { onMachineDate: true });
    stopping.push(() => server.stop());
    return server;
  };
  let [one, two] = [await start(ports.one), await start(ports.two)];
  const haproxy = await startHaproxy(database.folder, ports);
  stopping.push(() => haproxy.stop());
  await until(async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok ?? false);

  const pair = [
    await openPerson(url, `${cookies!.sender}; NODE=one`),
    await openPerson(url, `${cookies!.partner}; NODE=two`),
  ];
  await until(() => pair.every(({ said }) => said.length > 20));
  say('| what happened | both served again after |\n|---|---|');
  await after('server one is killed', pair, () => one.signal('SIGKILL'));
  one = await startedAgain(one, () => start(ports.one));
  await after('server two is stopped for a new version', pair, () => two.signal('SIGTERM'));
  two = await startedAgain(two, () => start(ports.two));
  await after('server one is stopped for a new version', pair, () => one.signal('SIGTERM'));
  one = await startedAgain(one, () => start(ports.one));
  await after('the listening connections are cut', pair, () => endConnections('alongside cluster'));
  await after('every connection to the database is cut', pair, () => endConnections('alongside%'));

  await after('the database crashes and comes back', pair, crash);

  for (const person of pair) await person.silence();
  await compare(pair);
  for (const person of pair) person.leave();
}

/** Both are served again once something that each said afterwards was acknowledged, and heard by the other. */
async function after(what: string, pair: Person[], happens: () => unknown) {
  const at = stopwatch();
  await happens();
  const moments = () =>
    pair.map((person, index) => {
      const heardAt = pair[1 - index]!.heardAt;
      const next = person.said.find(({ id, saidAt }) => saidAt > at && heardAt.has(id));
      return next && Math.max(next.acknowledgedAt, heardAt.get(next.id)!) - at;
    });
  await until(() => moments().every((moment) => moment !== undefined));
  say(`| ${what} | ${Math.round(Math.max(...(moments() as number[])))} ms |`);
}

/** haproxy looks twice a second, so that it has seen it when others have been served for a second. */
async function startedAgain(server: MainProcess, start: () => Promise<MainProcess>) {
  await server.ended;
  const started = await start();
  await pause(1_000);
  return started;
}

const endConnections = (like: string) =>
  onDatabase(
    database.url,
    (sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like ${like}`,
  );

/** The embedded database is started again by whoever started it. */
async function crash() {
  const [pid] = (await readFile(join(database.folder, 'data', 'postgres', 'postmaster.pid'), 'utf8')).split(
    '\n',
  );
  process.kill(Number(pid), 'SIGQUIT');
}

/** Whatever was acknowledged is in the database once, and both know of it. */
async function compare(pair: Person[]) {
  const acknowledged = pair.flatMap(({ said }) => said.map(({ id }) => id));
  await until(() => pair.every(({ heardAt }) => acknowledged.every((id) => heardAt.has(id)))).catch(() => {});
  const rows = await onDatabase(database.url, (sql) => sql<{ id: string }[]>`select id from messages`);
  const saved = new Set(rows.map(({ id }) => id));
  const lost = acknowledged.filter((id) => !saved.has(id)).length;
  const unheard = pair.map(({ heardAt }) => acknowledged.filter((id) => !heardAt.has(id)).length);
  say(`\n${acknowledged.length} messages acknowledged: ${lost} lost, ${unheard.join(' and ')} not heard.`);
  if (lost + Math.max(...unheard) > 0) process.exitCode = 1;
}

async function until(holds: () => boolean | Promise<boolean>) {
  const deadline = stopwatch() + takesAtMost;
  while (!(await holds())) {
    if (stopwatch() > deadline) throw new Error('That took too long.');
    await pause(10);
  }
}
