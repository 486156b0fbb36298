import type { CheckIn, CheckInTime } from '#shared/check-ins';
import type { App } from '../app.ts';

/** What I said of a shift at this time, as the server has it. */
export const myCheckIn = (
  { checkIns, me }: Pick<App, 'checkIns' | 'me'>,
  shiftId: string,
  when: CheckInTime,
): CheckIn | undefined =>
  checkIns.all.find((one) => one.personId === me.id && one.shiftId === shiftId && one.when === when);

/** My answer for this time of a shift that is not acknowledged yet. */
export const waitingCheckIn = ({ live }: Pick<App, 'live'>, shiftId: string, when: CheckInTime) =>
  live
    .waiting('checkIn:tell')
    .findLast(({ fields }) => fields.shiftId === shiftId && (fields.when ?? 'end') === when);
