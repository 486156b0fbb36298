import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openHome } from '#server/platform/database/embedded/home';
import { keepRunning } from '#server/platform/database/embedded/keep-running';
import { isAlive } from '#server/platform/database/embedded/processes';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { projectRoot } from '#server/platform/root';
import { compiled } from '../support/compiled.ts';
import { eventually } from '../support/eventually.ts';
import { onDatabase } from '../support/on-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
const undo: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, 'data');
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await folder.remove();
});

test('a first start makes a database that checks its pages and knows letters beyond English', async () => {
  const { url } = await started();
  expect(await ask(url, `select lower('ÄÖ') as answer`)).toBe('äö');
  expect(await ask(url, `select current_setting('data_checksums') as answer`)).toBe('on');
  expect(await ask(url, `select current_setting('fsync') as answer`)).toBe('on');
  expect((await stat(join(dir, 'postgres.password'))).mode & 0o777).toBe(0o600);
});

test('a second start finds what the first one kept', async () => {
  const first = await started();
  await keepWord(first.url, 'lamp');
  await first.stop();
  const second = await started();
  expect(await ask(second.url, 'select word as answer from kept')).toBe('lamp');
});

test('a half-made database of an interrupted first start does not count', async () => {
  await mkdir(join(dir, 'postgres.init'), { recursive: true });
  await writeFile(join(dir, 'postgres.init', 'PG_VERSION'), '18');
  const { url } = await started();
  expect(await ask(url, 'select 1 as answer')).toBe(1);
});

test('the database of a killed Alongside is taken over as it runs, and stops with the new one', async () => {
  const killed = await startedInChild();
  await keepWord(killed.url, 'lamp');
  const before = await postmaster();
  await end(killed.child);
  expect(isAlive(before)).toBe(true);

  const embedded = await started();
  expect(await postmaster()).toBe(before);
  expect(await ask(embedded.url, 'select word as answer from kept')).toBe('lamp');
  await embedded.stop();
  expect(isAlive(before)).toBe(false);
});

test('a database that was killed outright starts again with everything it had confirmed', async () => {
  const first = await started();
  await keepWord(first.url, 'lamp');
  process.kill(await postmaster(), 'SIGKILL');
  const second = await started();
  expect(await ask(second.url, 'select word as answer from kept')).toBe('lamp');
});

test.each([
  ['a process that is something else', () => process.pid],
  ['no process at all', () => 2 ** 22 + 1],
  ['nothing that could be a process', () => -1],
])('a note left behind that names %s does not stand in the way', async (_what, pid) => {
  await (await started()).stop();
  await writeFile(
    join(dir, 'postgres', 'postmaster.pid'),
    `${pid()}\n${dir}/postgres\n1\n5432\n\n127.0.0.1\n`,
  );
  const { url } = await started();
  expect(await ask(url, 'select 1 as answer')).toBe(1);
});

test('a database that dies while Alongside runs is back at the same address within seconds', async () => {
  const { url } = await started();
  await keepWord(url, 'lamp');
  process.kill(await postmaster(), 'SIGKILL');
  await eventually(async () => expect(await ask(url, 'select word as answer from kept')).toBe('lamp'), 250);
});

test('two first starts at once share one database', async () => {
  const [one, two] = await Promise.all([startedInChild(), startedInChild()]);
  expect(one.url).toBe(two.url);
  expect(await ask(two.url, 'select 1 as answer')).toBe(1);
});

test('a lock left behind by a killed first start does not stand in the way', async () => {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'postgres.lock'), `${process.pid} an earlier run`);
  const { url } = await started();
  expect(await ask(url, 'select 1 as answer')).toBe(1);
});

test('the database stays while another Alongside still uses it', async () => {
  const other = await startedInChild();
  await (await started()).stop();
  expect(await ask(other.url, 'select 1 as answer')).toBe(1);
});

