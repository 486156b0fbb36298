import * as v from 'valibot';

/** The parts of a valibot schema from which its known fields are found. */
type Shape = v.GenericSchema & {
  entries?: Record<string, Shape>;
  wrapped?: Shape;
  item?: Shape;
};

/**
 * Parses a value. Drops fields unknown to the schema, at every depth: the sender may be of a newer version
 * that has more of them. Still refuses a wrong type, a missing field, and names that all objects have (`__proto__`).
 */
export function read<Of extends v.GenericSchema>(shape: Of, value: unknown): v.SafeParseResult<Of> {
  const strictly = v.safeParse(shape, value, { abortEarly: true });
  return strictly.success ? strictly : v.safeParse(shape, known(shape as Shape, value), { abortEarly: true });
}

function known(shape: Shape, value: unknown): unknown {
  const { entries, item, wrapped } = shape;
  if (wrapped) return known(wrapped, value);
  if (item && Array.isArray(value)) return value.map((one) => known(item, one));
  if (!entries || !isPlain(value)) return value;
  const fields = Object.entries(value).filter(([field]) => Object.hasOwn(entries, field));
  return Object.fromEntries(fields.map(([field, inside]) => [field, known(entries[field]!, inside)]));
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !Object.keys(value).some((field) => field in Object.prototype);
