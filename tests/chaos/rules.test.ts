import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';

const rulesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, rule]) => rule).sort();
const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');

test('every rule of docs/reliability.md is named by a test, and every test by its rule', () => {
  const folder = join('tests', 'chaos');
  const tests = readdirSync(join(projectRoot, folder)).filter((name) => name.endsWith('.test.ts'));
  const written = rulesIn(read('docs', 'reliability.md'), /^\| \*\*(R\d+)\*\*/gm);
  const tested = tests.flatMap((name) => rulesIn(read(folder, name), /'(R\d+):/g)).sort();
  expect(written.length).toBeGreaterThan(0);
  expect(written).toEqual(tested);
});
