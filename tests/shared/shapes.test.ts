import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { longest } from '#shared/limits';
import { email, id, instant, line, messageText, noteText, shortText } from '#shared/shapes';
import { isBlank } from '#shared/text-checks';

test('any text that JSON and the database can both hold is taken as it is, up to its length', () => {
  const storable = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(storable, (text) => {
      expect(v.parse(noteText, text)).toBe(text);
      expect(v.is(messageText, text)).toBe(!isBlank(text));
    }),
  );
});

test.each([
  '\u200B',
  '\u2060',
  '\u3164',
  '\u2800',
  '\u00AD',
  '\uFE0F',
  ' \u115F\u1160\uFFA0 ',
  '\u0301',
  '\t\n',
])('%j shows nothing, so it is neither a message nor a name', (text) => {
  for (const shape of [line, messageText]) {
    expect(v.is(shape, text)).toBe(false);
    expect(v.is(shape, `${text}a${text}`)).toBe(true);
  }
  expect(v.is(noteText, text)).toBe(true);
});

test.each(['👩\u200D👧', 'é', 'ﷺ', '語', '!'])('%s shows something', (text) => {
  expect(v.is(line, text)).toBe(true);
});

test.each(['\0', 'a\0', '\ud800', 'a\udfff', '\udc00\ud800'])('%j cannot be kept', (text) => {
  for (const shape of [line, shortText, messageText, noteText]) expect(v.is(shape, text)).toBe(false);
  expect(v.is(noteText, '🕯️')).toBe(true);
});

test.each([
  [line, longest.line],
  [shortText, longest.shortText],
  [messageText, longest.message],
  [noteText, longest.note],
])('the longest text fits, and one more does not', (shape, most) => {
  expect(v.is(shape, 'x'.repeat(most))).toBe(true);
  expect(v.is(shape, 'x'.repeat(most + 1))).toBe(false);
});

test.each([
  ['01a20003-0838-7fd0-b0c9-52d6244376ef', true],
  ['01A20003-0838-7FD0-B0C9-52D6244376EF', false],
  ['01a20003-0838-7fd0-b0c9-52d6244376e', false],
  ['01a20003-0838-0fd0-b0c9-52d6244376ef', false],
  ['01a20003-0838-7fd0-70c9-52d6244376ef', false],
  ['01a200030838-7fd0-b0c9-52d6244376ef', false],
  [' 01a20003-0838-7fd0-b0c9-52d6244376ef', false],
  ['', false],
])('%s as an id: %s', (text, isOne) => {
  expect(v.is(id, text)).toBe(isOne);
});

test.each([
  ['2026-11-21T21:30:00.000Z', true],
  ['2026-11-21T21:30:00+01:00', true],
  ['2026-11-21T21:30:00+99:99', false],
  ['0000-01-01T00:00:00Z', false],
  ['2026-11-21', false],
  ['now', false],
])('%s as an instant: %s', (text, isOne) => {
  expect(v.is(instant, text)).toBe(isOne);
});

test.each([
  "o'neil@example.org",
  'first.last+tag@post.example.co.uk',
  'a_b-c~d&e@example.org',
  'ana@xn--bcher-kva.example',
  'ana@example.xn--p1ai',
])('%s is an e-mail address', (address) => {
  expect(v.parse(email, ` ${address.toUpperCase()}\n`)).toBe(address);
});

test.each([
  'ana',
  'ana@example',
  'ana@example.o',
  'ana@.org',
  '@example.org',
  'a..b@example.org',
  '.ana@example.org',
  'a na@example.org',
  'ana@example.org\r\nBcc: ben@example.org',
  'ana@example.org, ben@example.org',
  'ana<ben@example.org',
  '"ana"@example.org',
  '(x)ana@example.org',
  '=?utf-8?q?x?=@example.org',
  'jörg@example.org',
  'ana@exa\u0000mple.org',
])('%j is no e-mail address, so that nothing else gets into the head of an e-mail', (address) => {
  expect(v.is(email, address)).toBe(false);
});
