import type { Reply } from '#shared/refusals';
import type { Kept, Waiting } from './waiting-line.svelte.ts';
import { restBefore, tryFor } from './patience.ts';

/** Hands one command over and rejects when no answer comes in time. */
export type Deliver = (command: Waiting) => Promise<Reply>;

export type Line = {
  /** Whether there is a link, and this tab is the one that sends. */
  mayGoOn: () => boolean;
  next: () => Kept | undefined;
  /** The command as it leaves now; null where it is gone, and out of the line. */
  take: (command: Kept) => Promise<Kept | null>;
  answered: (command: Kept, reply: Reply) => void;
};

/** Sends one command at a time, each until it is answered. */
export class Sender {
  #deliver: Deliver;
  #line: Line;
  #running = false;
  #wake = () => {};

  constructor(deliver: Deliver, line: Line) {
    this.#deliver = deliver;
    this.#line = line;
  }

  /** A command may be new. */
  look() {
    if (!this.#running) void this.#run();
  }

  /** The link is new, or gone: there is nothing to rest for. */
  wake() {
    this.#wake();
  }

  async #run() {
    this.#running = true;
    let attempt = 0;
    let failingSince: number | null = null;
    for (let next = this.#line.next(); next && this.#line.mayGoOn(); next = this.#line.next()) {
      const command = await this.#line.take(next);
      if (!command) continue;
      const reply = await this.#deliver(command).catch(() => null);
      attempt += 1;
      if (reply && mayPass(reply)) failingSince ??= performance.now();
      const isHopeless = failingSince !== null && performance.now() - failingSince > tryFor;
      if (reply && (!mayPass(reply) || isHopeless)) {
        this.#line.answered(command, reply);
        attempt = 0;
        failingSince = null;
      } else if (this.#line.mayGoOn()) await this.#rest(restBefore(attempt));
    }
    this.#running = false;
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

/** Refusals that say "not now" rather than "no". */
const mayPass = (reply: Reply) => !reply.ok && (reply.code === 'failed' || reply.code === 'too-fast');
