import type { Absence } from '#shared/absences';
import type { Person } from '#shared/people';
import type { ShiftSpan } from '#shared/rest';
import type { Shift } from '#shared/shifts';
import { whyNot, type WhyNot } from '#shared/who-could';
import type { Times } from '../ui/times.ts';
import { toFill } from './wall-times.ts';

/** What a manager sees of everybody, to say who could come. */
export type RotaKnown = {
  people: Person[];
  shifts: Shift[];
  absences: Absence[];
  restHours: number;
  times: Times;
};

/** Said after a name in a list. Null for those who are not in any list of supporters. */
export const whyNotWords: Record<WhyNot, string | null> = {
  'not-supporter': null,
  suspended: null,
  'not-here-yet': 'has not signed in yet',
  induction: 'in the induction then',
  'in-it': 'in this shift',
  overlap: 'on another shift then',
  away: 'away that day',
  rest: 'too little rest',
};

/** Every supporter with why they cannot come; null for those who could. */
export function everybodyFor(
  shift: Shift,
  { people, shifts, absences, restHours, times }: RotaKnown,
): { person: Person; why: WhyNot | null }[] {
  const target = toFill(shift, times);
  return people
    .map((person) => {
      const absent = absences.filter(({ personId }) => personId === person.id);
      const candidate = { ...person, shifts: shiftsWith(shifts, person.id), absences: absent };
      return { person, why: whyNot(target, candidate, restHours) };
    })
    .filter(({ why }) => why === null || whyNotWords[why] !== null);
}

/** The shifts in which this person has a place. */
export const shiftsWith = (shifts: Shift[], personId: string): ShiftSpan[] =>
  shifts.filter(({ places }) => places.some((place) => place.personId === personId));
