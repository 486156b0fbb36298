import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

/** The link with which a person's calendar reads their shifts; `id` is the id of the person. */
export const feeds = pgTable(
  'feeds',
  {
    ...helplineRow,
    id: uuid('id')
      .primaryKey()
      .references(() => people.id),
    /** SHA-256 of the token in the link, in hexadecimal. Null once the link was ended. */
    tokenHash: text('token_hash').unique('feeds_by_token'),
    madeAt: instantColumn('made_at'),
  },
  (table) => [index('feeds_by_version').on(table.helplineId, table.version)],
);

/**
 * A place that somebody lost, so that their calendar takes it out. The shift may be gone, so it keeps the times of its own. Deleted after
 * 30 days.
 */
export const lostPlaces = pgTable(
  'lost_places',
  {
    shiftId: uuid('shift_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    helplineId: helplineRow.helplineId,
    version: helplineRow.version,
    startsAt: instantColumn('starts_at').notNull(),
    endsAt: instantColumn('ends_at').notNull(),
    lostAt: instantColumn('lost_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.shiftId] }),
    index('lost_places_by_age').on(table.lostAt),
  ],
);
