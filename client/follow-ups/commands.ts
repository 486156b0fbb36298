import type { Live } from '../live/live.svelte.ts';

export const takeFollowUp = (live: Live, followUpId: string) => live.send('followUp:take', { followUpId });

export const completeFollowUp = (live: Live, followUpId: string) =>
  live.send('followUp:done', { followUpId });

export const reopenFollowUp = (live: Live, followUpId: string) =>
  live.send('followUp:reopen', { followUpId });
