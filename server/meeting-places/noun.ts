import { meetingPlaceCommands } from '#shared/meeting-place-commands';
import { meetingPlaceAsSeenBy } from '#shared/meeting-places';
import type { NounDefinition } from '../platform/nouns.ts';
import { meetingPlaceHandlers } from './commands.ts';
import { latestPlace, placesChangedSince } from './queries.ts';
import type { PlaceReactions } from './reactions.ts';

export const meetingPlaces = (reactions: PlaceReactions): NounDefinition<'meetingPlaces'> => ({
  commands: meetingPlaceCommands,
  handlers: meetingPlaceHandlers(reactions),
  changedSince: placesChangedSince,
  latest: latestPlace,
  asSeenBy: meetingPlaceAsSeenBy,
});
