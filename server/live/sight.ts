import { callAsSeenBy } from '#shared/calls';
import { messageAsSeenBy } from '#shared/chat';
import { checkInAsSeenBy } from '#shared/check-ins';
import type { News, NewsName } from '#shared/contract';
import { debriefLineAsSeenBy } from '#shared/debrief-lines';
import { debriefAsSeenBy } from '#shared/debrief';
import { followUpAsSeenBy } from '#shared/follow-ups';
import { helplineAsSeenBy } from '#shared/helpline';
import { missedCallAsSeenBy } from '#shared/missed-calls';
import { openingAsSeenBy } from '#shared/openings';
import { personAsSeenBy, type Viewer } from '#shared/people';
import { presenceAsSeenBy } from '#shared/presence';
import { reachAsSeenBy, undeliveredAsSeenBy } from '#shared/reach';
import { flagAsSeenBy } from '#shared/review';
import { shiftAsSeenBy } from '#shared/rota';
import { signalAsSeenBy } from '#shared/signals';
import { updateAsSeenBy } from '#shared/updates';

type Sight = { [Name in NewsName]: (viewer: Viewer, row: News[Name]) => News[Name] | null };

/** The one filter per noun through which all news and every welcome go. Null: this viewer does not learn of the row. */
export const asSeenBy: Sight = {
  'presence:changed': presenceAsSeenBy,
  'call:changed': callAsSeenBy,
  'missedCall:changed': missedCallAsSeenBy,
  'message:changed': messageAsSeenBy,
  'signal:changed': signalAsSeenBy,
  'debrief:changed': debriefAsSeenBy,
  'debriefLine:changed': debriefLineAsSeenBy,
  'followUp:changed': followUpAsSeenBy,
  'checkIn:changed': checkInAsSeenBy,
  'flag:changed': flagAsSeenBy,
  'opening:changed': openingAsSeenBy,
  'shift:changed': shiftAsSeenBy,
  'person:changed': personAsSeenBy,
  'reach:changed': reachAsSeenBy,
  'undelivered:changed': undeliveredAsSeenBy,
  'helpline:changed': helplineAsSeenBy,
  'update:changed': updateAsSeenBy,
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
