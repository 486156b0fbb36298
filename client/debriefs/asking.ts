import type { DebriefWay } from '#shared/debriefs';

/** What can be said when asking, and never has to be. */
export type Asking = {
  callIds: string[];
  managerId: string | null;
  mayEscalate: boolean;
  way: DebriefWay | null;
  withQuote: boolean;
};
