/** Nobody answers where the database should be, or the way there is cut. */
const unanswered = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET'],
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED'],
]);
/** PostgreSQL lets the role not in. */
const notLetIn = new Set(['28P01', '28000']);

/** Why the database could not be reached, by the code of an error, in a sentence for the person at the terminal; null for any other error. */
export function unreachableWords(code: unknown): string | null {
  if (typeof code !== 'string') return null;
  if (unanswered.has(code))
    return 'The database does not answer at DATABASE_URL. Is it running, and is the address right?';
  return notLetIn.has(code)
    ? 'The database does not let in the role of DATABASE_URL. Are its name and its password right?'
    : null;
}
