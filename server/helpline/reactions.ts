import type { Change } from '../platform/live/commands/command.ts';

/** Effects of the helpline's settings on others, in the same transaction. */
export type HelplineReactions = {
  /** The minutes have changed for which nothing may be heard of two who meet a caller. */
  meetingMinutesChanged: (change: Change) => Promise<void>;
};
