import type { CommandFields, CommandName } from '#shared/contract';
import { isNeededBy, isUrgent } from './urgent.ts';

/** A command that has not been acknowledged. With `refusal`, it was turned down and is kept for its words. */
export type Waiting<Name extends CommandName = CommandName> = {
  commandId: string;
  name: Name;
  fields: CommandFields<Name>;
  at: number;
  refusal?: string;
};

/** Where words were typed: they go from there once they have arrived, and come back there when they are refused. */
export type Typed = { place: string; text: string };

export type HowToSend<Name extends CommandName> = {
  /** Joins this command to one of the same name that has not left yet; null leaves them apart, and `next` itself takes its place and time. */
  join?: (waiting: CommandFields<Name>, next: CommandFields<Name>) => CommandFields<Name> | null;
  /** Keeps a refused command, and the words in it, until it is sent again or forgotten. */
  keepRefused?: boolean;
  typed?: Typed | undefined;
};

/** `order` is its place among all that was given in this browser, and endless until that is written down. */
export type Kept = Waiting & {
  keepRefused: boolean;
  typed?: Typed | undefined;
  left: boolean;
  order: number;
};

/** How words go that were typed somewhere. Where they are refused after their page has gone, they are kept with the reason. */
export const typedAt = (place: string | undefined, text = '') =>
  place === undefined || text === '' ? {} : { typed: { place, text }, keepRefused: true };

/** Everything that waits, in the order it was given. */
export class CommandQueue {
  all = $state.raw<Kept[]>([]);

  find(commandId: string): Kept | undefined {
    return this.all.find((entry) => entry.commandId === commandId);
  }

  /** What is to be sent next, if its place is known: what is urgent and what it needs, else the first. */
  next(): Kept | undefined {
    const waiting = this.all.filter((entry) => entry.refusal === undefined);
    const urgent = waiting.findIndex(isUrgent);
    const next = waiting.find(
      (entry, at) => urgent < 0 || at === urgent || isNeededBy(waiting[urgent]!, entry, waiting),
    );
    return next && next.order < Infinity ? next : undefined;
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

  /** The place after all others, where no list on a disk gives one. */
  get end(): number {
    return Math.max(0, ...this.all.map(({ order }) => order).filter((order) => order < Infinity)) + 1;
  }
}
