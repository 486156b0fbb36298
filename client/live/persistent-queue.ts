import type { Reply } from '#shared/refusals';
import type { Box, SharedStore, TabChannel, Said } from './persistence.ts';
import { silentTabMs } from './timeouts.ts';
import { CommandQueue } from './command-queue.svelte.ts';
import type { Kept } from './waiting.ts';
import { fromStore, toStore } from './stored-commands.ts';

type QueueEvents = { changed: () => void; answered: (commandId: string, reply: Reply) => void };

const recordOf = (commandId: string) => `command ${commandId}`;

/** The command queue that all tabs of one person share: in memory, persisted where possible, and announced to the other tabs. */
export class PersistentQueue {
  list = new CommandQueue();
  #events: QueueEvents;
  #box: Box | null = null;
  #tabs: TabChannel | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(events: QueueEvents) {
    this.#events = events;
  }

  /** Whether this tab is the one that sends. */
  get isMine(): boolean {
    return this.#tabs?.isLeader ?? true;
  }

  /** Commands of earlier pages come before those of this one. */
  async persistIn({ box, tabs }: SharedStore) {
    this.#box = box;
    this.#tabs = tabs;
    tabs?.hear((said) => this.#hear(said));
    const early = this.list.all;
    for (const { commandId } of early) this.list.change(commandId, { order: Infinity });
    await this.#load();
    await Promise.all(early.map((entry) => this.add({ ...entry, order: Infinity })));
    if (tabs) tabs.onBecomingLeader = () => void this.reread();
    tabs?.requestLead();
  }

  /** Adds what other pages have stored. */
  async reread() {
    await this.#load();
    this.#events.changed();
  }

  /** Stores the command. If the queue is empty it is sent in the same task, in parallel with the write. */
  async add(entry: Kept) {
    const { commandId, at } = entry;
    this.list.put(entry);
    this.#events.changed();
    const given = this.list.find(commandId) ?? entry;
    const isNew = (stored?: unknown) => stored === undefined;
    const order = await this.#box?.write(recordOf(commandId), toStore(given), at, {
      may: isNew,
      left: given.left,
    });
    this.list.change(commandId, { order: order ?? this.list.end });
    this.#share(commandId);
  }

  /** False where the earlier form may have been sent already. */
  async rewrite(entry: Kept): Promise<boolean> {
    this.list.put(entry);
    if (!this.#box) return true;
    const isHereStill = (stored?: { left: boolean }) => stored !== undefined && !stored.left;
    const order = await this.#box.write(recordOf(entry.commandId), toStore(entry), entry.at, {
      may: isHereStill,
    });
    if (order === null) return false;
    this.#share(entry.commandId);
    return true;
  }

  /** Marks the command as possibly sent, and returns it in its stored form; null if it has been answered, unless `evenIfGone` repeats it. */
  async take({ commandId, order }: Kept, evenIfGone: boolean): Promise<Kept | null> {
    this.list.change(commandId, { left: true });
    const taken = this.#box?.take(recordOf(commandId));
    const stored = order < Infinity ? await taken : undefined;
    const command = stored ? fromStore(stored) : null;
    if (command) this.list.change(commandId, { fields: command.fields });
    else if (stored || (stored === null && !evenIfGone)) this.list.drop(commandId);
    this.#tabs?.say({ kind: 'sending' });
    return this.list.find(commandId) ?? null;
  }

  /** A refusal is shown only once it is stored: what is on the screen survives the page. */
  async answered(entry: Kept, reply: Reply) {
    const { commandId, at, keepRefused } = entry;
    if (reply.ok || !keepRefused) void this.#box?.remove(recordOf(commandId));
    else {
      const refused = toStore({ ...entry, refusal: reply.message });
      await this.#box?.write(recordOf(commandId), refused, at, { may: (stored) => stored !== undefined });
    }
    this.#tabs?.say({ kind: 'answered', commandId, reply, keepRefused });
    this.#settle(commandId, reply, keepRefused);
  }

  forget(commandId: string) {
    this.list.drop(commandId);
    void this.#box?.remove(recordOf(commandId));
    this.#tabs?.say({ kind: 'forgotten', commandId });
  }

  /** The page is left: marks all commands up to the last unstored one as possibly sent, and returns them in order. */
  handOver(): Kept[] {
    const waiting = this.list.all.filter(({ refusal }) => refusal === undefined);
    const mayBeLost = ({ order, left }: Kept) => !left && (order === Infinity || this.#box === null);
    const leaving = waiting.slice(0, waiting.findLastIndex(mayBeLost) + 1);
    for (const { commandId } of leaving) {
      this.list.change(commandId, { left: true });
      void this.#box?.take(recordOf(commandId));
    }
    return leaving;
  }

  /** Drops commands whose day of storage is over. */
  dropOld(ids: string[]) {
    for (const { commandId } of this.list.all)
      if (ids.includes(recordOf(commandId))) this.list.drop(commandId);
  }

  /** Takes over as leader if the leading tab is silent while commands wait. Further commands do not restart the wait. */
  watchLeader(isLinked: boolean) {
    if (this.isMine || !isLinked || !this.list.next()) {
      clearTimeout(this.#watch);
      this.#watch = undefined;
      return;
    }
    this.#watch ??= setTimeout(() => {
      this.#watch = undefined;
      this.#tabs?.takeLeadIfSilent(silentTabMs);
      this.#events.changed();
    }, silentTabMs);
  }

  #settle(commandId: string, reply: Reply, keepRefused: boolean) {
    if (reply.ok || !keepRefused) this.list.drop(commandId);
    else this.list.change(commandId, { keepRefused, refusal: reply.message });
    this.#events.answered(commandId, reply);
  }

  #hear(said: Said) {
    if (said.kind === 'waits') {
      const command = fromStore(said.command);
      if (command)
        this.list.put({ ...command, left: this.list.find(command.commandId)?.left ?? command.left });
    } else if (said.kind === 'answered') this.#settle(said.commandId, said.reply, said.keepRefused);
    else if (said.kind === 'forgotten') this.list.drop(said.commandId);
    this.#events.changed();
  }

  #share(commandId: string) {
    const command = this.list.find(commandId);
    if (command) this.#tabs?.say({ kind: 'waits', command: toStore(command) });
    this.#events.changed();
  }

  async #load() {
    for (const { value, place, left } of (await this.#box?.all(recordOf(''))) ?? []) {
      const command = fromStore(value);
      if (command) this.list.put({ ...command, order: place, left });
    }
  }
}
