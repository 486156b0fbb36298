import { oncePerLive } from '../live/fetched-by-version.svelte.ts';

/** What is filled in of a call back and not saved; undefined where nothing is chosen. */
export type TimeBegun = {
  day: string | undefined;
  begins: string | undefined;
  ends: string | undefined;
  who: 'whoever' | 'me';
  number: string;
  deletes: boolean;
};

/** By the call back, or by its call where none is agreed yet. For one sign-in, and in memory alone: a number that is not saved reaches no disk. */
export const timesBegun = oncePerLive(() => new Map<string, TimeBegun>());
