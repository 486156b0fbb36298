import { mostOfSource } from '#shared/sources';
import { isObject } from './json.ts';
import { idOf } from './feed.ts';
import { jsonIn, ReadTrouble } from './fetching.ts';

/** The services in a file: by id; those whose id stands there twice with different words; what has no id. */
export type InFile = {
  services: Map<string, unknown>;
  twice: string[];
  withoutId: unknown[];
  tooMany: boolean;
};

/** A file of services: a page as a feed sends it, a list, or one service. Throws `ReadTrouble`. */
export function servicesInFile(text: string): InFile {
  const services = new Map<string, unknown>();
  const twice = new Set<string>();
  const withoutId: unknown[] = [];
  for (const item of itemsIn(text)) {
    const id = idOf(item);
    const before = id === null ? undefined : services.get(id);
    if (id === null) withoutId.push(item);
    else if (before !== undefined && JSON.stringify(before) !== JSON.stringify(item)) twice.add(id);
    else services.set(id, item);
  }
  const tooMany = services.size > mostOfSource;
  return { services: new Map([...services].slice(0, mostOfSource)), twice: [...twice], withoutId, tooMany };
}

function itemsIn(text: string): unknown[] {
  const value = jsonIn(text);
  if (Array.isArray(value)) return value;
  if (isObject(value) && Array.isArray(value.contents)) return value.contents;
  if (isObject(value) && idOf(value) !== null && 'name' in value) return [value];
  throw new ReadTrouble('not-services');
}
