import { SvelteMap } from 'svelte/reactivity';
import { oncePerLive } from '../live/once-per-live.ts';

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
export const timesBegun = oncePerLive(() => new SvelteMap<string, TimeBegun>());

/** Whether a number was typed that is not saved: with the page it would be lost. */
export const hasNumberBegun = (app: Parameters<typeof timesBegun>[0]) =>
  [...timesBegun(app).values()].some(({ number }) => number.trim() !== '');
