import type { Context } from '../platform/live/commands/command.ts';

/** Effects of a place on the meetings that are arranged there, in the same transaction. */
export type PlaceReactions = {
  /** What is written about it has changed. */
  meetingPlaceChanged: (context: Context, placeId: string) => Promise<void>;
};
