import type * as v from 'valibot';
import type { Typing } from './messages.ts';
import type { Commands, News, NewsName, Noun, RowOf } from './nouns.ts';
import type { Person } from './people.ts';
import type { Reply } from './refusals.ts';

export type { News, NewsName } from './nouns.ts';

export type CommandName = keyof Commands;
/** What the sender writes, before defaults are filled in. */
export type CommandFields<Name extends CommandName> = v.InferInput<Commands[Name]>;

/** Every visible row of each noun that changed after `since`. */
export type Rows = { [N in Noun]: RowOf<N>[] };
/**
 * The first message on every connection, and again whenever more becomes visible.
 * Holds every visible row changed after `since`; `since` 0 means all of it, so whatever else was kept is out of date.
 */
export type Welcome = Rows & {
  version: number;
  since: number;
  /** The server's clock in milliseconds since 1970, so that no timer trusts the device's. */
  now: number;
  trial: boolean;
  me: Person;
};

export type ToServer = {
  [Name in CommandName]: (
    /** `at` is when it happened, on the sender's clock set right by the server's. */
    fields: CommandFields<Name> & { commandId: string; at?: string },
    answer: (reply: Reply) => void,
  ) => void;
} & {
  typing: (typing: { on: boolean; to?: string }) => void;
  /** Is anybody there? Answered at once, with the server's clock. */
  probe: (answer: (life: { ok: true; now: number }) => void) => void;
};

export type ToClient = { [Name in NewsName]: (row: News[Name]) => void } & {
  welcome: (welcome: Welcome) => void;
  typing: (typing: Typing) => void;
};
