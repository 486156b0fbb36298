import { eq, inArray, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { messages } from '#drizzle/schema/messages';
import { shifts } from '#drizzle/schema/shifts';
import type { Db } from '../platform/database/db.ts';
import { destroyKeys } from '../platform/encryption/destroy-queries.ts';

/** Longer than the clock difference of two servers, so that none seals a message with a key that another has just destroyed. */
const keyMinutes = 15;

/**
 * Deletes the messages of a shift as many hours after its end as the helpline has set. Their key is destroyed a
 * quarter of an hour later.
 */
export async function eraseOldMessages(db: Db, now: Date): Promise<void> {
  const overFor = (minutes: number) =>
    db
      .select({ id: shifts.id })
      .from(shifts)
      .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
      .where(
        sql`${shifts.endsAt} <= ${now.toISOString()}::timestamptz - make_interval(hours => ${helplines.chatHours}, mins => ${minutes}::int)`,
      );
  await db.transaction(async (tx) => {
    await tx.delete(messages).where(inArray(messages.shiftId, overFor(0)));
    await destroyKeys(tx, 'chat', sql`select id from (${overFor(keyMinutes)}) as over`);
  });
}
