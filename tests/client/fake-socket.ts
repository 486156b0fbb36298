import { vi } from 'vitest';
import { newsOf } from '#shared/nouns';
import type { Welcome } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import { ServerClock } from '../../client/live/clock.svelte.ts';
import { Live, type LiveSocket } from '../../client/live/live.svelte.ts';
import { personRow } from './person-row.ts';

type Sent = {
  name: string;
  fields: Record<string, unknown>;
  answer: (reply: Reply) => void;
  /** The link broke before an answer came. */
  lost: () => void;
};
type Hear = (...given: unknown[]) => void;

/** The one thing that is not ours: a link whose other end the test holds. */
export class FakeSocket {
  sent: Sent[] = [];
  typings: unknown[] = [];
  probes: ((life: object) => void)[] = [];
  connects = 0;
  active = true;
  auth: unknown;
  io = { on: (name: string, hear: Hear) => this.on(`io:${name}`, hear) };
  #hearers = new Map<string, Hear[]>();
  #all: Hear[] = [];

  on(name: string, hear: Hear) {
    this.#hearers.set(name, [...(this.#hearers.get(name) ?? []), hear]);
    return this;
  }

  onAny(hear: Hear) {
    this.#all.push(hear);
  }

  connect() {
    this.connects += 1;
    return this;
  }

  disconnect() {
    this.say('disconnect', 'io client disconnect');
    return this;
  }

  emit(_name: 'probe', answer: (life: object) => void) {
    this.probes.push(answer);
  }

  volatile = { emit: (_name: string, typing: unknown) => this.typings.push(typing) };

  timeout(milliseconds: number) {
    return {
      emitWithAck: (name: string, fields: Record<string, unknown>) =>
        new Promise<Reply>((answer, fail) => {
          this.sent.push({ name, fields, answer, lost: () => fail(new Error('disconnected')) });
          setTimeout(() => fail(new Error('operation has timed out')), milliseconds);
        }),
    };
  }

  /** What the server, or the link itself, says. */
  say(name: string, ...given: unknown[]) {
    if (!['disconnect', 'connect_error'].includes(name)) for (const hear of this.#all) hear(name, ...given);
    for (const hear of this.#hearers.get(name) ?? []) hear(...given);
  }

  welcome(change: Partial<Welcome> = {}) {
    const nothing = Object.fromEntries(Object.keys(newsOf).map((noun) => [noun, []]));
    const helpline = {
      id: 'h',
      name: 'A line',
      timeZone: 'Europe/London',
      chatHours: 12,
      invitationDays: 3,
      lockMinutes: 10,
      lockHiddenMinutes: 2,
      escalatesAfterMinutes: [1, 3],
    };
    this.say('welcome', {
      version: 1,
      since: 0,
      now: Date.parse('2026-11-21T21:42:10Z'),
      trial: false,
      me: ana,
      ...nothing,
      helplines: [helpline],
      ...change,
    });
  }

  get asLive() {
    return this as unknown as LiveSocket;
  }
}

/** A page's link through a fake socket, on a clock that the test moves. */
export function fakeLive() {
  vi.useFakeTimers();
  const socket = new FakeSocket();
  const clock = new ServerClock();
  return { socket, clock, live: new Live(socket.asLive, clock) };
}

export const ana = personRow('01900000-0000-7000-8000-000000000001', 'Ana', { email: null });

/** Lets promises settle under fake timers. */
export const settled = async (turns = 12) => {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
};
