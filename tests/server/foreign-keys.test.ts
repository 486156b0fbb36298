import { expect, test } from 'vitest';
import { onDatabase } from '../support/on-database.ts';
import { freshDatabase } from '../support/database.ts';

/** Their rows are never deleted, so nothing has to be looked up by them. */
const neverDeleted = ['helplines', 'people', 'shifts', 'pages', 'services', 'lists'];

test('whatever refers to a row that may be deleted is found by an index', async () => {
  const { url, drop } = await freshDatabase();
  const missing = await onDatabase(
    url,
    (sql) => sql<{ name: string }[]>`
      select conrelid::regclass || '.' || attname as name
      from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where contype = 'f' and connamespace = 'public'::regnamespace
        and confrelid::regclass::text <> all(${neverDeleted})
        and not exists (
          select from pg_index
          where indrelid = conrelid and indkey[0] = conkey[1]
            and (indpred is null or pg_get_expr(indpred, indrelid) = format('(%I IS NOT NULL)', attname)))
      order by 1`,
  );
  await drop();
  expect(missing.map(({ name }) => name)).toEqual([]);
});
