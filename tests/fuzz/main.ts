import { setTimeout as pause } from 'node:timers/promises';
import { migrate } from '#server/platform/database/migrate';
import { seatPairs } from '../bench/people.ts';
import { freePort } from '../support/free-port.ts';
import { startMainProcess } from '../support/main-process.ts';
import { machineDate } from '../support/real-time.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';
import { fuzz, memoryOf } from './fuzz.ts';

/** Sends hostile frames to a server for FUZZ_MINUTES (30), and says what it held of the memory before and a minute after. */
const minutes = Number(process.env.FUZZ_MINUTES ?? 30);
const seed = Number(process.env.FUZZ_SEED ?? machineDate().getTime() % 1_000_000_000);
const database = await temporaryDatabase();
try {
  await migrate(database.url);
  const [cookies] = await seatPairs(database.url, 1);
  // Without limits, so that as many frames as possible are read.
  const environment = { COMMANDS_PER_MINUTE: '0' };
  const server = await startMainProcess(await freePort(), database.url, environment, { onMachineDate: true });
  try {
    const warm = machineDate().getTime() + 20_000;
    await fuzz(server, cookies!.sender, seed + 1, () => machineDate().getTime() > warm);
    await pause(5_000);
    const before = memoryOf(server);
    const until = machineDate().getTime() + minutes * 60_000;
    const done = await fuzz(server, cookies!.sender, seed, () => machineDate().getTime() > until);
    const during = memoryOf(server);
    await pause(60_000);
    const after = memoryOf(server);
    console.log(
      `${done.frames} frames over ${done.connections} connections in ${minutes} min, seed ${seed}: 0 crashes`,
    );
    console.log(
      `memory: ${before.toFixed(0)} MB before, ${during.toFixed(0)} MB at the end, ${after.toFixed(0)} MB a minute later`,
    );
  } finally {
    await server.stop();
  }
} finally {
  await database.remove();
}
