import { closesHoursAfter, opensMinutesBefore, windsDownMinutesAfter, type Shift } from '#shared/shifts';

type Times = Pick<Shift, 'startsAt' | 'endsAt'>;
const minute = 60_000;

export const opensAt = ({ startsAt }: Times) => Date.parse(startsAt) - opensMinutesBefore * minute;
export const closesAt = ({ endsAt }: Times) => Date.parse(endsAt) + closesHoursAfter * 60 * minute;
/** When the pair's messages are deleted, in milliseconds since 1970. */
export const talkGoesAt = ({ endsAt }: Times, chatHours: number) =>
  Date.parse(endsAt) + chatHours * 60 * minute;
/** Until when calls and messages may run over the end of the shift, in milliseconds since 1970. */
export const windsDownAt = ({ endsAt }: Times) => Date.parse(endsAt) + windsDownMinutesAfter * minute;

/** Whether the shift may be joined and written about. */
export const isOpen = (shift: Times, now: number) => opensAt(shift) <= now && now <= closesAt(shift);

export type Phase = 'before' | 'on' | 'winding-down' | 'over';
export function phaseOf(shift: Times, now: number): Phase {
  if (now < Date.parse(shift.startsAt)) return 'before';
  if (now < Date.parse(shift.endsAt)) return 'on';
  return now <= windsDownAt(shift) ? 'winding-down' : 'over';
}
