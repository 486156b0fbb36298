import type { CommandFields, CommandName } from '#shared/contract';

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

/** How to send what was asked for in a place, with text or without: if it is refused, it is kept with the reason until it is asked for there again. */
export const askedAt = (place: string, text = '') => ({ typed: { place, text }, keepRefused: true });

/** How to send text that was typed in a place. If it is refused after its page has closed, it is kept with the reason. */
export const typedAt = (place: string | undefined, text = '') =>
  place === undefined || text === '' ? {} : askedAt(place, text);
