/**
 * Serves whoever started it: opens one server after the other as `npm start` opens its one, in a process that has loaded and compiled
 * everything from the second on. Each has a database, a port and settings of its own. Ends with whoever started it.
 */
import { openLogger } from '#server/platform/logger';
import { readSettings } from '#server/platform/settings';
import { openRunning, surviveFaults } from '#server/running';

let running = null;
let work = Promise.resolve();
const close = async () => {
  await running?.close();
  running = null;
};

process.on('message', ({ open }) => {
  work = work.then(async () => process.send(await outcomeOf(open)));
});
process.on('disconnect', () => {
  work = work.then(close).finally(() => process.exit());
});
// Whoever started it has these signals too, and its end is the end of this.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
surviveFaults(openLogger('warn'));

async function outcomeOf(environment) {
  try {
    await close();
    if (environment) running = await opened(environment);
    return {};
  } catch (error) {
    return { failed: String(error?.stack ?? error) };
  }
}

function opened(environment) {
  const settings = readSettings({ ...process.env, ...environment });
  return openRunning({ settings, log: openLogger(settings.logLevel), print: () => {} });
}
