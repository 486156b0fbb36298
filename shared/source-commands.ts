import * as v from 'valibot';
import { serviceKinds } from './service-kinds.ts';
import { id, line, lineUpTo, version } from './shapes.ts';
import { differences } from './sources.ts';

const source = { sourceId: id };
const areas = v.pipe(v.array(lineUpTo('name')), v.maxLength(20));
const address = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(500),
  v.check((text) => URL.canParse(text), 'This is not an address. It begins with https://.'),
);
const one = { ...source, entryId: id, version };
/** `read`: which read of the source the sender has seen. */
const many = { ...source, read: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) };
const kind = v.optional(v.picklist(serviceKinds));

export const sourceCommands = {
  /** Adds a source, and reads it if it has an address. Null: its files are brought by hand. */
  'source:add': v.strictObject({ ...source, name: line, address: v.nullable(address), areas }),
  /** Fields that are left out stay unchanged. */
  'source:change': v.strictObject({
    ...source,
    name: v.optional(line),
    areas: v.optional(areas),
    isWeekly: v.optional(v.boolean()),
  }),
  /** Reads it now. Nothing of the directory changes by it. */
  'source:read': v.strictObject(source),
  /** Forgets the source and its differences. What was taken from it stays. */
  'source:remove': v.strictObject(source),
  /** Takes one difference. `basedOn`: the version of our service that the sender saw, 0 for a new one. `withNumber`: with the number it changes. */
  'source:take': v.strictObject({ ...one, basedOn: version, withNumber: v.optional(v.boolean()) }),
  /** Leaves one: it comes back when the source changes it again. */
  'source:leave': v.strictObject(one),
  /** Takes the next new services, of one kind or all, except those that we may have already. */
  'source:takeNew': v.strictObject({ ...many, kind }),
  /** Leaves the next differences of this sort. */
  'source:leaveAll': v.strictObject({ ...many, what: v.picklist(differences), kind }),
};
