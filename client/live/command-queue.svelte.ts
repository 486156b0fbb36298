import type { CommandFields, CommandName } from '#shared/contract';
import { isNeededBy, isUrgent } from './urgent.ts';

/** A command that has not been acknowledged. With `refusal`, it was refused and is kept for the text in it. */
export type Waiting<Name extends CommandName = CommandName> = {
  commandId: string;
  name: Name;
  fields: CommandFields<Name>;
  at: number;
  refusal?: string;
};

/** Text and the place it was typed in: cleared there once accepted, restored there once refused. */
export type Typed = { place: string; text: string };

export type HowToSend<Name extends CommandName> = {
  /** Merges this command into an unsent one of the same name. Null keeps them apart; returning `next` replaces the earlier one and its time. */
  join?: (waiting: CommandFields<Name>, next: CommandFields<Name>) => CommandFields<Name> | null;
  /** Keeps a refused command, with its text, until it is sent again or forgotten. */
  keepRefused?: boolean;
  typed?: Typed | undefined;
};

/** `order` is its position among all commands of this browser, and Infinity until it is stored. */
export type Kept = Waiting & {
  keepRefused: boolean;
  typed?: Typed | undefined;
  left: boolean;
  order: number;
};

/** How to send text that was typed in a place. If it is refused after its page has closed, it is kept with the reason. */
export const typedAt = (place: string | undefined, text = '') =>
  place === undefined || text === '' ? {} : { typed: { place, text }, keepRefused: true };

/** All waiting commands, in the order they were given. */
export class CommandQueue {
  all = $state.raw<Kept[]>([]);

  find(commandId: string): Kept | undefined {
    return this.all.find((entry) => entry.commandId === commandId);
  }

  /** The next command to send, once its order is known: an urgent one and those it depends on first. */
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

  /** The order after all others, where no stored list assigns one. */
  get end(): number {
    return Math.max(0, ...this.all.map(({ order }) => order).filter((order) => order < Infinity)) + 1;
  }
}
