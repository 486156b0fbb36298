import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsIn, codeIn, isThere, linksIn, paper, papers, type Paper } from './markdown.ts';

/** What a link leads to in vain, or null. Addresses elsewhere are not asked: a page must not fail because another's server does. */
function broken(from: Paper, link: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return null;
  const [path, anchor] = link.split('#') as [string, string?];
  const target = path === '' ? from.path : posix.normalize(posix.join(posix.dirname(from.path), path));
  if (!isThere(target)) return `${from.path}: ${link}`;
  if (anchor === undefined || !target.endsWith('.md')) return null;
  return anchorsIn(paper(target)).includes(anchor) ? null : `${from.path}: ${link} (no such heading)`;
}

test('every link leads somewhere', () => {
  const all = papers();
  expect(all.length).toBeGreaterThan(20);
  expect(all.flatMap((from) => linksIn(from).flatMap((link) => broken(from, link) ?? []))).toEqual([]);
});

test('every file of the project that is named as code is there', () => {
  const named = /^(client|docs|drizzle|scripts|server|shared|tests)\/[\w./@-]+\.\w+$/;
  const missing = papers().flatMap((from) =>
    codeIn(from)
      .filter((code) => named.test(code) && !isThere(code))
      .map((code) => `${from.path}: ${code}`),
  );
  expect(missing).toEqual([]);
});

test('a broken link is found, by its file and by its heading', () => {
  const from = (text: string): Paper => ({ path: 'docs/page.md', text });
  expect(linksIn(from('[a](b.md), ![c](d.png) and `[e](f.md)`'))).toEqual(['b.md', 'd.png']);
  expect(broken(from(''), 'security.md#hazards')).toBeNull();
  expect(broken(from(''), '../README.md')).toBeNull();
  expect(broken(from(''), 'https://example.org/none')).toBeNull();
  expect(broken(from(''), 'none.md')).toBe('docs/page.md: none.md');
  expect(broken(from(''), 'security.md#none')).toContain('no such heading');
  expect(anchorsIn(from('# What `is` kept, & where: _now_\n# Same\n# Same'))).toEqual([
    'what-is-kept--where-now',
    'same',
    'same-1',
  ]);
});
