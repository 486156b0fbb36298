import type { Invariant } from './evening.ts';

/** No server ends unless it is ended. */
export const serversLiveOn: Invariant = ({ endedByThemselves }) =>
  endedByThemselves.map((words) => `A server ended by itself: ${words}.`);
