type Reply = { ok: true } | { ok: false; message: string };

/** A request over HTTP: in progress, or refused with a sentence to show. */
export class HttpAction {
  busy = $state(false);
  wrong = $state<string | null>(null);

  /** Calls `done` with a success; keeps the sentence of a refusal. Resolves to the answer. */
  async ask<Answer extends Reply>(
    send: () => Promise<Answer>,
    done: (answer: Extract<Answer, { ok: true }>) => void,
  ): Promise<Answer> {
    this.busy = true;
    this.wrong = null;
    const answer = await send();
    this.busy = false;
    if (answer.ok) done(answer as Extract<Answer, { ok: true }>);
    else this.wrong = answer.message;
    return answer;
  }
}
