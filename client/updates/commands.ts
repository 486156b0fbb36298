import type { Live } from '../live/live.svelte.ts';

export const markUpdateSeen = (live: Live, updateId: string) => live.send('update:seen', { updateId });
