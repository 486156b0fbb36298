import { answer } from './admin/answer.ts';
import { openTransactions } from './platform/live/commands/transactions.ts';
import { openLogger } from './platform/logger.ts';
import { loadSettings } from './platform/settings.ts';

const settings = loadSettings();
const clock = () => new Date();
const log = openLogger(settings.logLevel);

process.exitCode = await answer(process.argv.slice(2), {
  settings,
  clock,
  /** npm runs its scripts in the project's folder and notes where it was called. */
  folder: process.env.INIT_CWD ?? process.cwd(),
  changing: (db) => {
    const changes = openTransactions(db, clock, log);
    return (helplineId, work) => changes.change(helplineId, work);
  },
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
