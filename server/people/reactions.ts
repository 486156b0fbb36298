import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import type { Change, Context } from '../platform/live/commands/command.ts';

/** `lost`: the roles that the change removed. `left`: the roles that the person keeps; empty after a suspension. */
export type RolesLost = { lost: Role[]; left: Role[] };

/** Effects of a change of a person on other nouns, in the same transaction. */
export type PeopleReactions = {
  /** A person lost these roles: releases what was assigned to them by these. */
  rolesLost: (change: Change, personId: string, roles: RolesLost) => Promise<void>;
  /** A person was suspended: releases everything assigned to them. */
  suspended: (change: Change, personId: string) => Promise<void>;
  /** A person's phone number changed or was removed. */
  phoneChanged: (context: Context, personId: string) => Promise<void>;
  /** The days in which a person learns the work were changed, or there are none any more. */
  inductionChanged: (context: Context, person: Person) => Promise<void>;
  /** Whether a person has a place in a shift that is on or begins within these times. */
  hasPlaceWithin: (tx: Tx, personId: string, within: { from: Date; to: Date }) => Promise<boolean>;
};
