import { unreachableWords } from './platform/database/unreachable.ts';
import { errorFields } from './platform/logger.ts';
import type { Settings } from './platform/settings.ts';

type Failure = NodeJS.ErrnoException & { hostname?: string; port?: number };

/** Why the server did not start or stop, in a sentence for the person at the shell, with what to do about it where that is known. */
export function failureWords(error: unknown, settings: Settings): string {
  if (!(error instanceof Error)) return 'Nothing more is known.';
  const { code, syscall, path, hostname } = error as Failure;
  const isOwnHost = hostname !== undefined && [settings.host, settings.metrics?.host].includes(hostname);
  if (syscall === 'listen' || isOwnHost) return listenWords(error, settings);
  if (path && code && !syscall?.startsWith('spawn'))
    return `The folder ${settings.dataDir} cannot be used (${code} at ${path}). Set DATA_DIR to one that this account may write.`;
  // A database error's message can quote what people wrote.
  const { error: kind, code: databaseCode } = errorFields(error);
  const unreachable = unreachableWords(databaseCode);
  if (unreachable) return unreachable;
  return error.name === 'PostgresError' || error.cause
    ? `The database did not do as it was asked (${databaseCode ?? kind}).`
    : error.message;
}

function listenWords(error: Failure, { metrics, port, host }: Settings): string {
  const isForMetrics = metrics && (error.port ?? metrics.port) === metrics.port && error.hostname !== host;
  const [name, number] = isForMetrics ? ['METRICS_PORT', metrics.port] : ['PORT', port];
  if (error.code === 'EADDRINUSE')
    return `Port ${number} is in use by something else. Set ${name} to another number, such as ${name}=${number + 1}.`;
  if (error.code === 'EACCES')
    return `Port ${number} may not be used by this account. Set ${name} to a number above 1023.`;
  const [setting, given] = isForMetrics ? ['METRICS_HOST', metrics.host] : ['HOST', host];
  return error.hostname !== undefined || error.code === 'EADDRNOTAVAIL'
    ? `${setting} is ${given}, which is not an address of this computer. Set it to one that is, such as ${setting}=127.0.0.1.`
    : error.message;
}
