import type { Role } from '#shared/viewer';
import type { Context } from '../platform/live/commands/command.ts';

/** Effects of a change of a person on other nouns, in the same transaction. */
export type PeopleReactions = {
  /** A person lost these roles: releases what was assigned to them by these. */
  rolesLost: (context: Context, personId: string, lost: Role[]) => Promise<void>;
  /** A person was suspended: releases everything assigned to them. */
  suspended: (context: Context, personId: string) => Promise<void>;
  /** A person's phone number changed or was removed. */
  phoneChanged: (context: Context, personId: string) => Promise<void>;
};
