import type { Socket } from 'socket.io-client';
import { isVersionRefusal, protocol, type VersionRefusal } from '#shared/protocol';
import type { CommandName, CommandFields, ToClient, ToServer, Welcome } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import type { ServerClock } from './clock.svelte.ts';
import { Outbox, type HowToSend, type Waiting } from './outbox.svelte.ts';
import { ackTimeoutMs, shortestWaitSaidMs, probeTimeoutMs, restBefore } from './timeouts.ts';
import { Heartbeat } from './heartbeat.ts';
import { DraftTexts } from './draft-texts.svelte.ts';
import type { Persistence } from './persistence.ts';
import { VersionRefused } from './version-refused.svelte.ts';

export type LiveSocket = Socket<ToClient, ToServer>;

/** The connection to the server as reactive state, with the outbox that every command goes through. */
export class Live {
  #socket: LiveSocket;
  #clock: ServerClock;
  #heartbeat: Heartbeat;
  #whose: string | undefined;
  /** The version of the last welcome. A resync starts there, since news from another server may be missing between two later rows. */
  #welcomedTo = 0;
  /** Connections in a row that the server answered and closed, for example while its database is down. */
  #turnedAway = 0;
  #openedAt = -Infinity;
  #nextTry: ReturnType<typeof setTimeout> | undefined;
  /** The page was left: no reconnecting until it is shown again. */
  #left = false;

  connected = $state(false);
  /** Set by the first welcome and never unset. */
  welcomed = $state(false);
  /** The sign-in ended while the page was open. */
  signedOut = $state(false);
  /** This browser is signed in as somebody else or signed out, so this page has to close. */
  over = $state(false);
  /** Closed by the server, because this person has Alongside open on too many pages. */
  displaced = $state(false);
  /** The server's time of the last message, in milliseconds since 1970. */
  lastHeardAt = $state(0);
  /** Whether the server is of another version than this page. */
  version = new VersionRefused();
  outbox: Outbox;
  /** What `sendOnce` has sent. */
  sentOnce = new Set<string>();
  /** Text that has been typed and not sent, by the place it is typed in. */
  drafts: DraftTexts;
  /** Undefined until local persistence is set up. */
  persistence: Persistence | undefined;

  constructor(socket: LiveSocket, clock: ServerClock, whose?: string) {
    this.#socket = socket;
    this.#clock = clock;
    this.#whose = whose;
    this.#heartbeat = new Heartbeat({
      ask: () => socket.emit('probe', this.#answerToProbe),
      ondead: () => this.#openAfresh(),
    });
    clock.onjump = () => this.connected && this.#heartbeat.doubt();
    this.drafts = new DraftTexts(() => clock.exact());
    this.outbox = new Outbox((command) => this.#deliver(command), clock);
    this.outbox.onanswered = (typed, reply) => this.drafts.answered(typed, reply);

    socket.auth = (give) => give({ since: this.#welcomedTo, protocol });
    socket.on('welcome', (welcome) => this.#enter(welcome));
    socket.on('displaced', () => (this.displaced = true));
    socket.onAny(this.#heard);
    socket.io.on('ping', this.#heard);
    socket.on('disconnect', (reason) => {
      this.connected = false;
      this.#heartbeat.stop();
      this.outbox.close();
      if (reason === 'io server disconnect' && !this.displaced) this.#comeBack(this.#turnedAway === 0);
    });
    socket.on('connect_error', ({ message }) => {
      if (message === 'not-signed-in') this.signedOut = true;
      else if (isVersionRefusal(message)) this.#waitForVersion(message);
      else if (!socket.active) this.#comeBack();
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

  /** Sent without acknowledgement; losing one is harmless. */
  typing(on: boolean, to: string) {
    if (this.connected) this.#socket.volatile.emit('typing', { on, to });
  }

  open() {
    this.#socket.connect();
  }

  /** After sleep or a network change: probes an open connection, and reconnects at once where there is none. */
  wake() {
    if (this.displaced && document.hidden) return;
    this.#left = false;
    if (this.connected) this.#heartbeat.doubt();
    else if (performance.now() - this.#openedAt > probeTimeoutMs) this.#openAfresh();
  }

  /** Restarts the attempts to reach a server that accepts this page's version. */
  askAgain() {
    this.version.begin();
    this.#openAfresh();
  }

  /** The page is unloaded or enters the back/forward cache. */
  rest() {
    this.#left = true;
    for (const command of this.outbox.handOver()) void this.#deliver(command).catch(() => {});
    this.close();
  }

  /** Closes the connection. */
  close() {
    this.#socket.disconnect();
    this.#heartbeat.stop();
  }

  #enter({ now, version, me }: Welcome) {
    this.#whose ??= me.id;
    if (me.id !== this.#whose) {
      this.over = true;
      return this.close();
    }
    this.#clock.set(now);
    this.#heard();
    this.#turnedAway = 0;
    this.version.noteUnderstood();
    this.#welcomedTo = version;
    this.connected = this.welcomed = true;
    this.signedOut = this.displaced = false;
    this.persistence?.removeOld(now);
    this.outbox.open();
  }

  #openAfresh() {
    this.#openedAt = performance.now();
    this.#socket.disconnect().connect();
  }

  #mayOpen = () => !this.over && !this.#left;

  /** Reconnects, with a growing pause while the server keeps closing the connection. */
  #comeBack(atOnce = false) {
    this.#turnedAway += 1;
    if (atOnce) this.#socket.connect();
    else
      setTimeout(() => this.#mayOpen() && this.#socket.connect(), restBefore(Math.min(this.#turnedAway, 3)));
  }

  /** Queued commands stay, and are sent once the versions match. */
  #waitForVersion(reason: VersionRefusal) {
    const rest = this.version.noteRefused(reason);
    clearTimeout(this.#nextTry);
    if (rest !== null) this.#nextTry = setTimeout(() => this.#mayOpen() && this.#socket.connect(), rest);
  }

  /** A delayed command carries the time it was given; an immediate one takes the server's time. */
  async #deliver({ name, commandId, fields, at }: Waiting): Promise<Reply> {
    const waited = at > 0 && this.#clock.exact() - at > shortestWaitSaidMs;
    const when = waited ? { at: new Date(at).toISOString() } : {};
    const ask = this.#socket.timeout(ackTimeoutMs) as unknown as {
      emitWithAck(name: string, fields: object): Promise<Reply>;
    };
    const reply = await ask.emitWithAck(name, { commandId, ...when, ...fields });
    this.#heard();
    if (!reply.ok && reply.code === 'not-signed-in') {
      this.signedOut = true;
      this.outbox.close();
      throw new Error('not-signed-in');
    }
    return reply;
  }

  #answerToProbe = ({ now }: { now?: number }) => {
    if (now !== undefined) this.#clock.set(now);
    this.#heard();
  };

  #heard = () => {
    this.#heartbeat.heard();
    this.lastHeardAt = this.#clock.exact();
  };
}
