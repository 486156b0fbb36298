import { listIn, objectIn } from './json.ts';
import { plainText } from './plain-text.ts';

/** Where a service is and for where it is: words such as names of boroughs, and postcodes. */
export type SentPlaces = { areas: string[]; addresses: SentAddress[] };
type SentAddress = { words: string; postcode: string | null };

/** The locations of a service, each with its schedules, phones and addresses. */
export const locationsOf = (service: Record<string, unknown>) =>
  listIn(service, 'service_at_locations').map((at) => ({ at, location: objectIn(at, 'location') }));

export function placesOf(service: Record<string, unknown>): SentPlaces {
  const areas = listIn(service, 'service_areas').flatMap(({ name, service_area: area }) => [
    ...new Set([plainText(name, 200), plainText(area, 200)]),
  ]);
  const addresses = locationsOf(service).flatMap(({ location }) =>
    listIn(location, 'addresses')
      .filter(({ address_type: type }) => type !== 'postal')
      .map((address) => addressIn(address, plainText(location.name, 100))),
  );
  return { areas: areas.filter(Boolean), addresses: addresses.filter(({ words }) => words !== '') };
}

function addressIn(address: Record<string, unknown>, place: string): SentAddress {
  const parts = ['address_1', 'address_2', 'city', 'region', 'state_province', 'postal_code'];
  const lines = parts.map((part) => plainText(address[part], 200)).filter(Boolean);
  const all = [place, ...lines].filter(Boolean);
  const once = all.filter((line, index) => !all.slice(0, index).some((before) => names(before, line)));
  return {
    words: lines.length === 0 ? '' : once.join(', '),
    postcode: plainText(address.postal_code, 12) || null,
  };
}

/**
 * Whether a service is in or for one of these areas, each the name of a borough or the beginning of a postcode such as SE5. One that names no
 * place at all is for everywhere.
 */
export function isWithin({ areas, addresses }: SentPlaces, wanted: string[]): boolean {
  if (wanted.length === 0 || (areas.length === 0 && addresses.length === 0) || isForAll(areas)) return true;
  const words = [...areas, ...addresses.map((address) => address.words)];
  const outward = addresses.flatMap(({ postcode }) => (postcode === null ? [] : outwardOf(postcode)));
  return wanted.some((area) =>
    isPostcodeArea(area)
      ? outward.some((code) => beginsWith(code, area))
      : words.some((text) => names(text, area)),
  );
}

/** Whether one of these areas is the whole country, or all of London. */
export const isForAll = (areas: string[]): boolean =>
  areas.some((area) =>
    /\b(uk|united kingdom|great britain|england|national(ly)?|nationwide|(all|greater) london)\b|^london$/i.test(
      area,
    ),
  );

/** Whether this is the beginning of a postcode, such as SE or SE5, and no word. */
const isPostcodeArea = (text: string) => /^[a-z]{1,2}(\d[\da-z]?)?$/i.test(text.trim());

/** The first half of a postcode, which in full ends with a digit and two letters. */
function outwardOf(postcode: string): string {
  const code = postcode.toUpperCase().replace(/\s/g, '');
  return /^[A-Z]{1,2}\d[\dA-Z]?\d[A-Z]{2}$/.test(code) ? code.slice(0, -3) : code;
}

function beginsWith(outward: string, area: string): boolean {
  const wanted = area.trim().toUpperCase();
  return outward === wanted || (/^[A-Z]+$/.test(wanted) && /^[A-Z]+/.exec(outward)?.[0] === wanted);
}

/** Whether a text has this name as words of its own. */
export function names(text: string, name: string): boolean {
  const words = (value: string) =>
    ` ${value
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return words(text).includes(words(name));
}
