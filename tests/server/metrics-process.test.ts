import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { scrape, valueOf } from '../support/exposition.ts';
import { freePort } from '../support/free-port.ts';
import { testKey } from '../support/keys.ts';
import { startMainProcess } from '../support/main-process.ts';
import { runProgram } from '../support/run-program.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let other: Server;
let taken: number;
beforeAll(async () => {
  database = await freshDatabase();
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  taken = (other.address() as AddressInfo).port;
});
afterAll(async () => {
  other.close();
  await database.drop();
});

test('the server serves metrics where METRICS_PORT says', async () => {
  const port = await freePort();
  const server = await startMainProcess(await freePort(), database.url, { METRICS_PORT: String(port) });
  const families = await scrape(port);
  expect(valueOf(families, 'alongside_sockets')).toBe(0);
  expect(valueOf(families, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  await server.stop();
});

test.each([
  ['METRICS_PORT', async () => ({ PORT: String(await freePort()), METRICS_PORT: String(taken) })],
  ['PORT', async () => ({ PORT: String(taken), METRICS_PORT: String(await freePort()) })],
])('with a taken %s it does not start, and says so in one line', async (name, ports) => {
  const own = { HOST: '127.0.0.1', DATABASE_URL: database.url, ENCRYPTION_KEYS: testKey, LOG_LEVEL: 'info' };
  const environment = { ORIGIN: '', TRUST_PROXY: '0', ...own, ...(await ports()) };
  const { said, complained, code } = await runProgram('server/main.ts', [], environment);
  expect(said.trim().split('\n')).toEqual([
    `Alongside could not start. Port ${taken} is in use by something else. Set ${name} to another number, such as ${name}=${taken + 1}.`,
  ]);
  expect(complained).toBe('');
  expect(code).toBe(1);
});

test('with a taken PORT nothing of it works on while the database that it began stops again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-taken-'));
  await chmod(folder, 0o755);
  const own = { DATABASE_URL: '', DATA_DIR: join(folder, 'data'), ENCRYPTION_KEYS: testKey, KEY_FILE: '' };
  const environment = { HOST: '127.0.0.1', ORIGIN: 'https://line.example', TRUST_PROXY: '1', ...own };
  const ports = { PORT: String(taken), METRICS_PORT: '', LOG_LEVEL: 'info' };
  const { said, complained, code } = await runProgram('server/main.ts', [], { ...environment, ...ports });
  expect(said).toContain(`Alongside could not start. Port ${taken} is in use by something else.`);
  expect([complained, code]).toEqual(['', 1]);
  await rm(folder, { recursive: true });
});
