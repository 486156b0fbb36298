import { placeNumbers, type Shift } from '#shared/shifts';
import { capital, counted, listed } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';

export const emptyPlaces = ({ places }: Shift): number => placeNumbers.length - places.length;

/** Shifts with an empty place that are not over and begin before `until`. */
export const gapsBefore = (shifts: Shift[], now: number, until: number): Shift[] =>
  shifts.filter(
    ({ covered, startsAt, endsAt }) => !covered && Date.parse(endsAt) > now && Date.parse(startsAt) < until,
  );

/** Ruth and nobody yet */
export const whoIsIn = (shift: Shift): string => {
  const names = shift.places.map(({ firstName }) => firstName);
  return names.length === 0
    ? 'nobody yet'
    : listed([...names, ...(emptyPlaces(shift) > 0 ? ['nobody yet'] : [])]);
};

export type GapDay = { date: string; title: string; shifts: Shift[] };

/** Tuesday has one gap */
export function gapsByDay(shifts: Shift[], times: Times): GapDay[] {
  const dates = [...new Set(shifts.map(({ startsAt }) => times.date(startsAt)))];
  return dates.map((date) => {
    const ofDay = shifts.filter(({ startsAt }) => times.date(startsAt) === date);
    const empty = ofDay.reduce((sum, shift) => sum + emptyPlaces(shift), 0);
    return {
      date,
      title: `${times.weekday(ofDay[0]!.startsAt)} has ${counted(empty, 'gap')}`,
      shifts: ofDay,
    };
  });
}

/** A sentence about the gaps in the rota. */
export function gapSentence(shifts: Shift[]): string {
  const empty = shifts.reduce((sum, shift) => sum + emptyPlaces(shift), 0);
  if (empty === 0) return 'Every place on this page is taken.';
  return `${capital(counted(empty, 'place is', 'places are'))} empty.`;
}
