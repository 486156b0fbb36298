import { loggable, type LogFields } from './log-fields.ts';
import { ownFrames } from './own-frames.ts';
import { openOutput } from './output.ts';
import type { Settings } from './settings.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type { LogFields };
export type Logger = (level: Level, event: string, facts?: LogFields) => void;

const weight = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };
const output = openOutput(process.stderr);

/** One JSON line per event on standard error, with the time in UTC and only fields that are allowed. */
export function openLogger(least: Settings['logLevel']): Logger {
  return (level, event, facts = {}) => {
    if (weight[level] < weight[least]) return;
    output.write(JSON.stringify({ at: new Date().toISOString(), level, event, ...loggable(facts) }));
  };
}

/**
 * What may be logged of an error: its class, code, constraint, and the project's own frames of the stack. Nothing comes
 * from its message, which can quote what people wrote, nor from PostgreSQL's detail, hint and context.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : error;
  const { code, constraint_name: constraint } = cause as { code?: unknown; constraint_name?: unknown };
  return {
    error: asName(cause.name),
    code: asName(code),
    constraint: asName(constraint),
    place: ownFrames(error).join(' < ') || undefined,
  };
}

/** A name is short and has no spaces; anything else might be text that a person wrote. */
const asName = (found: unknown) =>
  typeof found === 'string' && /^[\w$]{1,63}$/.test(found) ? found : undefined;
