import { getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { sealedTables } from '#server/sealed-tables';
import { codeIn, paper } from './markdown.ts';

test('encryption.md names every table with something sealed, and no other', () => {
  const [, table] = paper('docs/explanation/encryption.md').text.split(/## What is sealed\n|\nNot sealed: /);
  const firstCells = table!.match(/^\| [^|]+/gm)!.join('\n');
  const named = codeIn({ path: '', text: firstCells });
  expect(named.toSorted()).toEqual(sealedTables.map((one) => getTableName(one.table)).toSorted());
});
