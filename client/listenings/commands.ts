import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

export const askToListen = (live: Live, shiftId: string, personId: string) =>
  live.send('listening:ask', { listeningId: newId(), shiftId, personId });

export const answerListening = (live: Live, listeningId: string, yes: boolean) =>
  live.send('listening:say', { listeningId, yes });

export const endListening = (live: Live, listeningId: string) => live.send('listening:end', { listeningId });
