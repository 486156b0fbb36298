import type { Live } from '../live/live.svelte.ts';

export const followUpSteps = (live: Live) => ({
  done: (followUpId: string) => live.send('followUp:done', { followUpId }),
  reopen: (followUpId: string) => live.send('followUp:reopen', { followUpId }),
});
