import type { Debrief } from '#shared/debriefs';
import type { Shift } from '#shared/shifts';
import { dateAfter } from '../ui/dates.ts';
import type { Times } from '../ui/times.ts';
import { instantOf } from '../ui/wall-time.ts';

const minute = 60_000;
/** The assumed length of a debrief in milliseconds, to detect overlaps. */
const lasts = 45 * minute;

/** `label` distinguishes two slots of the same wall-clock time. */
export type Slot = { time: string; at: string; label: string };
const dayParts = {
  Morning: [6, 12],
  Afternoon: [12, 18],
  Evening: [18, 24],
  Night: [0, 6],
} as const;
export type DayPart = keyof typeof dayParts;

export const daysFrom = (date: string) => Array.from({ length: 7 }, (_, days) => dateAfter(date, days));

/** Sat 21 */
export function shortDay(date: string): { weekday: string; day: string } {
  const noon = new Date(`${date}T12:00Z`);
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(noon);
  return { weekday, day: String(Number(date.slice(8))) };
}

/** The future half-hour slots of one part of a day. Times skipped by a clock change are left out, repeated times appear twice. */
export function slotsIn(part: DayPart, date: string, now: number, times: Times, timeZone: string): Slot[] {
  const [from, to] = dayParts[part];
  const halves = Array.from({ length: (to - from) * 2 }, (_, half) => from * 60 + half * 30);
  return halves
    .map((minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`)
    .flatMap((time) => bothOf(date, time, timeZone).map((at) => ({ time, at, label: times.distinct(at) })))
    .filter(({ time, at }) => Date.parse(at) > now && times.at(at) === time)
    .sort((one, other) => one.at.localeCompare(other.at));
}

/** The next quarter-hour slots, for a person who waits tonight. */
export function soonSlots(now: number, times: Times): Slot[] {
  const first = Math.ceil((now + 5 * minute) / (15 * minute)) * 15 * minute;
  return [0, 1, 2].map((quarter) => {
    const at = new Date(first + quarter * 15 * minute).toISOString();
    return { time: times.at(at), at, label: times.distinct(at) };
  });
}

export type Plans = { meId: string; shifts: Shift[]; debriefs: Debrief[]; nameOf: (id: string) => string };

/** My other plan at that time, as a sentence; null when I am free. */
export function planAt(at: string, plans: Plans, times: Times): string | null {
  return debriefAt(at, plans, times) ?? dutyAt(at, plans);
}

/** My plans on a day, each as a few words: on call 18:00 to midnight; Ben, agreed at 10:00. */
export function plansOn(date: string, { meId, shifts, debriefs, nameOf }: Plans, times: Times): string[] {
  const isThen = (at: string | number) => times.date(at) === date;
  const duties = shifts
    .filter(({ startsAt, endsAt }) => isThen(startsAt) || isThen(Date.parse(endsAt) - 1))
    .map((shift) => ({ shift, duty: dutyIn(shift, meId) }))
    .filter(({ duty }) => duty !== null)
    .map(({ shift, duty }) => `${duty} ${times.hour(shift.startsAt)} to ${times.hour(shift.endsAt)}`);
  const talks = debriefs
    .filter((one) => isMine(one, meId) && isThen(one.offeredFor!))
    .map(
      ({ askedBy, state, offeredFor }) => `${nameOf(askedBy)}, ${state} at ${times.distinct(offeredFor!)}`,
    );
  return [...duties, ...talks];
}

/** Ben, agreed at 10:00 */
export function debriefAt(at: string, { meId, debriefs, nameOf }: Plans, times: Times): string | null {
  const near = debriefs.find(
    (one) => isMine(one, meId) && Math.abs(Date.parse(one.offeredFor!) - Date.parse(at)) < lasts,
  );
  return near ? `${nameOf(near.askedBy)}, ${near.state} at ${times.distinct(near.offeredFor!)}` : null;
}

function dutyAt(at: string, { meId, shifts }: Plans): string | null {
  const duties = shifts
    .filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
    .map((shift) => dutyIn(shift, meId));
  const duty = duties.find((one) => one !== null);
  return duty ? `You are ${duty} then` : null;
}

function dutyIn({ managerId, nextManagerId, places }: Shift, meId: string): string | null {
  if (managerId === meId) return 'on call';
  if (nextManagerId === meId) return 'next on call';
  return places.some(({ personId }) => personId === meId) ? 'on shift' : null;
}

const isMine = ({ assignedTo, state, offeredFor }: Debrief, meId: string) =>
  assignedTo === meId && (state === 'agreed' || state === 'offered') && offeredFor !== null;

const bothOf = (date: string, time: string, timeZone: string) => [
  ...new Set([false, true].map((second) => instantOf({ date, time, second }, timeZone)!)),
];

const two = (number: number) => String(number).padStart(2, '0');
