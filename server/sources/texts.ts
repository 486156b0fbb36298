import { longestServiceTexts, mostOfService, type ServiceText } from '#shared/directory';
import { longest } from '#shared/limits';
import { listIn, objectIn } from './json.ts';
import { locationsOf } from './places.ts';
import { plainLines, plainText } from './plain-text.ts';

type Texts = Omit<
  ServiceText,
  | 'name'
  | 'status'
  | 'kind'
  | 'boroughs'
  | 'bankHolidays'
  | 'schedules'
  | 'openingDescription'
  | 'phones'
  | 'email'
  | 'url'
  | 'address'
>;
type Raw = Record<string, unknown>;

/** What is written about a service. `unread`: what stands in place of a number, which says how to get in where nothing else does. */
export function textsOf(service: Raw, unread: string): Texts {
  const text = (field: keyof typeof longestServiceTexts, ...values: unknown[]) =>
    values.map((value) => plainLines(value, longestServiceTexts[field])).find(Boolean) ?? '';
  return {
    organisation: plainText(objectIn(service, 'organization').name, longestServiceTexts.organisation),
    description: text('description', service.description),
    alert: text('alert', service.alert),
    eligibilityDescription: text('eligibilityDescription', service.eligibility_description),
    minimumAge: ageIn(service.minimum_age),
    maximumAge: ageIn(service.maximum_age),
    accessibility: text('accessibility', accessTo(service)),
    feesDescription: text('feesDescription', service.fees_description, service.fees, costsOf(service)),
    applicationProcess: text('applicationProcess', service.application_process, unread),
    languages: languagesOf(service),
  };
}

const accessTo = (service: Raw) =>
  joined(
    locationsOf(service).flatMap(({ location }) =>
      listIn(location, 'accessibility').map((one) => plainLines(one.description ?? one.accessibility, 300)),
    ),
  );

function ageIn(value: unknown): number | null {
  const age = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof age === 'number' && Number.isInteger(age) && age >= 0 && age <= 130 ? age : null;
}

function languagesOf(service: Raw): string[] {
  const named = listIn(service, 'languages').map(({ name, language, code }) =>
    plainText(name ?? language ?? code, longest.name),
  );
  return [...new Set(named.filter(Boolean))].slice(0, mostOfService.languages);
}

const costsOf = (service: Raw) =>
  joined(
    listIn(service, 'cost_options').map(({ option, amount, amount_description: words }) =>
      [plainText(option, 100), typeof amount === 'number' ? `£${amount}` : '', plainText(words, 100)]
        .filter(Boolean)
        .join(', '),
    ),
  );

const joined = (texts: string[]) => [...new Set(texts.filter(Boolean))].join('; ');
