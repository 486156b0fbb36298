import MiniSearch from 'minisearch';
import type { Service } from '#shared/directory';
import { serviceKindWords } from '#shared/service-kinds';

/** A search in these services, in the page itself, so that it works without a link. The best match comes first. */
export function searchIn(services: Service[]): (asked: string) => Service[] {
  const index = new MiniSearch({
    fields: ['name', 'organisation', 'kind', 'description', 'eligibility', 'address', 'numbers'],
    searchOptions: {
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : 0),
      boost: { name: 3, kind: 2 },
      combineWith: 'AND',
    },
  });
  const byId = new Map(services.map((service) => [service.id, service]));
  index.addAll(services.flatMap(({ id, current }) => (current ? [{ id, ...fieldsOf(current.text) }] : [])));
  return (asked) => index.search(asked).map(({ id }) => byId.get(id as string)!);
}

const fieldsOf = (text: NonNullable<Service['current']>['text']) => ({
  name: text.name,
  organisation: text.organisation,
  kind: serviceKindWords[text.kind],
  description: text.description,
  eligibility: text.eligibilityDescription,
  address: text.address,
  numbers: text.phones.map(({ number }) => number.replace(/\s/g, '')).join(' '),
});
