import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';

const script = (await import(new URL('../../scripts/touched.mjs', import.meta.url).href)) as {
  nounsOf: (file: string) => string[];
};

test('after a change of a noun the quick run includes the tests that are named after it', () => {
  const tests = readdirSync(join(projectRoot, 'tests', 'server'));
  const folders = readdirSync(join(projectRoot, 'server'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const named = folders.filter((folder) => tests.some((file) => file.startsWith(folder)));
  expect(named.length).toBeGreaterThan(20);
  const includes = (folder: string, file: string) =>
    script.nounsOf(`server/${folder}/queries.ts`).some((noun) => file.startsWith(noun));
  for (const folder of named)
    expect(tests.filter((file) => file.startsWith(folder) && !includes(folder, file))).toEqual([]);
});
