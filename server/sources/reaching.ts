import { isPageAddress, longestServiceTexts, mostOfService, type ServiceText } from '#shared/directory';
import { listIn, objectIn } from './json.ts';
import { phonesIn } from './phones.ts';
import { locationsOf } from './places.ts';
import { plainText } from './plain-text.ts';

type Reached = Pick<ServiceText, 'phones' | 'email' | 'url' | 'address'>;
type Raw = Record<string, unknown>;

/**
 * How a service is reached: by its own numbers and those of its places, by those of its organisation where it has none. `unread`: what
 * stands in place of a number and has none.
 */
export function waysToReach(service: Raw, addresses: { words: string }[]): Reached & { unread: string } {
  const organisation = objectIn(service, 'organization');
  const places = locationsOf(service).flatMap(({ at, location }) => [...phonesOf(at), ...phonesOf(location)]);
  const own = phonesIn(...phonesOf(service), ...places);
  const { phones } = own.phones.length > 0 ? own : phonesIn(...phonesOf(organisation));
  return {
    phones: phones.slice(0, mostOfService.phones),
    email: emailIn(service.email) || emailIn(organisation.email),
    url: addressIn(service.url) || addressIn(organisation.website),
    address: plainText(
      [...new Set(addresses.map(({ words }) => words))].join('; '),
      longestServiceTexts.address,
    ),
    unread: own.unread.join('; '),
  };
}

const phonesOf = (of: Raw) => [
  listIn(of, 'phones'),
  ...listIn(of, 'contacts').map((contact) => listIn(contact, 'phones')),
];

function emailIn(value: unknown): string {
  const email = plainText(value, 300);
  return email.length <= longestServiceTexts.email && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : '';
}

function addressIn(value: unknown): string {
  const url = plainText(value, 600);
  return url.length <= longestServiceTexts.url && isPageAddress(url) ? url : '';
}
