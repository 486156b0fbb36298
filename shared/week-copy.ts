import * as v from 'valibot';
import { isInInduction } from './induction.ts';
import type { Person } from './people.ts';
import { overlaps, shortRestAround } from './rest.ts';
import { day, id } from './shapes.ts';
import { hasBegun } from './shift-times.ts';
import { isPlanned, placeNumbers, type Place, type PlaceNumber, type Shift } from './shifts.ts';

export const weekCopyCommands = {
  /** The Mondays of the week whose places are copied, and of the week into which. */
  'shift:copyWeek': v.strictObject({ changeId: id, from: day, to: day }),
};

export type CopiedPlace = { shift: Shift; place: PlaceNumber; personId: string; firstName: string };
/** `no-shift`: the other week has no such shift. `taken`: both places are. `busy`: they have another shift then. `meeting`: they go to a meeting with a caller then. `rest`: too little rest. */
export type NotCopiedReason = 'no-shift' | 'begun' | 'taken' | 'busy' | 'meeting' | 'rest' | 'not-here';
export type NotCopied = { shift: Shift; firstName: string; reason: NotCopiedReason };
export type WeekCopy = { copied: CopiedPlace[]; notCopied: NotCopied[] };

type Given = {
  /** The shifts of the two weeks. */
  from: Shift[];
  to: Shift[];
  /** Every shift that may stand in somebody's way. */
  all: Shift[];
  /** Whether a person may be put on this shift at all. */
  mayTake: (personId: string, shift: Shift) => boolean;
  /** Whether a person goes to a meeting with a caller during this shift, or is on the way. */
  meets: (personId: string, shift: Shift) => boolean;
  /** The day of the week and the wall times of a shift, such as "Monday 18:00 00:00". */
  slotOf: (shift: Shift) => string;
  restHours: number;
  now: number;
};

/**
 * What copying the places of a week into another does: a place that is taken there stays as it is, nobody is in two shifts at once, and
 * the rest rule is kept, because a copy asks nobody.
 */
export function weekCopy({ from, to, all, mayTake, meets, slotOf, restHours, now }: Given): WeekCopy {
  const copy: WeekCopy = { copied: [], notCopied: [] };
  for (const source of from.filter(isPlanned)) {
    const target = to.find((one) => isPlanned(one) && slotOf(one) === slotOf(source));
    for (const one of source.places) {
      if (target?.places.some(({ personId }) => personId === one.personId)) continue;
      const found = placeFor(one, target);
      if (typeof found === 'string')
        copy.notCopied.push({ shift: source, firstName: one.firstName, reason: found });
      else copy.copied.push({ ...found, personId: one.personId, firstName: one.firstName });
    }
  }
  return copy;

  function placeFor({ personId, place }: Place, target: Shift | undefined) {
    if (!target) return 'no-shift';
    if (hasBegun(target, now)) return 'begun';
    if (!mayTake(personId, target)) return 'not-here';
    const taken = [...target.places, ...copy.copied.filter(({ shift }) => shift.id === target.id)].map(
      (one) => one.place,
    );
    const free = placeNumbers.filter((number) => !taken.includes(number));
    const chosen = free.find((number) => number === place) ?? free[0];
    if (chosen === undefined) return 'taken';
    return inTheWay(personId, target) ?? { shift: target, place: chosen };
  }

  function inTheWay(personId: string, target: Shift): 'busy' | 'meeting' | 'rest' | null {
    const has = (shift: Shift) => shift.places.some((place) => place.personId === personId);
    const given = copy.copied.filter((one) => one.personId === personId).map(({ shift }) => shift);
    const others = [...all.filter(has), ...given].filter(({ id }) => id !== target.id);
    if (others.some((shift) => overlaps(shift, target))) return 'busy';
    if (meets(personId, target)) return 'meeting';
    return shortRestAround(target, others, restHours) && 'rest';
  }
}

/** Whether a person can be put on shifts of this day: a supporter who is not suspended, and not in the induction. */
export const canBePlaced = (
  person: Pick<Person, 'roles' | 'suspendedAt' | 'induction'>,
  day: string,
): boolean =>
  person.roles.includes('supporter') && person.suspendedAt === null && !isInInduction(person, day);
