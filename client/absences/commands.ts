import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

export const addAbsence = (live: Live, fields: Omit<CommandFields<'absence:add'>, 'absenceId'>) =>
  live.send('absence:add', { absenceId: newId(), ...fields });

export const removeAbsence = (live: Live, absenceId: string) => live.send('absence:remove', { absenceId });
