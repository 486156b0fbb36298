import { eq, type InferSelectModel } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { calls } from '#drizzle/schema/calls';
import { messages } from '#drizzle/schema/messages';
import { commands } from '#drizzle/schema/commands';
import { debriefs } from '#drizzle/schema/debriefs';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { flags } from '#drizzle/schema/flags';
import { shifts } from '#drizzle/schema/shifts';
import { signals } from '#drizzle/schema/signals';
import type { Db } from '#server/platform/database/db';
import { refusals } from '#shared/refusals';
import { opened } from '../support/opened.ts';

type Owned = PgTable & { helplineId: PgColumn };

/** Every row that the database holds of one helpline. */
export async function whatIsKept(db: Db, helplineId: string) {
  const of = async <Table extends Owned>(table: Table) => {
    const whole: PgTable = table;
    const rows = await db.select().from(whole).where(eq(table.helplineId, helplineId));
    return opened(db, table, rows as InferSelectModel<Table>[]);
  };
  return {
    people: await of(people),
    shifts: await of(shifts),
    presences: await of(presences),
    calls: await of(calls),
    messages: await of(messages),
    signals: await of(signals),
    debriefs: await of(debriefs),
    flags: await of(flags),
    receipts: (await of(commands)).map(withSentence),
  };
}
/** The usual sentence of a refusal is not stored. */
const withSentence = ({ reply, ...receipt }: InferSelectModel<typeof commands>) => ({
  ...receipt,
  reply: reply.ok ? reply : { ...reply, message: reply.message ?? refusals[reply.code] },
});

export type Kept = Awaited<ReturnType<typeof whatIsKept>>;
