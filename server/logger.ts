import type { Settings } from './settings.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';
/** Facts that may be written down: names of things, ids, numbers. Never what somebody wrote. */
export type Facts = Record<string, string | number | boolean | null | undefined>;
export type Logger = (level: Level, event: string, facts?: Facts) => void;

const weight = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

/** One JSON line per event on standard error. */
export function openLogger(least: Settings['logLevel']): Logger {
  return (level, event, facts = {}) => {
    if (weight[level] < weight[least]) return;
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`);
  };
}

/** What may be said of an error: its kind and code, never its message, which can quote what somebody wrote. */
export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  const place = error.stack
    ?.split('\n')
    .find((line) => line.trimStart().startsWith('at '))
    ?.trim();
  return { error: cause.name, code, place };
}
