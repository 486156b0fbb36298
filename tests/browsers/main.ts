import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/root';
import { engines } from './engines.ts';
import { spendEvening } from './evening.ts';

/** `npm run browsers`, or `npm run browsers -- firefox` for some of them: an evening in each, with pictures. */
const say = (line: string) => void process.stdout.write(`${line}\n`);
const sizes = { laptop: { width: 1366, height: 650 }, phone: { width: 360, height: 640 } };
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(engines);
let failures = 0;

for (const name of names) {
  const prepare = engines[name];
  if (!prepare) fail(`There is no ${name} here, only ${Object.keys(engines).join(', ')}.`);
  else await prepare().then(spendBoth, (failure: Error) => fail(`${name}: ${failure.message}`));
}
process.exitCode = failures === 0 ? 0 : 1;

async function spendBoth(engine: Awaited<ReturnType<(typeof engines)[string]>>) {
  for (const [look, size] of Object.entries(sizes)) {
    const folder = join(projectRoot, 'test-results', 'browsers', engine.name, look);
    await mkdir(folder, { recursive: true });
    const tell = (step: string, seconds: number) =>
      say(`${engine.name}, ${look}, ${step}: ${seconds.toFixed(1)} s`);
    await spendEvening({ engine, size, folder, tell }).catch((failure: Error) =>
      fail(`${engine.name}, ${look}, ${failure.message}`),
    );
  }
  engine.end();
}

function fail(line: string) {
  failures += 1;
  say(`FAILED: ${line}`);
}