test('whoever began the database ends when they are done, while another Alongside still uses it', async () => {
  const { child, url } = await startedInChild();
  await started();
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await ask(url, 'select 1 as answer')).toBe(1);
});

test('a database that comes back at another port says that Alongside has to be restarted', async () => {
  onlyWhenToldRepeated();
  const said: string[] = [];
  const { url } = await started((line) => said.push(line));
  const pid = await postmaster();
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await turn();
  const other = createServer().listen(Number(new URL(url).port), '127.0.0.1');
  undo.push(() => Promise.resolve(void other.close()));
  await once(other, 'listening');
  await eventually(() => {
    vi.advanceTimersByTime(1_000);
    expect(said.at(-1)).toBe(
      'The database runs again at another port, because the old one is taken: restart Alongside.',
    );
  }, 250);
});

test('a database that does not start again says why, each reason once', async () => {
  onlyWhenToldRepeated();
  const home = await openHome(dir, () => {});
  let tries = 0;
  const counted = {
    ...home,
    get lock() {
      tries += 1;
      return home.lock;
    },
  };
  const said: string[] = [];
  const wanted = {
    home: counted,
    native: { path: dir, major: '18' },
    options: {},
    log: said.push.bind(said),
  };
  undo.push(keepRunning(wanted, { pid: 2 ** 22 + 1, port: 5432 }));
  await eventually(() => {
    vi.advanceTimersByTime(1_000);
    expect(tries).toBeGreaterThan(2);
  });
  expect(said).toEqual([
    expect.stringMatching(/^The database has stopped .* every second\. PostgreSQL cannot run here .*ENOENT/),
  ]);
});

test.each([
  ['wrong', () => writeFile(join(dir, 'postgres.password'), 'f'.repeat(64))],
  ['lost', () => rm(join(dir, 'postgres.password'))],
])('a password that is %s is set anew by who owns the files', async (_what, spoil) => {
  const first = await started();
  await keepWord(first.url, 'lamp');
  await first.stop();
  await spoil();
  const second = await started();
  expect(await ask(second.url, 'select word as answer from kept')).toBe('lamp');
});

test('a wrong password is refused while another Alongside uses the database', async () => {
  const other = await startedInChild();
  await writeFile(join(dir, 'postgres.password'), 'f'.repeat(64));
  await expect(startEmbedded({ dir })).rejects.toThrow('Another Alongside uses the database');
  expect(await ask(other.url, 'select 1 as answer')).toBe(1);
});

test('the files of another PostgreSQL version are refused in words', async () => {
  await (await started()).stop();
  await writeFile(join(dir, 'postgres', 'PG_VERSION'), '12\n');
  await expect(startEmbedded({ dir })).rejects.toThrow('was made by PostgreSQL 12');
});

/** What is repeated runs only as the test moves the clock on. */
function onlyWhenToldRepeated() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  undo.push(() => Promise.resolve(void vi.useRealTimers()));
}

async function started(log?: (line: string) => void) {
  const embedded = await startEmbedded({ dir, ...(log && { log }) });
  undo.push(() => embedded.stop());
  return embedded;
}

async function startedInChild() {
  const words = [await compiled('tests/support/embedded-child.ts'), dir];
  const child = spawn(process.execPath, words, { cwd: projectRoot, stdio: ['pipe', 'pipe', 'inherit'] });
  undo.push(async () => {
    await end(child);
    await (await startEmbedded({ dir })).stop();
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, url };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await eventually(() => expect(isAlive(child.pid!)).toBe(false));
}

async function postmaster(): Promise<number> {
  return Number.parseInt(await readFile(join(dir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

async function keepWord(url: string, word: string): Promise<void> {
  await ask(url, `create table kept (word text)`);
  await ask(url, `insert into kept values ('${word}')`);
}

const ask = (url: string, question: string) =>
  onDatabase(url, async (sql) => {
    const [row] = await sql.unsafe<{ answer: unknown }[]>(question);
    return row?.answer;
  });
