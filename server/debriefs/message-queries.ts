import { and, eq, gt, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import { debriefMessages } from '#drizzle/schema/debriefs';
import type { DebriefMessage } from '#shared/debrief-messages';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';
import { debriefScope } from './queries.ts';

type MessageRow = typeof debriefMessages.$inferSelect;

export const sealedDebriefMessages = sealedTable(debriefMessages, {
  columns: { body: text },
  scopeOf: ({ helplineId, debriefId }) => debriefScope(helplineId, debriefId),
});

const toMessage = async (tx: Tx, row: MessageRow): Promise<DebriefMessage> =>
  messageIn(await sealedDebriefMessages.openOne(tx, row));

const toMessages = async (tx: Tx, rows: MessageRow[]): Promise<DebriefMessage[]> =>
  (await sealedDebriefMessages.openWhole(tx, rows)).map(messageIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const messageIn = (row: MessageRow): DebriefMessage => ({
  id: row.id,
  version: row.version,
  debriefId: row.debriefId,
  from: row.from,
  body: row.body,
  sentAt: row.sentAt.toISOString(),
  seenAt: isoTime(row.seenAt),
  between: row.between,
});

export async function insertDebriefMessage(
  tx: Tx,
  message: typeof debriefMessages.$inferInsert,
): Promise<DebriefMessage> {
  const sealed = await sealedDebriefMessages.seal(tx, message);
  const [row] = await tx.insert(debriefMessages).values(sealed).returning();
  return toMessage(tx, row!);
}

export async function debriefMessageById(
  tx: Tx,
  helplineId: string,
  id: string,
): Promise<DebriefMessage | null> {
  const [row] = await tx
    .select()
    .from(debriefMessages)
    .where(and(eq(debriefMessages.id, id), eq(debriefMessages.helplineId, helplineId)));
  return row ? toMessage(tx, row) : null;
}

/** Marks the other person's messages up to this one as seen; returns those newly marked. */
export async function markSeen(
  tx: Tx,
  message: DebriefMessage,
  reader: string,
  change: { version: number; seenAt: Date },
): Promise<DebriefMessage[]> {
  const at = new Date(message.sentAt);
  const rows = await tx
    .update(debriefMessages)
    .set(change)
    .where(
      and(
        eq(debriefMessages.debriefId, message.debriefId),
        ne(debriefMessages.from, reader),
        isNull(debriefMessages.seenAt),
        or(
          lt(debriefMessages.sentAt, at),
          and(eq(debriefMessages.sentAt, at), lte(debriefMessages.id, message.id)),
        ),
        sql`${debriefMessages.between} @> array[${reader}]::uuid[]`,
      ),
    )
    .returning();
  return toMessages(tx, rows);
}

export const latestDebriefMessage = latestOfHelpline(debriefMessages);

export async function debriefMessagesChangedSince(
  tx: Tx,
  viewer: Viewer,
  since: number,
): Promise<DebriefMessage[]> {
  const rows = await tx
    .select()
    .from(debriefMessages)
    .where(
      and(
        eq(debriefMessages.helplineId, viewer.helplineId),
        gt(debriefMessages.version, since),
        sql`${debriefMessages.between} @> array[${viewer.id}]::uuid[]`,
      ),
    );
  return toMessages(tx, rows);
}
