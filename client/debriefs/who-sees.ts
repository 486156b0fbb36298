import type { Debrief } from '#shared/debriefs';
import type { Person } from '#shared/people';
import { inside, listed } from '../ui/number-words.ts';

/** A sentence to show before asking: who will see the request, and who may see it later. */
export function whoWillSee(
  named: Pick<Person, 'firstName'> | null,
  managers: string[],
  mayEscalate: boolean,
) {
  if (!named)
    return managers.length === 0
      ? 'Any manager will see this, and nobody else.'
      : `${listed(managers)} will see this, and nobody else.`;
  return mayEscalate
    ? `${named.firstName} will see this. If ${named.firstName} does not see it in time, another manager will.`
    : `${named.firstName} will see this, and nobody else.`;
}

/** A sentence to show after asking: who sees the request. */
export function whoSees(
  { managerId, escalatedTo, sharedWithPartner }: Debrief,
  {
    managers,
    partner,
    nameOf,
  }: { managers: string[]; partner: string | null; nameOf: (id: string) => string },
): string {
  const asked = managerId
    ? [...new Set([managerId, ...escalatedTo])].map((id) => inside(nameOf(id)))
    : managers;
  const names = [...asked, ...(sharedWithPartner && partner ? [inside(partner)] : [])];
  if (names.length === 0) return 'The managers see this, and nobody else.';
  return `${listed(names)} ${names.length === 1 && names[0] !== 'you' ? 'sees' : 'see'} this, and nobody else.`;
}
