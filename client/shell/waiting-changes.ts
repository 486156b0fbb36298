import type { Waiting } from '../live/outbox.svelte.ts';

/** Unsent commands that matter to the person: all but those that mark something as seen. */
export const changesIn = (all: Waiting[]) =>
  all.filter(({ name, refusal }) => refusal === undefined && !/seen$/i.test(name));
