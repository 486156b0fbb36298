import { is, Placeholder, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * Like `inArray`, with the whole list as one parameter: the SQL is the same for every length, so it is built and planned once, and
 * ten thousand ids do not become ten thousand placeholders. In a prepared statement it is the placeholder for the list.
 */
export const isOneOf = (column: PgColumn, values: string[] | Placeholder): SQL<boolean> =>
  sql<boolean>`${column} = any(${is(values, Placeholder) ? values : sql.param(values)})`;
