/** The connection that one transaction runs on. */
export type TransactionGuard = ReturnType<typeof openTransactionGuard>;

/**
 * When a connection breaks in mid-transaction, the transaction is rejected and the database rolls it back. But queries
 * that the work still sends, and the `commit` or `rollback` after it, would be written anyway: to a closed socket, which ends
 * the process, or into a reopened connection. So after a break nothing is sent, and the work never ends.
 */
export function openTransactionGuard() {
  const never = new Promise<never>(() => {});
  let isBroken = false;
  let isEnded = false;
  return {
    breaks: () => {
      isBroken = true;
    },
    isOfBreak: (error: unknown) => isBroken || tellsOfBreak(error),
    /** From the commit or the rollback on, nothing more is sent: the connection is somebody else's by then. */
    ends: () => {
      isEnded = true;
    },
    refuseIfOver() {
      if (isBroken) throw new Error('The connection of this transaction is gone.');
      if (isEnded) throw new Error('This transaction has ended.');
    },
    async during<Result>(work: Promise<Result>): Promise<Result> {
      try {
        const result = await work;
        return isBroken ? await never : result;
      } catch (error) {
        if (isBroken || tellsOfBreak(error)) return never;
        throw error;
      }
    },
  };
}

const breaks: ReadonlySet<unknown> = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** PostgreSQL closes the connection after every error that it calls fatal. */
function tellsOfBreak(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, severity } = error as Error & { code?: unknown; severity?: unknown };
  return breaks.has(code) || severity === 'FATAL' || severity === 'PANIC' || tellsOfBreak(error.cause);
}
