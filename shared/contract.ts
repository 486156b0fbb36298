import type * as v from 'valibot';
import type { Typing } from './messages.ts';
import type { Commands, News, NewsName, Noun, RowOf } from './nouns.ts';
import type { Person } from './people.ts';
import type { Reply } from './refusals.ts';

export type { News, NewsName } from './nouns.ts';

export type CommandName = keyof Commands;
/** The fields as sent, before defaults are filled in. */
export type CommandFields<Name extends CommandName> = v.InferInput<Commands[Name]>;

/** Every visible row of each noun that changed after `since`. */
export type Rows = { [N in Noun]: RowOf<N>[] };
/**
 * The first event on every connection, sent again whenever more becomes visible.
 * Holds every visible row changed after `since`; `since` 0 means all of it, so any other row that the client holds is out of date.
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
    /** `at` is when it happened, by the sender's clock corrected by the server's. */
    fields: CommandFields<Name> & { commandId: string; at?: string },
    answer: (reply: Reply) => void,
  ) => void;
} & {
  typing: (typing: { on: boolean; to?: string }) => void;
  /** A liveness check, answered at once with the server's clock in milliseconds since 1970. */
  probe: (answer: (life: { ok: true; now: number }) => void) => void;
};

export type ToClient = { [Name in NewsName]: (row: News[Name]) => void } & {
  welcome: (welcome: Welcome) => void;
  typing: (typing: Typing) => void;
  /** Sent before this connection is closed because the person has too many. The page reconnects when they return to it. */
  displaced: () => void;
};
