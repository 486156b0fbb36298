import { Pages } from '../live/pages.svelte.ts';

/** Older calls, latest first. */
export const callPages = <Found extends { startedAt: string }>(
  address: '/api/calls/mine' | '/api/grants/calls',
) => new Pages<Found>({ address, list: 'calls', cursor: ({ startedAt }) => startedAt });
