import type { ServicePhone, ServiceSchedule, ServiceText } from '#shared/directory';
import { openingDays } from '#shared/directory';
import type { FieldChange } from '#shared/sources';
import { dialled } from './phones.ts';

type Field = keyof ServiceText;

/** What a value means, so that two ways to write the same are equal. */
function meaningOf(field: Field, text: ServiceText): unknown {
  if (field === 'phones') return text.phones.map(meaningOfPhone);
  if (field === 'schedules') return text.schedules.map(meaningOfSchedule).sort();
  if (field === 'boroughs' || field === 'languages') return text[field].toSorted();
  return text[field];
}

const meaningOfPhone = ({ number, description }: ServicePhone) => [dialled(number), description];
const meaningOfSchedule = ({ byday, opensAt, closesAt }: ServiceSchedule) =>
  [
    openingDays.filter((day) => byday.includes(day)).join(),
    opensAt,
    opensAt === '00:00' && closesAt === '23:59' ? opensAt : closesAt,
  ].join(' ');

const isSame = (field: Field, one: ServiceText, other: ServiceText) =>
  JSON.stringify(meaningOf(field, one)) === JSON.stringify(meaningOf(field, other));

const isEmpty = (value: unknown) =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0);

/** Whether two texts say the same. */
export const saysSame = (one: ServiceText, other: ServiceText): boolean =>
  (Object.keys(one) as Field[]).every((field) => isSame(field, one, other));

/**
 * The fields in which a source differs from us, because it has changed them. `said`: what it said when somebody last took or left it;
 * null if nobody has, and then a field that it leaves empty is none of its business.
 */
export function changesIn(theirs: ServiceText, ours: ServiceText, said: ServiceText | null): FieldChange[] {
  const fields = (Object.keys(theirs) as Field[]).filter(
    (field) =>
      !isSame(field, theirs, ours) && (said ? !isSame(field, theirs, said) : !isEmpty(theirs[field])),
  );
  return fields.map((field) => ({ field, ours: ours[field], theirs: theirs[field] }) as FieldChange);
}

/** Our text with these fields as the source has them. */
export const withChanges = (ours: ServiceText, changes: FieldChange[]): ServiceText => ({
  ...ours,
  ...Object.fromEntries(changes.map(({ field, theirs }) => [field, theirs])),
});

const numbersOf = ({ phones }: ServiceText) =>
  JSON.stringify(phones.map(({ number }) => dialled(number)).sort());

/** Whether these changes put other numbers in the place of ours, add one, or take one away. */
export const changesNumber = (ours: ServiceText, changes: FieldChange[]): boolean =>
  numbersOf(ours) !== numbersOf(withChanges(ours, changes));
