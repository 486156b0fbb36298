import { newId } from './new-id.ts';
import type { CommandFields, CommandName } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import type { ServerClock } from './clock.svelte.ts';
import { fitsAFrame, inFrames } from './frame.ts';
import type { SharedStore } from './persistence.ts';
import { Sender, type Deliver } from './sender.ts';
import { PersistentQueue } from './persistent-queue.ts';
import type { HowToSend, Kept, Typed, Waiting } from './waiting.ts';

export type { HowToSend, Waiting };

/** Sends commands in the order they were given; each is stored at once, and kept until it is answered. */
export class Outbox {
  #clock: ServerClock;
  #sender: Sender;
  #queue: PersistentQueue;
  #answers = new Map<string, ((reply: Reply) => void)[]>();
  #open = false;
  #loading = false;
  /** Called with the reply to a command that carries typed text. */
  onanswered: (typed: Typed, reply: Reply) => void = () => {};

  all: Waiting[] = $derived.by(() => this.#queue.list.all);
  /** How many are waiting to be sent, and how many were refused. */
  waiting: number = $derived.by(() => this.all.filter(({ refusal }) => refusal === undefined).length);
  refused: number = $derived.by(() => this.all.length - this.waiting);

  constructor(deliver: Deliver, clock: ServerClock) {
    this.#clock = clock;
    this.#queue = new PersistentQueue({
      changed: () => this.#look(),
      answered: (commandId, reply) => this.#answer(commandId, reply),
    });
    this.#sender = new Sender(deliver, {
      mayGoOn: () => this.#open && !this.#loading && this.#queue.isMine,
      next: () => this.#queue.list.next(),
      take: (command) => this.#queue.take(command, this.#answers.has(command.commandId)),
      answered: (command, reply) => this.#answered(command, reply),
    });
  }

  /** Persists the queue and shares it with the other tabs. Nothing is sent until that is set up. */
  async persistIn(opening: Promise<SharedStore | null>) {
    this.#loading = true;
    const shared = await opening;
    if (shared) await this.#queue.persistIn(shared);
    this.#loading = false;
    this.#look();
  }

  reread(): Promise<void> {
    return this.#queue.reread();
  }

  send<Name extends CommandName>(
    name: Name,
    fields: CommandFields<Name>,
    how: HowToSend<Name> = {},
  ): Promise<Reply> {
    const plain = $state.snapshot(fields) as CommandFields<Name>;
    const last = this.#queue.list.all.at(-1);
    const isFree = last?.name === name && last.refusal === undefined && !last.left;
    const joined = isFree ? how.join?.(last.fields, plain) : null;
    if (!last || !joined || !fitsAFrame({ name, fields: joined })) return this.#addInFrames(name, plain, how);

    const answered = this.#answerTo(last.commandId);
    const at = joined === plain ? this.#clock.exact() : last.at;
    return this.#queue
      .rewrite({ ...last, fields: joined, at })
      .then((isIn) => (isIn ? answered : this.#addInFrames(name, plain, how)));
  }

  /** Sends a refused command again, as a new one with the same fields. */
  again(commandId: string): Promise<Reply> | null {
    const refused = this.#queue.list.find(commandId);
    if (refused?.refusal === undefined) return null;
    const { name, fields, keepRefused, typed } = refused;
    const answered = this.send(name, fields, { keepRefused, typed });
    this.forget(commandId);
    return answered;
  }

  forget(commandId: string) {
    this.#queue.forget(commandId);
  }

  /** Takes back a queued command: removes it if it was refused or cannot have been sent; otherwise sends `undo` after it, and keeps no refusal of it. */
  takeBack(command: Waiting | undefined, undo: () => Promise<Reply>) {
    const waiting = command && this.#queue.list.find(command.commandId);
    if (waiting && (waiting.refusal !== undefined || (!waiting.left && !this.#open)))
      return this.forget(waiting.commandId);
    void undo().then(() => waiting && this.forget(waiting.commandId));
  }

  dropOld(ids: string[]) {
    this.#queue.dropOld(ids);
  }

  /** The page is left: the commands that have to be sent now, in order, because storing them may not end in time. */
  handOver(): Waiting[] {
    return this.#open ? this.#queue.handOver().filter(fitsAFrame) : [];
  }

  open() {
    this.#open = true;
    this.#sender.wake();
    this.#look();
  }

  close() {
    this.#open = false;
    this.#sender.wake();
    this.#queue.watchLeader(false);
  }

  /** Resolves to the first refusal, or else the last reply. */
  async #addInFrames<Name extends CommandName>(
    name: Name,
    fields: CommandFields<Name>,
    how: HowToSend<Name>,
  ): Promise<Reply> {
    const replies = await Promise.all(inFrames(name, fields).map((part) => this.#add(name, part, how)));
    return replies.find(({ ok }) => !ok) ?? replies.at(-1)!;
  }

  #add<Name extends CommandName>(
    name: Name,
    fields: CommandFields<Name>,
    { keepRefused = false, typed }: HowToSend<Name>,
  ): Promise<Reply> {
    const [commandId, at] = [newId(), this.#clock.exact()];
    this.#forgetRefused(typed);
    const answered = this.#answerTo(commandId);
    void this.#queue.add({ commandId, name, fields, at, keepRefused, typed, left: false, order: Infinity });
    return answered;
  }

  /** Removes an older refusal of text from the same place. */
  #forgetRefused(typed: Typed | undefined) {
    for (const { commandId, refusal, typed: before } of this.#queue.list.all)
      if (refusal !== undefined && before && before.place === typed?.place) this.forget(commandId);
  }

  #answerTo(commandId: string) {
    return new Promise<Reply>((answer) => {
      this.#answers.set(commandId, [...(this.#answers.get(commandId) ?? []), answer]);
    });
  }

  async #answered(command: Kept, reply: Reply) {
    await this.#queue.answered(command, reply);
    if (command.typed) this.onanswered(command.typed, reply);
  }

  #answer(commandId: string, reply: Reply) {
    for (const answer of this.#answers.get(commandId) ?? []) answer(reply);
    this.#answers.delete(commandId);
  }

  #look() {
    this.#sender.look();
    this.#queue.watchLeader(this.#open);
  }
}
