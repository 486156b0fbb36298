import type { DebriefWay } from '#shared/debriefs';

/** The optional fields of a request. */
export type Asking = {
  callIds: string[];
  managerId: string | null;
  mayEscalate: boolean;
  way: DebriefWay | null;
  withQuote: boolean;
};
