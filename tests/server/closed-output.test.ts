import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutput } from '#server/platform/output';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { startMainProcess } from '../support/main-process.ts';
import { stopwatch } from '../support/real-time.ts';

let testServer: TestServer;
beforeAll(async () => void (testServer = await openTestServer()));
afterAll(() => testServer.close());

test('a server whose output nobody reads is idle, serves, and ends at once', async () => {
  const server = await startMainProcess(
    await freePort(),
    testServer.databaseUrl,
    { LOG_LEVEL: 'debug' },
    { piped: true },
  );
  try {
    server.closeOutput();
    // From now on each look for notifications fails, and says so.
    await testServer.db.execute(sql`alter table notifications rename to notifications_elsewhere`);
    const [used, began, failed] = [cpuSecondsOf(server.pid), stopwatch(), await failedStatements()];
    await eventually(async () => expect(await failedStatements()).toBeGreaterThan(failed + 2), 100);
    expect((cpuSecondsOf(server.pid) - used) / ((stopwatch() - began) / 1_000)).toBeLessThan(0.5);
    expect(await server.statusOf('/livez')).toBe(200);
    await testServer.db.execute(sql`alter table notifications_elsewhere rename to notifications`);
    server.signal('SIGTERM');
    expect(await server.ended).toEqual([0, null]);
  } finally {
    await server.stop();
  }
});

test('lines that cannot be written are counted, and nothing more is tried after the first', async () => {
  const lines: string[] = [];
  let code: string | null = null;
  let tries = 0;
  const stream = new Writable({
    autoDestroy: false,
    write(line: Buffer, _encoding, done) {
      tries += 1;
      if (code === null) lines.push(line.toString());
      done(code === null ? null : Object.assign(new Error('It cannot be written.'), { code }));
    },
  });
  const output = openOutput(stream);
  const write = async (line: string, failure: string | null = null) => {
    code = failure;
    output.write(line);
    await new Promise(setImmediate);
    return [tries, output.dropped()];
  };
  expect(await write('one')).toEqual([1, 0]);
  expect(await write('two', 'EPIPE')).toEqual([2, 1]);
  expect(await write('three')).toEqual([2, 2]);
  expect(lines).toEqual(['one\n']);
});

/** As PostgreSQL counts what was rolled back in this database. */
async function failedStatements(): Promise<number> {
  const [found] = await testServer.db.execute<{ count: number }>(
    sql`select xact_rollback::float8 as count from pg_stat_database where datname = current_database()`,
  );
  return found!.count;
}

/** Seconds of processor time that a process has used. */
function cpuSecondsOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (existsSync(file)) {
    const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }
  const [seconds = 0, minutes = 0, hours = 0] = execFileSync('ps', ['-o', 'cputime=', '-p', String(pid)])
    .toString()
    .trim()
    .split(':')
    .map(Number)
    .reverse();
  return (hours * 60 + minutes) * 60 + seconds;
}
