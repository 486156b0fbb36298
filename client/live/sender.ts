import type { Reply } from '#shared/refusals';
import { fitsAFrame, tooLong } from './frame.ts';
import { breaksAtMost, brokenWithinMs, restBefore, retryForMs } from './timeouts.ts';
import { mayNotBeDropped } from './urgent.ts';
import type { Kept, Waiting } from './waiting.ts';

/** Sends one command; rejects if no answer arrives in time. */
export type Deliver = (command: Waiting) => Promise<Reply>;

export type SendQueue = {
  /** Whether there is a connection and this tab is the leader. */
  mayGoOn: () => boolean;
  next: () => Kept | undefined;
  /** The command as it is to be sent; null where it has left the queue. */
  take: (command: Kept) => Promise<Kept | null>;
  /** Resolves once a refused text is stored together with its refusal. */
  answered: (command: Kept, reply: Reply) => Promise<void>;
};

const putAside = (message: string): Reply => ({ ok: false, code: 'malformed', message });
const isPutAside = (reply: Reply) =>
  !reply.ok && (reply.message === tooLong || reply.message === brokeTheLink);
const brokeTheLink =
  'The connection broke each time this was sent, so it was put aside. Nothing of it is lost: change it, or try once more.';

/** Sends one command at a time, and retries each until it is answered. */
export class Sender {
  #deliver: Deliver;
  #queue: SendQueue;
  #running = false;
  #wake = () => {};
  /** Attempts of the command at the front, across reconnections. */
  #tried = { commandId: '', attempts: 0, breaks: 0, failingSince: null as number | null };

  constructor(deliver: Deliver, queue: SendQueue) {
    this.#deliver = deliver;
    this.#queue = queue;
  }

  /** Starts sending if the queue has a command to send. */
  look() {
    if (!this.#running) void this.#run();
    else if (this.#queue.next()?.commandId !== this.#tried.commandId) this.#wake();
  }

  /** The connection opened or closed: ends the pause. */
  wake() {
    this.#wake();
  }

  async #run() {
    this.#running = true;
    for (let next = this.#queue.next(); next && this.#queue.mayGoOn(); next = this.#queue.next()) {
      const command = await this.#queue.take(next);
      if (!command) continue;
      const { commandId } = command;
      if (this.#tried.commandId !== commandId)
        this.#tried = { commandId, attempts: 0, breaks: 0, failingSince: null };
      const reply = fitsAFrame(command) ? await this.#send(command) : putAside(tooLong);
      if (reply) {
        const isGivenUp = mayPass(reply) && mayNotBeDropped(command);
        const keepRefused = command.keepRefused || isPutAside(reply) || isGivenUp;
        await this.#queue.answered({ ...command, keepRefused }, reply);
      } else if (this.#queue.mayGoOn()) await this.#rest(restBefore(this.#tried.attempts));
    }
    this.#running = false;
  }

  /** Null if it is to be sent again. */
  async #send(command: Kept): Promise<Reply | null> {
    const tried = this.#tried;
    const leftAt = performance.now();
    const reply = await this.#deliver(command).catch(() => null);
    tried.attempts += 1;
    if (!reply) {
      const brokeIt = !this.#queue.mayGoOn() && performance.now() - leftAt < brokenWithinMs;
      tried.breaks = brokeIt ? tried.breaks + 1 : 0;
      return tried.breaks < breaksAtMost ? null : putAside(brokeTheLink);
    }
    if (!mayPass(reply)) return reply;
    tried.failingSince ??= performance.now();
    return performance.now() - tried.failingSince > retryForMs ? reply : null;
  }

  #rest(milliseconds: number) {
    return new Promise<void>((done) => {
      const timer = setTimeout(done, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

/** Temporary refusals: the command is sent again. */
const mayPass = (reply: Reply) => !reply.ok && (reply.code === 'failed' || reply.code === 'too-fast');
