import type { ServicePhone, ServiceText } from '#shared/directory';
import { serviceKindWords, type ServiceKind } from '#shared/service-kinds';
import type { Lists } from '../lists/lists.svelte.ts';
import { boroughName, hoursWords } from '../services/service-words.ts';

export const fieldWords: Record<keyof ServiceText, string> = {
  name: 'Name',
  organisation: 'Organisation',
  kind: 'Kind',
  description: 'What they do',
  alert: 'To know first',
  eligibilityDescription: 'For whom',
  minimumAge: 'Youngest',
  maximumAge: 'Oldest',
  boroughs: 'Boroughs',
  phones: 'Numbers',
  email: 'E-mail',
  url: 'Web address',
  address: 'Place',
  schedules: 'Hours',
  openingDescription: 'Opening in words',
  bankHolidays: 'Bank holidays',
  languages: 'Languages',
  accessibility: 'Access',
  feesDescription: 'Cost',
  applicationProcess: 'How to get in',
  status: 'Status',
};

const holidays = { 'not-known': 'Not known', 'as-usual': 'As usual', shut: 'Shut' } as const;

const phoneWords = ({ number, description }: ServicePhone) =>
  description ? `${number} (${description})` : number;

/** The value of a field as one text, with the boroughs of the helpline's list; a dash for none. */
export function valueWords<Field extends keyof ServiceText>(
  field: Field,
  value: ServiceText[Field],
  lists: Lists,
): string {
  const text: Partial<ServiceText> = { [field]: value };
  if (text.phones) return text.phones.map(phoneWords).join('\n') || '–';
  if (text.schedules) return hoursWords({ schedules: text.schedules }).join('\n') || '–';
  if (text.boroughs) return text.boroughs.map((slug) => boroughName(slug, lists)).join(', ') || 'Everywhere';
  if (text.languages) return text.languages.join(', ') || '–';
  if (text.bankHolidays) return holidays[text.bankHolidays];
  if (field === 'kind') return serviceKindWords[value as ServiceKind];
  return value === null || value === '' ? '–' : `${value as string | number}`;
}
