import { openLogger } from './platform/logger.ts';
import { openOutput } from './platform/output.ts';
import { loadSettings, type Settings } from './platform/settings.ts';
import { openRunning, surviveFaults, type Running } from './running.ts';
import { failureWords } from './start-failure.ts';

const settings = loadSettings();
const log = openLogger(settings.logLevel);
const { write: print } = openOutput(process.stdout);

const starting = start();
stopOnSignal(async () => {
  const running = await starting.catch(() => null);
  await running?.close();
});
try {
  await starting;
} catch (error) {
  print(`Alongside could not start. ${failureWords(error, settings)}`);
  process.exit(1);
}

async function start(): Promise<Running> {
  const running = await openRunning({ settings, log, print });
  try {
    surviveFaults(log);
    await announceReady(running);
    return running;
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** Prints the address, security warnings, and how to sign in, for the person who started the server. */
async function announceReady({ trial, mayChangeTables }: Running) {
  print(`\nAlongside is ready: ${addressOf(settings)}`);
  if (mayChangeTables)
    print(
      'The role of DATABASE_URL may change the tables themselves. docs/running-for-real.md has one that may not.',
    );
  if (!settings.mail) print('No e-mail is sent from here: SMTP_URL is not set.');
  if (!trial) return print('Sign in with the e-mail address and password you were given. Ctrl-C stops it.\n');
  print(
    'This is a trial with invented people. Nobody needs a password: choose who you are on the first page.',
  );
  for (const line of await trial.whoMaySignIn()) print(`  ${line}`);
  print('Ctrl-C stops it.\n');
}

function addressOf({ host, port, origins }: Settings): string {
  return origins.find((origin) => origin.startsWith('https:')) ?? `http://${host}:${port}`;
}

/** The first signal waits for the start-up to end, then drains and stops; a second one exits at once. */
function stopOnSignal(close: () => Promise<void>) {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    print('Stopping. What is under way is finished first.');
    setTimeout(() => process.exit(1), 10_000).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        print(`Stopping did not go well. ${failureWords(error, settings)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}
