import { createHash } from 'node:crypto';
import type { Service, ServiceSchedule, ServiceText } from '#shared/directory';
import { serviceKindWords } from '#shared/service-kinds';

type Json = Record<string, unknown>;
type Id = (...of: (string | number)[]) => string;

/** These services as a file of HSDS-UK 3.0: one page of its `/services`, each with everything in it. `boroughs`: their words, by slug. */
export function hsdsOf(services: Service[], boroughs: Record<string, string>) {
  const contents = services.flatMap((service) =>
    service.current ? [hsdsServiceOf(service, service.current.text, boroughs)] : [],
  );
  const size = contents.length;
  const page = { total_items: size, total_pages: 1, page_number: 1, size };
  return { ...page, first_page: true, last_page: true, empty: size === 0, contents };
}

/** Fields of the full standard beside those of the profile, which has no place for them; what neither has is under `x_alongside`. */
function hsdsServiceOf({ id, checked }: Service, text: ServiceText, boroughs: Record<string, string>): Json {
  const idOf = idsUnder(id);
  const kind = {
    id: idOf('kind', text.kind),
    name: serviceKindWords[text.kind],
    description: serviceKindWords[text.kind],
  };
  return {
    id,
    name: text.name,
    status: text.status,
    ...said({ description: text.description, url: text.url, email: text.email, alert: text.alert }),
    ...said({
      eligibility_description: text.eligibilityDescription,
      application_process: text.applicationProcess,
    }),
    ...said({ fees_description: text.feesDescription }),
    ...(text.minimumAge !== null && { minimum_age: text.minimumAge }),
    ...(text.maximumAge !== null && { maximum_age: text.maximumAge }),
    ...(checked && { assured_date: checked.at.slice(0, 10) }),
    ...(text.organisation && { organization: organisationOf(text.organisation) }),
    phones: text.phones.map(({ number, description }, at) => ({
      id: idOf('phone', at),
      number,
      ...said({ description }),
    })),
    schedules: schedulesOf(text, idOf),
    service_areas: text.boroughs.map((slug) => ({ id: idOf('area', slug), name: boroughs[slug] ?? slug })),
    service_at_locations: locationsOf(text, idOf),
    languages: text.languages.map((name) => ({ id: idOf('language', name), name })),
    attributes: [
      {
        id: idOf('attribute'),
        link_type: 'service',
        taxonomy_term: { ...kind, taxonomy: 'Alongside', term: text.kind },
      },
    ],
    x_alongside: { kind: text.kind, boroughs: text.boroughs, bank_holidays: text.bankHolidays },
  };
}

/** Only the texts that are not empty. */
const said = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));

/** The same organisation has the same id in every service. */
const organisationOf = (name: string) => ({ id: idsUnder('organisation')(name), name, description: name });

function schedulesOf({ schedules, openingDescription }: ServiceText, idOf: Id): Json[] {
  const hours = schedules.map((schedule, at) => ({ id: idOf('schedule', at), ...hoursOf(schedule) }));
  const words = openingDescription === '' ? [] : [{ id: idOf('opening'), description: openingDescription }];
  return [...hours, ...words];
}

function hoursOf({ byday, opensAt, closesAt }: ServiceSchedule): Json {
  const days = byday.filter((day) => day !== 'PH');
  return {
    ...(days.length > 0 && { freq: 'WEEKLY', interval: 1, byday: days.join(',') }),
    opens_at: opensAt,
    closes_at: closesAt,
    ...(days.length < byday.length && { x_alongside: { bank_holidays: true } }),
  };
}

function locationsOf({ name, address, accessibility }: ServiceText, idOf: Id): Json[] {
  if (address === '' && accessibility === '') return [];
  const postcode = /\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b/i.exec(address)?.[0] ?? '';
  const place = {
    city: '',
    state_province: '',
    postal_code: postcode,
    country: 'GB',
    address_type: 'physical',
  };
  const location = {
    id: idOf('location'),
    location_type: address === '' ? 'virtual' : 'physical',
    addresses: address === '' ? [] : [{ id: idOf('address'), address_1: address, ...place }],
    accessibility: accessibility === '' ? [] : [{ id: idOf('accessibility'), description: accessibility }],
    description: name,
  };
  return [{ id: idOf('at'), location }];
}

/** Ids of what has none of its own with us, the same each time: a UUID of version 8 (RFC 9562), from a hash. */
const idsUnder =
  (whole: string): Id =>
  (...of) => {
    const hash = createHash('sha256')
      .update([whole, ...of].join('\n'))
      .digest('hex');
    return [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `8${hash.slice(13, 16)}`,
      `8${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join('-');
  };
