import { uuidv7 } from 'uuidv7';
import type { CommandFields, CommandName } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import type { ServerClock } from './clock.svelte.ts';
import { restBefore } from './patience.ts';

/** A command that has not been acknowledged. With `refusal`, it was turned down and is kept for its words. */
export type Waiting<Name extends CommandName = CommandName> = {
  commandId: string;
  name: Name;
  fields: CommandFields<Name>;
  at: number;
  refusal?: string;
};

export type HowToSend<Name extends CommandName> = {
  /** Joins this command to one of the same name that has not left yet; null leaves them apart. */
  join?: (waiting: CommandFields<Name>, next: CommandFields<Name>) => CommandFields<Name> | null;
  /** Keeps a refused command, and the words in it, until it is sent again or forgotten. */
  keepRefused?: boolean;
};

/** Hands one command over and rejects when no answer comes in time. */
export type Deliver = (command: Waiting) => Promise<Reply>;
type Kept = Waiting & { keepRefused: boolean };

/** How often a command may fail on the server before it counts as refused, so that the next ones can pass. */
const mostFailures = 6;

/** Commands in the order they were given, one under way at a time, each sent until it is answered. */
export class Outbox {
  #deliver: Deliver;
  #clock: ServerClock;
  #entries = $state.raw<Kept[]>([]);
  #answers = new Map<string, ((reply: Reply) => void)[]>();
  #underWay: string | null = null;
  #running = false;
  #open = false;
  #wake = () => {};

  all = $derived<Waiting[]>(this.#entries);
  waiting = $derived(this.#entries.filter((entry) => entry.refusal === undefined).length);

  constructor(deliver: Deliver, clock: ServerClock) {
    this.#deliver = deliver;
    this.#clock = clock;
  }

  send<Name extends CommandName>(
    name: Name,
    fields: CommandFields<Name>,
    how: HowToSend<Name> = {},
  ): Promise<Reply> {
    const plain = $state.snapshot<CommandFields<Name>>(fields);
    const last = this.#entries.at(-1);
    const free = last?.name === name && last.refusal === undefined && last.commandId !== this.#underWay;
    const joined = free ? how.join?.(last.fields, plain) : null;
    const entry: Kept =
      free && joined
        ? { ...last, fields: joined }
        : {
            commandId: uuidv7(),
            name,
            fields: plain,
            at: this.#clock.exact(),
            keepRefused: how.keepRefused ?? false,
          };
    this.#entries = [...this.#entries.filter(({ commandId }) => commandId !== entry.commandId), entry];

    const answered = new Promise<Reply>((answer) => {
      this.#answers.set(entry.commandId, [...(this.#answers.get(entry.commandId) ?? []), answer]);
    });
    void this.#run();
    return answered;
  }

  /** A refused command, sent as a new one with the same words. */
  again(commandId: string): Promise<Reply> | null {
    const refused = this.#entries.find((entry) => entry.commandId === commandId);
    if (refused?.refusal === undefined) return null;
    this.forget(commandId);
    return this.send(refused.name, refused.fields, { keepRefused: refused.keepRefused });
  }

  forget(commandId: string) {
    this.#entries = this.#entries.filter((entry) => entry.commandId !== commandId);
  }

  open() {
    this.#open = true;
    this.#wake();
    void this.#run();
  }

  close() {
    this.#open = false;
    this.#wake();
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#next(), attempt = 0; next && this.#open; next = this.#next()) {
      this.#underWay = next.commandId;
      const reply = await this.#deliver(next).catch(() => null);
      attempt += 1;
      if (reply && (!mayPass(reply) || attempt >= mostFailures)) {
        this.#settle(next, reply);
        attempt = 0;
      } else if (this.#open) await this.#rest(restBefore(attempt));
      this.#underWay = null;
    }
    this.#running = false;
    if (this.#open && this.#next()) void this.#run();
  }

  #next = () => this.#entries.find((entry) => entry.refusal === undefined);

  #settle(entry: Kept, reply: Reply) {
    if (reply.ok || !entry.keepRefused) this.forget(entry.commandId);
    else
      this.#entries = this.#entries.map((kept) =>
        kept.commandId === entry.commandId ? { ...kept, refusal: reply.message } : kept,
      );
    for (const answer of this.#answers.get(entry.commandId) ?? []) answer(reply);
    this.#answers.delete(entry.commandId);
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
