import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';

type Note = CommandFields<'call:note'>;

export const startCall = (live: Live, callId: string) => live.send('call:start', { callId });

/** A call that was not started live. Times are ISO strings. */
export const logCall = (live: Live, call: CommandFields<'call:log'>) =>
  live.send('call:log', call, { keepRefused: true });

/** Without `basedOn`, overwrites later changes by others. Unsent notes about one call are merged. */
export const noteCall = (live: Live, note: Note) =>
  live.send('call:note', note, { join: mergeNotes, keepRefused: true });

export const endCall = (live: Live, callId: string) => live.send('call:end', { callId });

export const closeCall = (live: Live, callId: string) => live.send('call:close', { callId });

export const takeOverCall = (live: Live, callId: string) => live.send('call:takeOver', { callId });

/** A merged note keeps the base of the earlier one, so notes with and without a base are never merged. */
const mergeNotes = (waiting: Note, next: Note): Note | null =>
  waiting.callId === next.callId && (waiting.basedOn === undefined) === (next.basedOn === undefined)
    ? { ...waiting, changes: { ...waiting.changes, ...next.changes } }
    : null;
