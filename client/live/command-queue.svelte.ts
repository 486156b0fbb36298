import { isNeededBy, isUrgent } from './urgent.ts';
import type { Kept } from './waiting.ts';

/** All unacknowledged commands, in the order they were given. */
export class CommandQueue {
  all = $state.raw<Kept[]>([]);

  find(commandId: string): Kept | undefined {
    return this.all.find((entry) => entry.commandId === commandId);
  }

  /** The next command to send: an urgent one and those it depends on first. */
  next(): Kept | undefined {
    const waiting = this.all.filter((entry) => entry.refusal === undefined);
    const urgent = waiting.findIndex(isUrgent);
    return waiting.find(
      (entry, at) => urgent < 0 || at === urgent || isNeededBy(waiting[urgent]!, entry, waiting),
    );
  }

  put(entry: Kept) {
    const others = this.all.filter(({ commandId }) => commandId !== entry.commandId);
    this.all = [...others, entry].sort((a, b) => (a.order === b.order ? 0 : a.order - b.order));
  }

  change(commandId: string, change: Partial<Kept>) {
    const entry = this.find(commandId);
    if (entry) this.put({ ...entry, ...change });
  }

  drop(commandId: string) {
    this.all = this.all.filter((entry) => entry.commandId !== commandId);
  }

  /** The order after all others, where no stored list assigns one. */
  get end(): number {
    return Math.max(0, ...this.all.map(({ order }) => order).filter((order) => order < Infinity)) + 1;
  }
}
