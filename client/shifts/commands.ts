import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

export const assignPlace = (live: Live, fields: CommandFields<'shift:place'>) =>
  live.send('shift:place', fields);

export const setOnCall = (live: Live, fields: CommandFields<'shift:onCall'>) =>
  live.send('shift:onCall', fields);

/** Each change has an id of its own, under which it can be undone. */
type New<
  Name extends 'shift:add' | 'shift:move' | 'shift:cancel' | 'shift:changePattern' | 'shift:copyWeek',
> = Omit<CommandFields<Name>, 'changeId'>;

export const addShift = (live: Live, fields: Omit<New<'shift:add'>, 'shiftId'>) =>
  live.send('shift:add', { changeId: newId(), shiftId: newId(), ...fields });

export const moveShift = (live: Live, fields: New<'shift:move'>) =>
  live.send('shift:move', { changeId: newId(), ...fields });

export const cancelShift = (live: Live, fields: New<'shift:cancel'>) =>
  live.send('shift:cancel', { changeId: newId(), ...fields });

export const undoChange = (live: Live, changeId: string) => live.send('shift:undo', { changeId });

export const changePattern = (live: Live, fields: New<'shift:changePattern'>) =>
  live.send('shift:changePattern', { changeId: newId(), ...fields });

export const copyWeek = (live: Live, fields: New<'shift:copyWeek'>) =>
  live.send('shift:copyWeek', { changeId: newId(), ...fields });
