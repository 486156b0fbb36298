import { meetingPlaceAsSeenBy, meetingPlaceCommands } from '#shared/meeting-places';
import type { NounDefinition } from '../platform/nouns.ts';
import { meetingPlaceHandlers } from './commands.ts';
import { latestPlace, placesChangedSince } from './queries.ts';

export const meetingPlaces: NounDefinition<'meetingPlaces'> = {
  commands: meetingPlaceCommands,
  handlers: meetingPlaceHandlers,
  changedSince: placesChangedSince,
  latest: latestPlace,
  asSeenBy: meetingPlaceAsSeenBy,
};
