import type { Service, ServiceText } from '#shared/directory';
import { dialled } from './phones.ts';

/** Shorter numbers, such as 111, are shared by many. */
const fewestDigits = 7;

const nameOf = ({ name }: ServiceText) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const keysOf = (text: ServiceText) => [
  `called ${nameOf(text)}`,
  ...text.phones.map(({ number }) => dialled(number)).filter((number) => number.length >= fewestDigits),
];

/** Finds a service of ours, in force, that may be the same as another: it has the same name or a number of it. */
export function alikeIn(services: Service[]): (text: ServiceText) => string | null {
  const ours = new Map<string, string>();
  for (const { id, state, current } of services)
    if (state === 'published' && current)
      for (const key of keysOf(current.text)) ours.set(key, ours.get(key) ?? id);
  return (text) =>
    keysOf(text)
      .map((key) => ours.get(key))
      .find((id) => id !== undefined) ?? null;
}
