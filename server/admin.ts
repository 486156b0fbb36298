import { answer } from './admin/answer.ts';
import { openChanges } from './live/changes.ts';
import { openLogger } from './logger.ts';
import { loadSettings } from './settings.ts';

const settings = loadSettings();
const clock = () => new Date();
const log = openLogger(settings.logLevel);

process.exitCode = await answer(process.argv.slice(2), {
  settings,
  clock,
  /** npm runs its scripts in the project's folder and notes where it was called. */
  folder: process.env.INIT_CWD ?? process.cwd(),
  changing: (db) => {
    const changes = openChanges(db, clock, log);
    return (helplineId, work) => changes.change(helplineId, work);
  },
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
