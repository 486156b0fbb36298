import { is, SQL } from 'drizzle-orm';

/** Maps `change` over each text in a column's value. Empty texts stay empty. */
export type Words = (value: unknown, change: (words: string) => string) => unknown;

/** The value is one text. */
export const text: Words = (value, change) =>
  typeof value === 'string' && value !== '' ? change(value) : value;

/** The value is a list of texts. */
export const texts: Words = (value, change) =>
  Array.isArray(value) ? value.map((one) => text(one, change)) : value;

/** The value is an object, or a list of objects, with one text under this name. */
export function textAt(name: string): Words {
  const inOne = (value: unknown, change: (words: string) => string): unknown =>
    typeof value === 'object' && value !== null && name in value
      ? { ...value, [name]: text((value as Record<string, unknown>)[name], change) }
      : value;
  return (value, change) => {
    if (is(value, SQL)) return value;
    return Array.isArray(value) ? value.map((one) => inOne(one, change)) : inOne(value, change);
  };
}
