import type { Column, Table } from './tables.ts';

/**
 * A row is stored as one line of JSON: each column as PostgreSQL's text, or null. That is lossless for every
 * type, as long as both ends write and read with these settings.
 */
export const plainText = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '3',
};

const quoted = (name: string) => `"${name}"`;

export const selectLines = ({ name, columns }: Table) =>
  `select json_build_array(${columns.map((column) => `${quoted(column.name)}::text`).join(', ')})::text as line from ${quoted(name)}`;

/** Takes one parameter: the lines, joined to a JSON array. */
export const insertLines = ({ name, columns }: Table) =>
  `insert into ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')})
   select ${columns.map(valueOf).join(', ')} from jsonb_array_elements($1::text::jsonb) as line`;

const valueOf = ({ type }: Column, index: number) => `(line ->> ${index})::${type}`;

/** The same checksum as `Tally` computes, independent of the order of the rows. */
export const selectTally = (table: Table) =>
  `select count(*)::float8 as rows,
     coalesce(sum(('x' || left(encode(sha256(convert_to(line, 'UTF8')), 'hex'), 15))::bit(60)::bigint), 0)::text as sum
   from (${selectLines(table)}) as lines`;
