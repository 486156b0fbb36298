import { errorFields } from './platform/logger.ts';
import type { Settings } from './platform/settings.ts';

/** Why the server did not start or stop, in a sentence for the person at the shell, with what to do about it where that is known. */
export function failureWords(error: unknown, settings: Settings): string {
  if (!(error instanceof Error)) return 'Nothing more is known.';
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'The database does not answer at DATABASE_URL. Is it running, and is the address right?';
  if (syscall === 'listen') return portWords(error, settings);
  if (path && code && !syscall?.startsWith('spawn'))
    return `The folder ${settings.dataDir} cannot be used (${code} at ${path}). Set DATA_DIR to one that this account may write.`;
  // A database error's message can quote what people wrote.
  const { error: kind, code: databaseCode } = errorFields(error);
  return error.name === 'PostgresError' || error.cause
    ? `The database did not do as it was asked (${databaseCode ?? kind}).`
    : error.message;
}

function portWords(error: NodeJS.ErrnoException, { metrics, port }: Settings): string {
  const isForMetrics = 'port' in error && error.port === metrics?.port;
  const [name, number] = metrics && isForMetrics ? ['METRICS_PORT', metrics.port] : ['PORT', port];
  if (error.code === 'EADDRINUSE')
    return `Port ${number} is in use by something else. Set ${name} to another number, such as ${name}=${number + 1}.`;
  return error.code === 'EACCES'
    ? `Port ${number} may not be used by this account. Set ${name} to a number above 1023.`
    : error.message;
}
