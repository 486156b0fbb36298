import type { Tx } from '../platform/database/db.ts';
import { servicesOf } from '../services/queries.ts';

/** Names that are shorter could be part of any other. */
const leastLetters = 4;
const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The service of the directory that somebody means by this name; null where it could be none or several. */
export async function serviceNamed(tx: Tx, helplineId: string, name: string): Promise<string | null> {
  const wanted = plain(name);
  if (wanted.length < leastLetters) return null;
  const listed = (await servicesOf(tx, helplineId)).flatMap(({ id, state, current }) =>
    state === 'published' && current ? [{ id, name: plain(current.text.name) }] : [],
  );
  const same = listed.filter((service) => service.name === wanted);
  const within = listed.filter((service) => service.name.includes(wanted) || isPart(service.name, wanted));
  const [found, another] = same.length > 0 ? same : within;
  return found && !another ? found.id : null;
}

const isPart = (part: string, whole: string) => part.length >= leastLetters && whole.includes(part);
