import { parseArgs, type ParseArgsConfig } from 'node:util';
import { BackupProblem } from '../platform/backup/problem.ts';
import { unreachableWords } from '../platform/database/unreachable.ts';
import { KeyProblem } from '../platform/encryption/key-encryption-keys.ts';
import { Refusal } from '../platform/live/commands/command.ts';
import { backupCommand, restoreCommand, verifyBackupCommand } from './backups.ts';
import type { AdminCommand, World } from './command.ts';
import { helplineCreate, helplineList } from './helplines.ts';
import { holdLift, holdList, holdSet } from './legal-holds.ts';
import { personInvite, personLink } from './people.ts';
import { personChange } from './person-change.ts';
import { personRestore, personSuspend, signInsEnd } from './person-suspend.ts';
import { pushKeysCommand } from './push-keys.ts';
import { migrateDatabase, seedDatabase } from './records.ts';
import { retentionRun } from './retention.ts';
import { rotateKeyCommand } from './rotate-key.ts';
import { subjectErase } from './subject-erase.ts';
import { subjectExport } from './subject-export.ts';
import { exitCodes, overview, usageOf } from './usage.ts';
import { verifyAudit } from './verify-audit.ts';

const commands: Record<string, AdminCommand> = {
  'helpline create': helplineCreate,
  'helpline list': helplineList,
  'person invite': personInvite,
  'person link': personLink,
  'person change': personChange,
  'person suspend': personSuspend,
  'person restore': personRestore,
  'sign-ins end': signInsEnd,
  'subject export': subjectExport,
  'subject erase': subjectErase,
  'hold set': holdSet,
  'hold list': holdList,
  'hold lift': holdLift,
  'retention run': retentionRun,
  'push-keys': pushKeysCommand,
  'rotate-key': rotateKeyCommand,
  'verify-audit': verifyAudit,
  migrate: migrateDatabase,
  'seed demo': seedDatabase,
  backup: backupCommand,
  'verify-backup': verifyBackupCommand,
  restore: restoreCommand,
};

/** Runs the typed command. Returns one of `exitCodes`. */
export async function answer(words: string[], world: World): Promise<number> {
  try {
    return await carryOut(words, world);
  } catch (error) {
    world.complain(inWords(error));
    return error instanceof Refusal ? exitCodes.refused : exitCodes.failed;
  }
}

async function carryOut(words: string[], world: World): Promise<number> {
  const name = Object.keys(commands).find((known) => `${words.join(' ')} `.startsWith(`${known} `));
  if (!name) {
    const [first = 'help'] = words;
    if (first === 'help' || first === '--help') return said(world, overview(commands));
    const asked = words.filter((word) => !word.startsWith('-')).slice(0, 2);
    throw new Refusal('malformed', `There is no command "${asked.join(' ') || first}". Try "help".`);
  }
  const command = commands[name]!;
  const {
    help,
    json,
    'dry-run': dryRun,
    ...values
  } = optionsIn(words.slice(name.split(' ').length), command);
  if (help) return said(world, usageOf(name, command));

  const { lines, facts, failed } = await command.run(values, { ...world, dryRun: dryRun === true });
  const told = dryRun ? { lines: [notKept, ...lines], facts: { dryRun: true, ...facts } } : { lines, facts };
  said(world, json ? JSON.stringify(told.facts) : told.lines.join('\n'));
  return failed ? exitCodes.failed : exitCodes.done;
}

const notKept = 'A dry run: nothing is changed. Without --dry-run this would be said:';

function said(world: World, text: string): number {
  world.say(text);
  return exitCodes.done;
}

type Options = NonNullable<ParseArgsConfig['options']>;

function optionsIn(words: string[], { options, changes }: AdminCommand): Record<string, unknown> {
  const known: Options = { help: { type: 'boolean' }, json: { type: 'boolean' } };
  if (changes) known['dry-run'] = { type: 'boolean' };
  for (const [name, { value, many = false }] of Object.entries(options))
    known[name] = { type: value === undefined ? 'boolean' : 'string', multiple: many };
  const bare = Object.keys(options).find((name) => options[name]!.bare);
  try {
    const { values, positionals } = parseArgs({ args: words, options: known, allowPositionals: !!bare });
    if (positionals.length > 1) throw new Refusal('malformed', `"${positionals[1]}" is not expected here.`);
    return bare && positionals.length > 0 ? { ...values, [bare]: positionals[0] } : values;
  } catch (error) {
    throw new Refusal('malformed', `${mistakeIn(error)} Add --help to see what this command understands.`);
  }
}

function mistakeIn(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  const named = /'(-[^' ]*|[^']*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${named} here.`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `"${named}" is not expected here.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return `${named} ${message.includes('does not take') ? 'takes no value' : 'needs a value'}.`;
  throw error;
}

/** Drizzle wraps driver errors in the whole statement, which is useless at a terminal. */
function inWords(error: unknown): string {
  if (error instanceof Refusal || error instanceof BackupProblem || error instanceof KeyProblem)
    return error.message;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code } = cause as NodeJS.ErrnoException;
  const unreachable = unreachableWords(code);
  if (unreachable) return unreachable;
  if (code === 'ENOSPC' || code === '53100') return 'There is no room left on the disk. Nothing was changed.';
  if (code === '42501')
    return `The role in DATABASE_URL may not do this, so nothing was changed: ${cause instanceof Error ? cause.message : code}. Use the role that Alongside runs with.`;
  return `That did not work. ${cause instanceof Error ? cause.message : String(cause)}`;
}
