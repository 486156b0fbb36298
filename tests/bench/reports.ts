import { cpus } from 'node:os';
import { migrate } from '#server/platform/database/migrate';
import { machineDate, stopwatch } from '../support/real-time.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';
import { fill } from './log/fill.ts';
import { benchOrigin } from './origin.ts';
import { start } from './servers.ts';

/** `npm run bench:reports -- 50000`: so many calls of one helpline, over eleven years, and the reports of the last ten that are over. */
const [count = 50_000] = process.argv.slice(2).map(Number);
const thisYear = machineDate().getUTCFullYear();
const years = Array.from({ length: 10 }, (_, ago) => thisYear - 10 + ago);

const database = await temporaryDatabase();
try {
  await migrate(database.url);
  const server = await start('alongside', database.url);
  const [asker] = await fill(database.url, 1, count, 11);
  const make = async (period: string) => {
    const began = stopwatch();
    const response = await fetch(`http://127.0.0.1:${server.port}/api/reports`, {
      method: 'POST',
      headers: {
        cookie: asker!.manager,
        origin: benchOrigin,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ period }),
    });
    const answer = await response.text();
    if (response.status !== 200) throw new Error(`${period}: ${response.status} ${answer}`);
    return stopwatch() - began;
  };
  const quarters: number[] = [];
  const whole: number[] = [];
  for (const year of years) {
    for (const quarter of [1, 2, 3, 4]) quarters.push(await make(`${year}-Q${quarter}`));
    whole.push(await make(String(year)));
  }
  const sum = (times: number[]) => times.reduce((total, one) => total + one, 0);
  const most = (times: number[]) => Math.max(...times);
  print(`${count} calls over eleven years, ${cpus().length} cores, Node ${process.version}`);
  print(`40 quarters: ${sum(quarters).toFixed(0)} ms together, ${most(quarters).toFixed(0)} ms at most`);
  print(`10 years: ${sum(whole).toFixed(0)} ms together, ${most(whole).toFixed(0)} ms at most`);
  await server.stop();
} finally {
  await database.remove();
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}
