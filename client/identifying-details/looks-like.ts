import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { Found } from './found.ts';
import { names } from './names.ts';
import { match as postcodesIn } from 'postcode';

/** Finds what could identify a caller: names, phone and NHS numbers, e-mail addresses, postcodes; in order, without overlaps. Names in `known` are allowed. */
export function whatItLooksLike(text: string, known: string[] = []): Found[] {
  const found = [
    ...nhsNumbers(text),
    ...phoneNumbers(text),
    ...emailAddresses(text),
    ...postcodes(text),
    ...names(text, known),
  ];
  return found
    .filter((one, at) => !found.slice(0, at).some((other) => overlap(one, other)))
    .sort((a, b) => a.start - b.start);
}

/** The text without the matches, and without the spaces and commas that only surrounded them. */
export const without = (text: string, found: Found[]) =>
  found.toReversed().reduce((rest, { start, end }) => closed(rest.slice(0, start), rest.slice(end)), text);

function closed(before: string, after: string): string {
  const [left, right] = [before.replace(/[^\S\n]+$/u, ''), after.replace(/^[^\S\n]+/u, '')];
  if (left === '' || left.endsWith('\n')) return left + right.replace(/^[,;:]\s*/, '');
  if (/^[.,;:!?)]/.test(right)) return left.replace(/[,;:]$/, '') + right;
  return right === '' || right.startsWith('\n') ? left.replace(/[,;:]$/, '') + right : `${left} ${right}`;
}

const overlap = (one: Found, other: Found) => one.start < other.end && other.start < one.end;

/** Valid phone numbers of any length, and full-length ones not allocated yet. Dates and times are shorter. */
function phoneNumbers(text: string): Found[] {
  return findPhoneNumbersInText(text, {
    defaultCountry: 'GB',
    extended: true,
    leniency: 'POSSIBLE',
  } as object)
    .filter(({ number, startsAt, endsAt }) => {
      const written = text.slice(startsAt, endsAt);
      return number.isValid() || (/^[(+0]/.test(written) && written.replace(/\D/g, '').length >= 10);
    })
    .map(({ startsAt, endsAt }) => ({ what: 'a phone number', start: startsAt, end: endsAt }));
}

const nhsNumbers = (text: string) =>
  places(/(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g, text, 'an NHS number').filter(({ start, end }) =>
    hasRightCheckDigit(text.slice(start, end).replace(/\D/g, '')),
  );

/** The tenth digit of an NHS number follows from the nine before it. */
function hasRightCheckDigit(number: string): boolean {
  const sum = [...number.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === Number(number[9]);
}

const emailAddresses = (text: string) =>
  places(/[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+/gi, text, 'an e-mail address');

function postcodes(text: string): Found[] {
  let from = 0;
  return postcodesIn(text).map((postcode) => {
    const start = text.indexOf(postcode, from);
    from = start + postcode.length;
    return { what: 'a postcode', start, end: from };
  });
}

const places = (pattern: RegExp, text: string, what: string): Found[] =>
  [...text.matchAll(pattern)].map(({ index, 0: piece }) => ({
    what,
    start: index,
    end: index + piece.length,
  }));
