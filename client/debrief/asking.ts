import type { DebriefWay } from '#shared/debrief';

/** What can be said when asking, and never has to be. */
export type Asking = {
  callIds: string[];
  managerId: string | null;
  mayClimb: boolean;
  way: DebriefWay | null;
  withQuote: boolean;
};
