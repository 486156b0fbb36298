import { answer } from './admin/answer.ts';
import { openChange } from './platform/live/commands/change.ts';
import { openLogger } from './platform/logger.ts';
import { loadSettings } from './platform/settings.ts';

const settings = loadSettings();
const clock = () => new Date();

process.exitCode = await answer(process.argv.slice(2), {
  settings,
  clock,
  log: openLogger(settings.logLevel),
  /** npm runs scripts in the project's folder; INIT_CWD holds the folder it was called from. */
  folder: process.env.INIT_CWD ?? process.cwd(),
  changing: (db) => openChange({ db, clock }),
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
