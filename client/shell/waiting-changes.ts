import type { Waiting } from '../live/outbox.svelte.ts';

/** What was done here and not yet sent. That something was seen is no change that anybody waits for. */
export const changesIn = (all: Waiting[]) =>
  all.filter(({ name, refusal }) => refusal === undefined && !/seen$/i.test(name));
