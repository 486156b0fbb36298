import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import { Refusal, type Change } from '../platform/live/commands/command.ts';
import type { Db } from '../platform/database/db.ts';
import type { Logger } from '../platform/logger.ts';
import type { Settings } from '../platform/settings.ts';

/** The dependencies and the output of a command. */
export type World = {
  settings: Pick<Settings, 'databaseUrl' | 'dataDir' | 'keyFile' | 'encryptionKeys' | 'origins' | 'trial'>;
  log: Logger;
  clock: Clock;
  /** The folder that relative paths start from. */
  folder: string;
  /** Nothing that the command does is kept. */
  dryRun?: boolean;
  changing: (db: Db) => (helplineId: string, work: (change: Change) => Promise<void>) => Promise<unknown>;
  say: (line: string) => void;
  complain: (line: string) => void;
};

/** A result in two forms: sentences for people, data for programs. `failed`: the command did its work, and found something wrong. */
export type Answer = { lines: string[]; facts: Record<string, unknown>; failed?: boolean };

/**
 * `should` completes "it should be …"; `value` stands for the value in the usage, and an option without one is a switch.
 * A bare option is typed without its name.
 */
export type Option = { value?: string; should: string; needed?: boolean; many?: boolean; bare?: boolean };
export type AdminCommand = {
  does: string;
  /** It changes something, and takes --dry-run. */
  changes?: boolean;
  options: Record<string, Option>;
  run: (values: Record<string, unknown>, world: World) => Promise<Answer>;
};

type Described<Shape extends v.GenericSchema> = Omit<AdminCommand, 'run'> & {
  shape: Shape;
  run: (fields: v.InferOutput<Shape>, world: World) => Promise<Answer>;
};

/** Wraps a command so that it receives only values of the right shape; a wrong value is refused with one sentence. */
export function adminCommand<Shape extends v.GenericSchema>(described: Described<Shape>): AdminCommand {
  const { shape, run, ...rest } = described;
  const { options } = rest;
  return {
    ...rest,
    run: async (values, world) => {
      const checked = v.safeParse(shape, { ...values });
      if (!checked.success) throw new Refusal('malformed', sentenceAbout(checked.issues[0], values, options));
      return run(checked.output, world);
    },
  };
}

function sentenceAbout(
  issue: v.BaseIssue<unknown>,
  values: Record<string, unknown>,
  options: Record<string, Option>,
) {
  const name = v.getDotPath(issue)?.split('.')[0] ?? '';
  const should = `it should be ${options[name]?.should}`;
  const said = values[name] as string | string[] | undefined;
  const { bare, value } = options[name] ?? {};
  if (said === undefined) return `${bare ? value : `--${name}`} is missing: ${should}.`;
  return `--${name} is "${Array.isArray(said) ? said.join(', ') : said}": ${should}.`;
}
