import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftOut, tablesToKeep, type Table } from '#server/platform/backup/tables';
import { freshDatabase } from '../support/database.ts';
import { onDatabase } from '../support/on-database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let kept: Table[];

beforeAll(async () => {
  [database, kept] = await Promise.all([freshDatabase(), tablesToKeep()]);
});
afterAll(() => database.drop());

test('every table there is, is either kept or left out on purpose', async () => {
  const found = await ask(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`,
  );
  expect([...kept.map(({ name }) => name), ...leftOut].sort()).toEqual(found.sort());
});

test('every column of a kept table is kept', async () => {
  const found = await ask(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and is_generated = 'NEVER'`,
  );
  const named = kept.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`));
  expect(named.sort()).toEqual(found.filter((name) => !leftOut.includes(name.split('.')[0]!)).sort());
});

test('unlogged tables are left out', async () => {
  const unlogged = await ask(
    `select relname as name from pg_class where relkind = 'r' and relpersistence = 'u'`,
  );
  expect(leftOut).toEqual(expect.arrayContaining(unlogged));
});

test('no table uses a sequence, because a restore would restart it at 1', async () => {
  expect(await ask(`select sequencename as name from pg_sequences where schemaname = 'public'`)).toEqual([]);
});

test('each table comes after those it refers to', async () => {
  const pairs = await ask(
    `select conrelid::regclass || ' ' || confrelid::regclass as name from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  const order = kept.map(({ name }) => name);
  const pairsKept = pairs.map((pair) => pair.split(' ')).filter(([from]) => order.includes(from!));
  expect(pairsKept.length).toBeGreaterThan(10);
  for (const [from, to] of pairsKept) expect(order.indexOf(from!)).toBeGreaterThan(order.indexOf(to!));
});

const ask = (question: string) =>
  onDatabase(database.url, async (sql) =>
    (await sql.unsafe<{ name: string }[]>(question)).map(({ name }) => name),
  );
