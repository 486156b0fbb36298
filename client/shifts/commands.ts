import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';

export const assignPlace = (live: Live, fields: CommandFields<'shift:place'>) =>
  live.send('shift:place', fields);

export const setOnCall = (live: Live, fields: CommandFields<'shift:onCall'>) =>
  live.send('shift:onCall', fields);
