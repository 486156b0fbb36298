import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Charge } from '#shared/kits';
import { helplineRow, instantColumn } from './columns.ts';
import { people } from './people.ts';

const person = (name: string) => uuid(name).references(() => people.id);

export const kits = pgTable(
  'kits',
  {
    ...helplineRow,
    name: text('name').notNull(),
    items: text('items').array().notNull(),
    holderId: person('holder_id'),
    heldSince: instantColumn('held_since'),
    giverId: person('giver_id'),
    toId: person('to_id'),
    charge: text('charge').$type<Charge>(),
    missingAt: instantColumn('missing_at'),
    missingBy: person('missing_by'),
    missingWords: text('missing_words'),
    /** Whose own phone its calls ring on, and until when. */
    lineToId: person('line_to_id'),
    lineUntil: instantColumn('line_until'),
    retiredAt: instantColumn('retired_at'),
    nearIds: uuid('near_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The scope of the helpline under which `nearIds` was last looked up, and when it has to be looked up whatever the scope. */
    scopeSeen: bigint('scope_seen', { mode: 'number' }),
    lookAgainAt: instantColumn('look_again_at'),
    /** The start of the last shift about which its two, and the manager on call, were told that neither has a bag. */
    pairToldOf: instantColumn('pair_told_of'),
    managerToldOf: instantColumn('manager_told_of'),
  },
  (table) => [
    index('kits_in_use')
      .on(table.helplineId)
      .where(sql`${table.retiredAt} is null`),
    index('kits_by_version').on(table.helplineId, table.version),
  ],
);
