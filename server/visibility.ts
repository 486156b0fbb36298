import { callAsSeenBy } from '#shared/calls';
import { messageAsSeenBy } from '#shared/messages';
import { checkInAsSeenBy } from '#shared/check-ins';
import type { News, NewsName } from '#shared/contract';
import { debriefMessageAsSeenBy } from '#shared/debrief-messages';
import { debriefAsSeenBy } from '#shared/debriefs';
import { followUpAsSeenBy } from '#shared/follow-ups';
import { helplineAsSeenBy } from '#shared/helpline';
import { missedCallAsSeenBy } from '#shared/missed-calls';
import { grantAsSeenBy } from '#shared/grants';
import { personAsSeenBy, type Viewer } from '#shared/people';
import { presenceAsSeenBy } from '#shared/presence';
import { notificationPreferencesAsSeenBy, undeliveredAsSeenBy } from '#shared/notifications';
import { flagAsSeenBy } from '#shared/flags';
import { shiftAsSeenBy } from '#shared/shifts';
import { signalAsSeenBy } from '#shared/signals';
import { updateAsSeenBy } from '#shared/updates';

type Visibility = { [Name in NewsName]: (viewer: Viewer, row: News[Name]) => News[Name] | null };

/** The one filter per noun through which all news and every welcome go. Null: this viewer does not learn of the row. */
export const asSeenBy: Visibility = {
  'presence:changed': presenceAsSeenBy,
  'call:changed': callAsSeenBy,
  'missedCall:changed': missedCallAsSeenBy,
  'message:changed': messageAsSeenBy,
  'signal:changed': signalAsSeenBy,
  'debrief:changed': debriefAsSeenBy,
  'debriefMessage:changed': debriefMessageAsSeenBy,
  'followUp:changed': followUpAsSeenBy,
  'checkIn:changed': checkInAsSeenBy,
  'flag:changed': flagAsSeenBy,
  'grant:changed': grantAsSeenBy,
  'shift:changed': shiftAsSeenBy,
  'person:changed': personAsSeenBy,
  'notificationPreferences:changed': notificationPreferencesAsSeenBy,
  'undelivered:changed': undeliveredAsSeenBy,
  'helpline:changed': helplineAsSeenBy,
  'update:changed': updateAsSeenBy,
};

/** One thing that happened, not yet told to anyone. */
export type PendingNews = { [Name in NewsName]: { name: Name; row: News[Name] } }[NewsName];

export function visibleTo<Name extends NewsName>(
  viewer: Viewer,
  name: Name,
  row: News[Name],
): News[Name] | null {
  return asSeenBy[name](viewer, row);
}
