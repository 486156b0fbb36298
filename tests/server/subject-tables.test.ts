import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getTableName } from 'drizzle-orm';
import { getTableConfig, jsonb, pgTable, text, uuid, type PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { tablesOfSchema } from '#server/platform/backup/tables';
import { projectRoot } from '#server/platform/root';
import { erasureRows, personTables } from '#server/subject/table-queries';

/** Columns that could hold somebody’s id by their type, and do not. */
const holdNobody = [
  'absences.weekly',
  'calls.referred_to',
  'calls.signposted',
  'commands.reply',
  'cost_copies.assumptions',
  'cost_copies.sheet',
  'data_keys.helpline_id',
  'debriefs.call_ids',
  'directory_settings.bank_holidays',
  'erasures.helpline_id',
  'escalation_steps.subject_id',
  'feedback.answers',
  'gatherings.follow_up_ids',
  'helplines.opening_pattern',
  'helplines.pattern_changes',
  'legal_holds.call_id',
  'lists.words',
  'lost_places.shift_id',
  'people.induction',
  'reports.figures',
  'shifts.told_to',
  'sources.last_read',
  'sources.waiting',
  'steps.copy_of',
  'swaps.for_shift_ids',
  'to_bring.about',
  'to_bring.line_id',
];

/** The columns of the schema that can hold somebody’s id: of people by reference, or a uuid, uuids or JSON that refer to nothing. */
function columnsThatCanName(tables: PgTable[]): string[] {
  return tables.flatMap((table) => {
    const { name, columns, foreignKeys } = getTableConfig(table);
    const references = foreignKeys.map((key) => key.reference());
    return columns
      .filter((column) => {
        const to = references.find((reference) => reference.columns.some((one) => one.name === column.name));
        if (to) return to.foreignTable === people;
        const can = ['uuid', 'uuid[]', 'jsonb'].includes(column.getSQLType());
        return can && !(column.primary && column.name === 'id' && table !== people);
      })
      .map((column) => `${name}.${column.name}`);
  });
}

const declared = personTables.flatMap(({ table, theirs, named = [] }) =>
  [...theirs, ...named].map((column) => `${getTableName(table)}.${column.name}`),
);

test('every column that can name somebody is one that an export looks in, or holds nobody', async () => {
  const undeclared = columnsThatCanName(await tablesOfSchema()).filter(
    (column) => !declared.includes(column),
  );
  expect(undeclared.sort()).toEqual(holdNobody);
});

test('a new table is found by whatever column can name somebody', () => {
  const invented = pgTable('invented', {
    id: uuid('id').primaryKey(),
    helplineId: uuid('helpline_id').references(() => helplines.id),
    by: uuid('by').references(() => people.id),
    seenBy: uuid('seen_by').array(),
    steps: jsonb('steps'),
    about: uuid('about'),
    words: text('words'),
  });
  const found = ['by', 'seen_by', 'steps', 'about'].map((column) => `invented.${column}`);
  expect(columnsThatCanName([invented])).toEqual(found);
});

test('no table and no column is declared twice, and each belongs to its table', () => {
  expect(new Set(declared).size).toBe(declared.length);
  expect(new Set(personTables.map(({ table }) => table)).size).toBe(personTables.length);
  for (const { table, theirs, named = [], withheld = [] } of personTables)
    for (const column of [...theirs, ...named, ...withheld]) expect(column.table).toBe(table);
});

test('of every table it is said what an erasure deletes, or why its rows stay', () => {
  const silent = personTables.filter(({ erased, kept }) => !erased && !kept);
  expect(silent.map(({ table }) => getTableName(table))).toEqual([]);
});

test('the documents say of every table what an erasure does with it', async () => {
  const document = await readFile(join(projectRoot, 'docs', 'security.md'), 'utf8');
  const plain = document.replace(/ +\|/g, ' |');
  for (const row of erasureRows()) expect(plain).toContain(row);
});
