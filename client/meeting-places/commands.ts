import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

export type PlaceFields = Omit<CommandFields<'meetingPlace:add'>, 'placeId'>;

export const addPlace = (live: Live, fields: PlaceFields) =>
  live.send('meetingPlace:add', { placeId: newId(), ...fields });
/** `basedOn`: the version that was seen. */
export const changePlace = (live: Live, placeId: string, fields: PlaceFields & { basedOn: number }) =>
  live.send('meetingPlace:change', { placeId, ...fields });
export const retirePlace = (live: Live, placeId: string) => live.send('meetingPlace:retire', { placeId });
