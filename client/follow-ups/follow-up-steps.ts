import type { Live } from '../live/live.svelte.ts';

export const followUpSteps = (live: Live) => ({
  take: (followUpId: string) => live.send('followUp:take', { followUpId }),
  done: (followUpId: string) => live.send('followUp:done', { followUpId }),
  reopen: (followUpId: string) => live.send('followUp:reopen', { followUpId }),
});
