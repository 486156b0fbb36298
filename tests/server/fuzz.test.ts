import { expect, test } from 'vitest';
import { seatPairs } from '../bench/people.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { startMainProcess } from '../support/main-process.ts';

test('frames that mean harm end connections, and never the server', async () => {
  const database = await freshDatabase();
  const [cookies] = await seatPairs(database.url, 1);
  const environment = { COMMANDS_PER_MINUTE: '0' };
  const server = await startMainProcess(await freePort(), database.url, environment, { onMachineDate: true });
  try {
    const done = await fuzz(server, cookies!.sender, 20_261_118, ({ frames }) => frames >= 5_000);
    expect(done.frames).toBe(5_000);
    expect(done.connections).toBeGreaterThan(1);
    expect(await server.statusOf('/readyz')).toBe(200);
  } finally {
    await server.stop();
    await database.drop();
  }
});
