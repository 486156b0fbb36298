import { callAsSeenBy } from '#shared/calls';
import { messageAsSeenBy } from '#shared/chat';
import type { News, NewsName } from '#shared/contract';
import { debriefAsSeenBy } from '#shared/debrief';
import { personAsSeenBy, type Viewer } from '#shared/people';
import { presenceAsSeenBy } from '#shared/presence';
import { flagAsSeenBy } from '#shared/review';
import { shiftAsSeenBy } from '#shared/rota';
import { signalAsSeenBy } from '#shared/signals';

type Sight = { [Name in NewsName]: (viewer: Viewer, row: News[Name]) => News[Name] | null };

/** The one filter per noun through which all news and every welcome go. Null: this viewer does not learn of the row. */
export const asSeenBy: Sight = {
  'presence:changed': presenceAsSeenBy,
  'call:changed': callAsSeenBy,
  'message:changed': messageAsSeenBy,
  'signal:changed': signalAsSeenBy,
  'debrief:changed': debriefAsSeenBy,
  'flag:changed': flagAsSeenBy,
  'shift:changed': shiftAsSeenBy,
  'person:changed': personAsSeenBy,
};

/** One thing that happened, not yet told to anyone. */
export type Told = { [Name in NewsName]: { name: Name; row: News[Name] } }[NewsName];

export function seenBy<Name extends NewsName>(
  viewer: Viewer,
  name: Name,
  row: News[Name],
): News[Name] | null {
  return asSeenBy[name](viewer, row);
}
