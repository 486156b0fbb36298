import type { CommandName, Rows } from '#shared/contract';
import { newsOf, type Noun } from '#shared/nouns';
import type { Reply } from '#shared/refusals';
import type { Row } from '#shared/shapes';
import type { LiveSocket } from '../live/live.svelte.ts';
import { madeUpRows, type Learner } from './made-up.ts';
import { practised, refusalOf, type PracticeRows } from './practice-commands.ts';

type Hear = (...given: unknown[]) => void;
type Carry = (fields: Record<string, unknown>, rows: PracticeRows) => void;

/** Takes the place of the connection and the server in a practice. Keeps its rows in memory; has no network, no storage and no other people. */
export class PracticeServer {
  active = true;
  auth: unknown;
  io = { on: () => this };
  volatile = { emit: () => this };
  #learner: Learner;
  #rows: Rows;
  #version = 1;
  #now: () => number;
  #hearers = new Map<string, Hear[]>();

  /** `now` is the server's time in milliseconds since 1970. */
  constructor(learner: Learner, now: () => number) {
    this.#learner = learner;
    this.#now = now;
    const none = Object.fromEntries(Object.keys(newsOf).map((noun) => [noun, []])) as unknown as Rows;
    this.#rows = { ...none, ...madeUpRows(learner, now()) };
  }

  on(name: string, hear: Hear) {
    this.#hearers.set(name, [...(this.#hearers.get(name) ?? []), hear]);
    return this;
  }

  onAny() {
    return this;
  }

  connect() {
    const [me] = this.#rows.people;
    this.#say('welcome', {
      ...this.#rows,
      ...{ me, version: this.#version, since: 0, now: this.#now(), trial: false },
    });
    return this;
  }

  disconnect() {
    this.#say('disconnect', 'io client disconnect');
    return this;
  }

  emit(_probe: string, answer: (life: { ok: true; now: number }) => void) {
    answer({ ok: true, now: this.#now() });
    return this;
  }

  timeout() {
    return {
      emitWithAck: (name: CommandName, fields: Record<string, unknown>) => this.#answer(name, fields),
    };
  }

  get asSocket() {
    return this as unknown as LiveSocket;
  }

  #answer(name: CommandName, fields: Record<string, unknown>): Promise<Reply> {
    const message = refusalOf(name);
    if (message !== null) return Promise.resolve({ ok: false, code: 'conflict', message });
    (practised[name] as Carry)(fields, {
      myId: this.#learner.me.id,
      now: () => new Date(this.#now()).toISOString(),
      all: (noun) => this.#rows[noun],
      keep: (noun, row) => this.#keep(noun, row),
      change: (noun, id, to) => this.#change(noun, id, to),
    });
    return Promise.resolve({ ok: true });
  }

  #keep(noun: Noun, row: Row) {
    const rows = this.#rows[noun] as Row[];
    const kept = { ...row, version: (this.#version += 1) };
    Object.assign(this.#rows, { [noun]: [...rows.filter(({ id }) => id !== row.id), kept] });
    this.#say(newsOf[noun], kept);
  }

  #change(noun: Noun, id: string, to: object) {
    const row = (this.#rows[noun] as Row[]).find((one) => one.id === id);
    if (row) this.#keep(noun, { ...row, ...to });
  }

  #say(name: string, ...given: unknown[]) {
    for (const hear of this.#hearers.get(name) ?? []) hear(...given);
  }
}
