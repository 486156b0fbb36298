import type { Absence } from './absences.ts';
import { isAwayDuring, type WallTimes } from './away.ts';
import type { Person } from './people.ts';
import { overlaps, shortRestAround, type ShiftSpan } from './rest.ts';
import { isInInduction } from './induction.ts';
import { isA } from './viewer.ts';

/** A shift that somebody is looked for, with its times on the helpline's clock. */
export type ShiftToFill = ShiftSpan & { wall: WallTimes };

/** One person with the shifts in which they have a place and the days on which they cannot come. */
export type Candidate = Pick<Person, 'id' | 'roles' | 'suspendedAt' | 'isIn' | 'induction'> & {
  shifts: readonly ShiftSpan[];
  absences: readonly Absence[];
  /** The meetings with callers to which they go, with the way there and back; left out where they are not known. */
  meetings?: readonly ShiftSpan[];
};

/** Why somebody cannot come: the first reason of this order. `rest` alone is for a manager to overrule. */
export type WhyNot =
  'not-supporter' | 'suspended' | 'not-here-yet' | 'induction' | 'in-it' | 'overlap' | 'away' | 'rest';

/** Why this person cannot come to the shift; null if they could. */
export function whyNot(shift: ShiftToFill, candidate: Candidate, restHours: number): WhyNot | null {
  const { shifts, meetings = [] } = candidate;
  if (!isA(candidate, 'supporter')) return 'not-supporter';
  if (candidate.suspendedAt !== null) return 'suspended';
  if (!candidate.isIn) return 'not-here-yet';
  if (isInInduction(candidate, shift.wall.from.slice(0, 10))) return 'induction';
  if (shifts.some(({ id }) => id === shift.id)) return 'in-it';
  if ([...shifts, ...meetings].some((other) => overlaps(shift, other))) return 'overlap';
  if (isAwayDuring(candidate.absences, shift.wall)) return 'away';
  return shortRestAround(shift, shifts, restHours) ? 'rest' : null;
}

/** When somebody was last asked, as ISO 8601; null for not lately. */
export type Asked = { lastAskedAt: string | null };

/** The ids of those who could come, whoever was asked least recently first. */
export const whoCould = (
  shift: ShiftToFill,
  candidates: readonly (Candidate & Asked)[],
  restHours: number,
): string[] =>
  candidates
    .filter((candidate) => whyNot(shift, candidate, restHours) === null)
    .toSorted((a, b) => order(a).localeCompare(order(b)))
    .map(({ id }) => id);

const order = ({ id, lastAskedAt }: Candidate & Asked) => `${lastAskedAt ?? ''} ${id}`;
