import { expect, test } from 'vitest';
import { longestPage, wrongInPage } from '#shared/page-text';
import { starterSlugs } from '#shared/starter-pages';
import { blocksOf, wordsOf, type Block } from '../../client/pages/page-tokens.ts';
import { entriesOf, entryAt } from '../../client/pages/entries.ts';
import { searchIn } from '../../client/pages/search.ts';
import { starterPages } from '../../client/pages/starter/all.ts';

const kinds = (blocks: Block[]) => blocks.map(({ kind }) => kind);

test('headings, lists, bold and links are what they are', () => {
  const blocks = blocksOf('## Now\n\nRing [us](tel:999), **now**.\n\n1. one\n2. two\n');
  expect(kinds(blocks)).toEqual(['heading', 'paragraph', 'list']);
  expect(JSON.stringify(blocks)).toContain('"kind":"link","href":"tel:999"');
  expect(JSON.stringify(blocks)).toContain('"kind":"bold"');
});

test.each([
  ['raw HTML', '<img src=x onerror=alert(1)>'],
  ['HTML within a line', 'a <script>alert(1)</script> b'],
  ['a link that runs something', '[a](javascript:alert(1))'],
  ['a link by reference that runs something', '[a][r]\n\n[r]: javascript:alert(1)'],
  ['a picture', '![a](https://example.org/x.png)'],
  ['a table', '| a | b |\n|---|---|\n| 1 | 2 |'],
  ['a code block', '```\nalert(1)\n```'],
])('%s becomes text', (_what, body) => {
  const blocks = blocksOf(body);
  expect(JSON.stringify(blocks)).not.toContain('"link"');
  const [firstLine] = body.split('\n');
  expect(wordsOf(body)).toContain(firstLine);
});

test.each([
  '> '.repeat(4_000),
  '- '.repeat(4_000),
  '*a '.repeat(2_600),
  '['.repeat(8_000),
  '**_'.repeat(2_600),
])('a text that is nested without end is drawn all the same', (body) =>
  expect(blocksOf(body).length).toBeGreaterThan(0),
);

test('the ten pages of Alongside’s own are whole, fit, and lead nowhere that is not allowed', () => {
  expect(starterPages.map(({ slug }) => slug)).toEqual([...starterSlugs]);
  for (const { title, body } of starterPages) {
    expect(wrongInPage(body), title).toBeNull();
    expect(body.length, title).toBeLessThan(longestPage);
    expect(kinds(blocksOf(body)), title).not.toContain('plain');
  }
});

test('the search finds a page by the beginning of a word, and past a slip of the key', () => {
  const entries = entriesOf([], starterPages);
  const search = searchIn(entries);
  expect(search('overd')[0]).toMatchObject({ key: 'overdose-or-self-harm' });
  expect(search('safegaurding')[0]).toMatchObject({ key: 'safeguarding' });
  expect(search('zzzz')).toEqual([]);
  expect(entryAt(entries, 'safeguarding')).toMatchObject({ isStarter: true, page: null });
});
