import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** A time as the wire has it; null where there is none. */
export const isoTime = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** The given time, or the one already in the column, whichever is sooner; the given one where the column is null. */
export const sooner = (column: PgColumn, at: Date): SQL => sql`least(${column}, ${sql.param(at, column)})`;
