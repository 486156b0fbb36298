export type Unanswered = ReturnType<typeof openUnanswered>;

/** The statements of one transaction whose replies nobody has waited for yet. */
export function openUnanswered() {
  const sent: Promise<unknown>[] = [];
  let failure: { error: unknown } | null = null;
  return {
    add(statement: Promise<unknown>) {
      sent.push(statement);
      statement.catch((error: unknown) => (failure ??= { error }));
    },
    /** Throws the error of one that has failed by now. One that the driver could not send fails so, and PostgreSQL would commit without it. */
    refuseIfFailed() {
      if (failure) throw failure.error;
    },
    replies: () => Promise.all(sent),
  };
}
