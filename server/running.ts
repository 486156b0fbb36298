import { openApplication } from './app.ts';
import { prepareDatabase } from './prepare-database.ts';
import type { Clock } from './platform/clock.ts';
import { startEmbedded } from './platform/database/embedded/start.ts';
import { errorFields, type Logger } from './platform/logger.ts';
import { openScheduler } from './platform/schedule.ts';
import type { Settings } from './platform/settings.ts';
import { openTrial, type Trial } from './trial/trial.ts';

export type Running = {
  /** The invented helpline, where there is one. */
  trial: Trial | null;
  /** The role of DATABASE_URL may change the tables itself. */
  mayChangeTables: boolean;
  close: () => Promise<void>;
};

type Deps = { settings: Settings; log: Logger; print: (line: string) => void; clock?: Clock };

/** Opens everything from the database to the port, as the settings say it. What was opened is closed again if something fails. */
export async function openRunning({
  settings,
  log,
  print,
  clock = () => new Date(),
}: Deps): Promise<Running> {
  /** Close functions in the order of opening; they run in reverse. */
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of opened.splice(0).toReversed()) await end();
  };
  try {
    return { ...(await openAll()), close };
  } catch (error) {
    await close();
    throw error;
  }

  async function openAll() {
    const scheduler = openScheduler(log);
    const embedded = settings.databaseUrl ? null : await startEmbedded({ dir: settings.dataDir, log: print });
    const databaseUrl = settings.databaseUrl ?? embedded!.url;
    if (embedded) opened.push(embedded.stop);
    const { dataKeys, ownsTables } = await prepareDatabase(databaseUrl, settings, log);
    const trial = settings.trial ? await openTrial(databaseUrl, dataKeys, clock, scheduler) : null;
    if (trial) opened.push(trial.closeDatabase);
    const alongside = await openApplication({
      databaseUrl,
      dataKeys,
      settings: { ...settings, trial: trial !== null },
      clock,
      scheduler,
      log,
    });
    opened.push(alongside.close);
    if (trial) {
      await trial.start(alongside.live);
      opened.push(trial.stopLooking);
    }
    return { trial, mayChangeTables: ownsTables && !embedded };
  }
}

/** All state is in the database and every change is a transaction, so a fault leaves nothing half done and the process goes on. */
export function surviveFaults(log: Logger): void {
  process.on('unhandledRejection', (error) => log('error', 'unhandled rejection', errorFields(error)));
  process.on('uncaughtException', (error) => log('error', 'uncaught exception', errorFields(error)));
}
