import { numberHours, promiseDays, shortestWindowMinutes } from '#shared/call-backs';
import type { Shift } from '#shared/shifts';

type Hours = Pick<Shift, 'id' | 'startsAt' | 'endsAt'>;

const step = 30 * 60_000;
const shortest = shortestWindowMinutes * 60_000;

/** Until when a number that is given now can be shown. */
export const numberLastsTo = (now: number) => now + numberHours * 3_600_000;

/** Whether this time lies in the shift. */
export const isIn = ({ startsAt, endsAt }: Hours, at: string) =>
  Date.parse(startsAt) <= Date.parse(at) && Date.parse(at) < Date.parse(endsAt);

/** The shifts in which a call back can still be promised, in order; only those in which one can be made by `last`, where that is given. */
export function openShifts<Open extends Hours>(shifts: Open[], now: number, last = Infinity): Open[] {
  const lastStart = now + promiseDays * 86_400_000;
  return shifts.filter(
    (one) =>
      Date.parse(one.endsAt) - shortest > now &&
      Date.parse(one.startsAt) + shortest < lastStart &&
      firstEnd(one, beginnings(one, now)[0]!) <= last,
  );
}

/** When a call back that begins then can end at the earliest. */
export const firstEnd = (hours: Hours, from: number) => endings(hours, from)[0]!;

/**
 * The half hours of a shift at which an agreed time can begin. They are counted from its start and not by the clock, so that a night in
 * which the clocks change has each of them once.
 */
export function beginnings({ startsAt, endsAt }: Hours, now: number): number[] {
  const [from, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const all = Array.from({ length: Math.ceil((end - from) / step) }, (_, index) => from + index * step);
  const left = all.filter((at) => at + step > now && end - at >= shortest);
  return left.length > 0 ? left : [Math.max(now, from)];
}

/** The half hours at which it can end, up to the end of the shift. */
export function endings({ endsAt }: Hours, from: number): number[] {
  const end = Date.parse(endsAt);
  const all = Array.from({ length: Math.ceil((end - from) / step) }, (_, index) => from + (index + 1) * step);
  return [...new Set(all.map((at) => Math.min(at, end)))];
}
