import * as v from 'valibot';
import { longest, mostInList } from './limits.ts';
import { isBlank, isDay, isEmailAddress, noEmailAddress } from './text-checks.ts';

/** PostgreSQL can store neither U+0000 nor a lone surrogate, so no text on the wire may contain one. */
export const storable = v.check(
  (text: string) => !/[\0\p{Surrogate}]/u.test(text),
  'One character in this text cannot be saved.',
);

/** Takes the name of a limit, not its value: a call whose argument reads a property is not tree-shaken from the pages. */
const text = (as: keyof typeof longest) => v.pipe(v.string(), v.maxLength(longest[as]), storable);

const written = (as: keyof typeof longest) =>
  v.pipe(
    text(as),
    v.check((words) => words.trim() !== '', 'Nothing is written here.'),
    v.check((words) => !isBlank(words), 'Nothing of this can be seen. Write it in letters.'),
  );

/** A UUID in lower case. The client that creates a thing picks its id, version 7 so that ids sort by time. */
export const id = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
/** A SHA-256 in hexadecimal, of a secret that its sender made and keeps. */
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** One line of text, such as a warning. */
export const line = written('line');
/** The same, as long as what is named, and without the spaces around it. */
export const lineUpTo = (as: keyof typeof longest) => v.pipe(line, v.trim(), v.maxLength(longest[as]));
/** Control characters, and those that change the direction of the text after them. */
const hidden = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;

const visible = (as: keyof typeof longest, message: string) =>
  v.pipe(
    lineUpTo(as),
    v.check((text) => !hidden.test(text), message),
  );
/** A display name. Names from before this rule stay valid until they are changed. */
export const firstName = visible(
  'name',
  'There is something in this name that cannot be seen. Type it again.',
);
/** A word to choose from, in one of the helpline’s lists. */
export const listWord = visible(
  'listWord',
  'There is something in this word that cannot be seen. Type it again.',
);
/** An e-mail address, in small letters. */
export const email = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254),
  v.check(isEmailAddress, noEmailAddress),
);
const looksLikePhone = /^\+?[\d ()-]{5,24}$/;
/** A telephone number as somebody writes it down. */
export const phone = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    (text) => looksLikePhone.test(text),
    'A telephone number has 5 to 24 characters: digits, spaces, brackets, hyphens, and a plus in front.',
  ),
);
/** What is stored of a word that was chosen from a list. Whether the helpline has it is for the handler to find out. */
export const slug = v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
/** Slugs, each at most once. */
export const slugs = v.pipe(
  v.array(slug),
  v.maxLength(mostInList),
  v.transform((chosen) => [...new Set(chosen)]),
);
export const shortText = text('shortText');
export const messageText = written('message');
export const noteText = text('note');
export const writtenText = written('shortText');
/** A point in time as ISO 8601 in UTC, such as 2026-11-21T21:30:00.000Z. */
export const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((text) => Date.parse(text) >= 0, 'This time cannot be read.'),
);
/** A day of the calendar such as 2026-11-21. */
export const day = v.pipe(v.string(), v.isoDate(), v.check(isDay, 'This day is not in the calendar.'));
/** The number of a change to the helpline; 0 comes before every change. */
export const version = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A version, or another number, in an address. */
export const numberInAddress = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
/** The version after which changes are asked for; 0, for everything, where an address names none. */
export const since = v.optional(numberInAddress, '0');
/** A whole number within these two. */
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** A list of these slugs, each at most once. */
export const someOf = <const Slugs extends readonly [string, ...string[]]>(slugs: Slugs) =>
  v.pipe(
    v.array(v.picklist(slugs)),
    v.maxLength(slugs.length),
    v.transform((chosen) => [...new Set(chosen)]),
  );

/**
 * A change of `fields` in the row that `of` identifies. `basedOn` holds the values that the sender saw, so that another person's change is not silently
 * overwritten; `seen` has the shapes of fields whose existing values may be wider than new ones.
 */
export const changeOf = <
  Of extends v.ObjectEntries,
  Fields extends v.ObjectEntries,
  Seen extends v.ObjectEntries = Fields,
>(
  of: Of,
  fields: Fields,
  seen: Seen = fields as unknown as Seen,
) => v.strictObject({ ...of, ...fields, basedOn: v.optional(v.strictObject(seen)) });

/** The base of every row on the wire: of two rows with one id, the higher version is current. */
export type Row = { id: string; version: number };
