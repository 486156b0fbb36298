import type { Role } from '#shared/viewer';
import type { Context } from '../platform/live/commands/command.ts';

/** What a change of a person causes in nouns that know people, within the same transaction. */
export type PeopleReactions = {
  /** Somebody has lost these roles: what they held by them is free for others. */
  rolesLost: (context: Context, personId: string, lost: Role[]) => Promise<void>;
  /** Somebody was suspended: everything they held is free for others. */
  suspended: (context: Context, personId: string) => Promise<void>;
  /** Somebody has another phone number, or none. */
  phoneChanged: (context: Context, personId: string) => Promise<void>;
};
