import { and, asc, eq, gt, lte, or } from 'drizzle-orm';
import { messages } from '#drizzle/schema/messages';
import type { Message } from '#shared/messages';
import type { ReaderTx } from '../platform/database/read-as.ts';
import { toMessages } from './queries.ts';

/**
 * What every pair of a shift wrote until `until`, in the order of arrival, from the message after `after` on. For break-glass only; the
 * policy of the table lets it through to the two to whom it is open.
 */
export async function conversationOfShift(
  tx: ReaderTx,
  shiftId: string,
  { until, after, most }: { until: Date; after: Message | null; most: number },
): Promise<Message[]> {
  const at = after && new Date(after.receivedAt);
  const later =
    after && at
      ? or(gt(messages.receivedAt, at), and(eq(messages.receivedAt, at), gt(messages.id, after.id)))
      : undefined;
  const rows = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.shiftId, shiftId), lte(messages.receivedAt, until), later))
    .orderBy(asc(messages.receivedAt), asc(messages.id))
    .limit(most);
  return toMessages(tx, rows);
}
