import type { Person } from '#shared/people';
import type { Shift } from '#shared/shifts';

/** The value that leaves a place empty. */
export const nobody = 'nobody';
/** Labels by value, in display order. */
export type RotaOptions = Record<string, string>;

/** The options for a place: nobody, then the supporters who are free, then the others with the reason they are not. */
export function supportersFor(shift: Shift, people: Person[], shifts: Shift[]): RotaOptions {
  const supporters = people.filter(({ roles, suspendedAt }) => roles.includes('supporter') && !suspendedAt);
  const busy = busyDuring(shift, shifts);
  const inThis = new Set(shift.places.map(({ personId }) => personId));
  const rank = ({ id }: Person) => (busy.has(id) ? 2 : inThis.has(id) ? 1 : 0);
  const why = ['', ', in this shift', ', on another shift then'];
  const names = tellingApart(supporters);
  const sorted = supporters.toSorted((a, b) => rank(a) - rank(b));
  return {
    [nobody]: 'Nobody yet',
    ...Object.fromEntries(sorted.map((person) => [person.id, names(person) + why[rank(person)]])),
  };
}

export const managersFor = (managers: Person[]): RotaOptions => {
  const names = tellingApart(managers);
  return {
    [nobody]: 'Nobody yet',
    ...Object.fromEntries(managers.map((person) => [person.id, names(person)])),
  };
};

const busyDuring = (shift: Shift, shifts: Shift[]) =>
  new Set(
    shifts
      .filter(
        ({ id, startsAt, endsAt }) => id !== shift.id && startsAt < shift.endsAt && endsAt > shift.startsAt,
      )
      .flatMap(({ places }) => places.map(({ personId }) => personId)),
  );

/** Adds the e-mail address where two people have the same first name. */
function tellingApart(people: Person[]) {
  const times = (name: string) => people.filter(({ firstName }) => firstName === name).length;
  return ({ firstName, email }: Person) =>
    email && times(firstName) > 1 ? `${firstName} (${email})` : firstName;
}
