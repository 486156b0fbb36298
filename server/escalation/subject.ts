import type { Change } from '../platform/live/commands/command.ts';

/** A kind of thing that escalates until somebody answers it. The noun it belongs to implements this and registers its due job. */
export type EscalationSubject = {
  /** The noun's name, as the table of steps holds it. */
  name: string;
  /** Reads the thing with this id and who may be asked now. Null: it was answered or is over, and its due steps are dropped. */
  waiting: (change: Change, id: string) => Promise<Waiting | null>;
};

export type Waiting = {
  /** The ids of everybody who can be asked now, in the order in which they are asked. */
  inTurn: string[];
  /** The ids of those whom escalation has reached already, first to last. */
  reached: string[];
  /** Records that these people were reached, announces it, and notifies them. */
  reach: (personIds: [string, ...string[]]) => Promise<void>;
};
