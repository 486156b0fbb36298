import type { Waiting } from '../live/outbox.svelte.ts';

/** Unsent commands that a person cares about: all but those that mark something as seen. */
export const changesIn = (all: Waiting[]) =>
  all.filter(({ name, refusal }) => refusal === undefined && !/seen$/i.test(name));
