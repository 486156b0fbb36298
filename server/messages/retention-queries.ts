import { and, eq, inArray, not, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { messages } from '#drizzle/schema/messages';
import { shifts } from '#drizzle/schema/shifts';
import { isCallHeld, isPersonHeld } from '../legal-holds/held-queries.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeys } from '../platform/encryption/destroy-queries.ts';

/** Longer than the clock difference of two servers, so that none seals a message with a key that another has just destroyed. */
const keyMinutes = 15;

/**
 * Deletes the messages of a shift as many hours after its end as the helpline has set. Their key is destroyed a
 * quarter of an hour later, once no message is left that a legal hold keeps.
 */
export async function eraseOldMessages(tx: Tx, now: Date) {
  const overFor = (minutes: number) =>
    tx
      .select({ id: shifts.id })
      .from(shifts)
      .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
      .where(
        sql`${shifts.endsAt} <= ${now.toISOString()}::timestamptz - make_interval(hours => ${helplines.chatHours}, mins => ${minutes}::int)`,
      );
  const isHeld = [isCallHeld(now, messages.callId), isPersonHeld(now, messages.from, messages.to)];
  const gone = await tx
    .delete(messages)
    .where(and(inArray(messages.shiftId, overFor(0)), ...isHeld.map(not)))
    .returning({ helplineId: messages.helplineId });
  const left = sql`select shift_id from ${messages}`;
  await destroyKeys(tx, 'chat', sql`select id from (${overFor(keyMinutes)}) as over except (${left})`);
  return gone;
}
