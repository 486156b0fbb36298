import { expect, test } from 'vitest';
import { isSafeLink, linksIn, onlyNumbersDiffer, shownPlain, wrongInPage } from '#shared/page-text';

test.each(['tel:999', 'tel:+442079460000', 'tel:020 7946 0000', 'https://www.example.org/a?b=c'])(
  'a link to %s may be followed',
  (href) => expect(isSafeLink(href)).toBe(true),
);
test.each([
  'javascript:alert(1)',
  'http://example.org',
  'data:text/html,x',
  '/desk',
  'tel:',
  'tel:javascript',
  'mailto:a@b.c',
  '',
])('a link to %s may not', (href) => expect(isSafeLink(href)).toBe(false));

test('the links of a text are found however they are written', () => {
  const body = '[a](tel:999) ![b](x.png) [c]( <https://example.org> ) <https://example.org/2> a < b';
  expect(linksIn(body)).toEqual(['tel:999', 'x.png', 'https://example.org', 'https://example.org/2']);
});

test('a text is refused with a sentence for too many links, and for a link that may not be followed', () => {
  expect(wrongInPage('[a](tel:999) '.repeat(30))).toBeNull();
  expect(wrongInPage('[a](tel:999) '.repeat(31))).toMatch(/30 links, and this has 31/);
  expect(wrongInPage('[a](JavaScript:alert(1))')).toMatch(/JavaScript:alert/);
});

test('whoever writes is told what will be plain text', () => {
  expect(shownPlain('| a | b |\n|---|---|\n| 1 | 2 |')).toMatch(/^A table/);
  expect(shownPlain('<b>bold</b>')).toMatch(/^HTML/);
  expect(shownPlain('Ring **999** if 3 < 4')).toBeNull();
  expect(shownPlain('<https://example.org>')).toBeNull();
});

test('only numbers may differ where one person alone puts them right', () => {
  const before = 'Ring [us](tel:02079460000), 020 7946 0000, from 18:00.';
  expect(onlyNumbersDiffer(before, before.replaceAll('0000', '0001'))).toBe(true);
  expect(onlyNumbersDiffer(before, before)).toBe(false);
  expect(onlyNumbersDiffer(before, before.replace('Ring', 'Text'))).toBe(false);
  expect(onlyNumbersDiffer('Ring 999.', 'Ring .')).toBe(false);
});
