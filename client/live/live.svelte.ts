import type { Socket } from 'socket.io-client';
import type { CommandName, CommandFields, ToClient, ToServer } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import type { ServerClock } from './clock.svelte.ts';
import { Outbox, type HowToSend, type Waiting } from './outbox.svelte.ts';
import { answerWithin } from './patience.ts';

export type LiveSocket = Socket<ToClient, ToServer>;
/** The server pings every eight seconds; a link silent for longer than this may be dead. */
const staleAfter = 9_000;
/** News of two commands may overtake each other, so ask for a little more than what has not been heard. */
const overlap = 20;

/** The link to the server as reactive state, with the outbox that every command goes through. */
export class Live {
  #socket: LiveSocket;
  #clock: ServerClock;
  #highest = 0;
  #heardOnStopwatch = 0;

  connected = $state(false);
  /** Set by the first welcome, and never unset: from then on there is something to show. */
  welcomed = $state(false);
  /** The sign-in ended while the page was open. */
  signedOut = $state(false);
  /** The server's time when it was last heard. */
  lastHeardAt = $state(0);
  outbox: Outbox;

  constructor(socket: LiveSocket, clock: ServerClock) {
    this.#socket = socket;
    this.#clock = clock;
    this.outbox = new Outbox((command) => this.#deliver(command), clock);

    socket.auth = (give) => give({ since: Math.max(0, this.#highest - overlap) });
    socket.on('welcome', ({ now, version }) => {
      clock.set(now);
      this.#heard();
      this.#highest = Math.max(this.#highest, version);
      this.connected = true;
      this.welcomed = true;
      this.signedOut = false;
      this.outbox.open();
    });
    socket.onAny((_name, row: { version?: number }) => {
      this.#highest = Math.max(this.#highest, row.version ?? 0);
      this.#heard();
    });
    socket.io.on('ping', this.#heard);
    socket.on('disconnect', (reason) => {
      this.connected = false;
      this.outbox.close();
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', ({ message }) => {
      if (message === 'not-signed-in') this.signedOut = true;
      else if (!socket.active) setTimeout(() => socket.connect(), answerWithin);
    });
  }

  on<Name extends keyof ToClient>(name: Name, hear: ToClient[Name]) {
    this.#socket.on(name, hear as never);
  }

  send<Name extends CommandName>(
    name: Name,
    fields: CommandFields<Name>,
    how?: HowToSend<Name>,
  ): Promise<Reply> {
    return this.outbox.send(name, fields, how);
  }

  /** The commands of one name that have not been acknowledged, in order. */
  waiting<Name extends CommandName>(name: Name): Waiting<Name>[] {
    return this.outbox.all.filter((command): command is Waiting<Name> => command.name === name);
  }

  /** Said without waiting for an answer, and lost without harm. */
  typing(on: boolean) {
    if (this.connected) this.#socket.volatile.emit('typing', { on });
  }

  open() {
    this.#socket.connect();
  }

  /** After sleep or a change of network: a link that has been silent too long is opened afresh, at once. */
  wake() {
    const silent = performance.now() - this.#heardOnStopwatch;
    if (this.signedOut || (this.connected && silent < staleAfter)) return;
    this.#socket.disconnect().connect();
  }

  async #deliver(command: Waiting): Promise<Reply> {
    const { name, commandId, fields } = command;
    const ask = this.#socket.timeout(answerWithin) as unknown as {
      emitWithAck(name: string, fields: object): Promise<Reply>;
    };
    const reply = await ask.emitWithAck(name, { commandId, ...fields });
    this.#heard();
    if (!reply.ok && reply.code === 'not-signed-in') {
      this.signedOut = true;
      this.outbox.close();
      throw new Error('not-signed-in');
    }
    return reply;
  }

  #heard = () => {
    this.#heardOnStopwatch = performance.now();
    this.lastHeardAt = this.#clock.exact();
  };
}
