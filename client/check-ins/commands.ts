import type { CheckIn } from '#shared/check-ins';
import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

type Answer = Omit<CommandFields<'checkIn:tell'>, 'checkInId'>;

/** Only the latest answer for a time of a shift counts, so one that has not been sent is replaced by the next. */
export const tellCheckIn = (live: Live, before: CheckIn | undefined, answer: Answer) =>
  live.send(
    'checkIn:tell',
    { checkInId: before?.id ?? newId(), ...answer },
    {
      join: (waiting, next) => (waiting.shiftId === next.shiftId && waiting.when === next.when ? next : null),
    },
  );

/** `place` is where the words were typed: a refusal puts them back there. */
export const writeWentWell = (live: Live, shiftId: string, words: string, place: string) =>
  live.send('checkIn:wentWell', { checkInId: newId(), shiftId, words }, typedAt(place, words));
export const takeOutWentWell = (live: Live, shiftId: string) =>
  live.send('checkIn:wentWell', { checkInId: newId(), shiftId, words: null });

export const askAgain = (live: Live, shiftId: string, ask: boolean) =>
  live.send('checkIn:askAgain', { checkInId: newId(), shiftId, ask });
