import { eq, inArray, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { messages } from '#drizzle/schema/messages';
import { shifts } from '#drizzle/schema/shifts';
import type { Db } from '../platform/database/db.ts';
import { destroyKeys } from '../platform/encryption/destroy-queries.ts';

/** What the two said to each other is deleted so many hours after their shift, as the helpline has set it, and so is its key. */
export async function eraseOldMessages(db: Db, now: Date): Promise<void> {
  const over = db
    .select({ id: shifts.id })
    .from(shifts)
    .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
    .where(
      sql`${shifts.endsAt} <= ${now.toISOString()}::timestamptz - make_interval(hours => ${helplines.chatHours})`,
    );
  await db.transaction(async (tx) => {
    await tx.delete(messages).where(inArray(messages.shiftId, over));
    await destroyKeys(tx, 'chat', sql`select id from (${over}) as over`);
  });
}
