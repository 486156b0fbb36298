import { and, desc, eq, gt, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import { messages } from '#drizzle/schema/messages';
import type { AskAnswer, Message } from '#shared/messages';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import type { ReaderTx } from '../platform/database/read-as.ts';
import { findRow, insertWithCommit, updateRow } from '../platform/database/rows.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type MessageRow = typeof messages.$inferSelect;
type NewMessage = Omit<MessageRow, 'answer' | 'seenAt' | 'openedAt'>;

/** The messages of a shift have their own key, which is destroyed with them, long before the key of its calls. */
export const sealedMessages = sealedTable(messages, {
  columns: { body: text, warning: text },
  scopeOf: ({ helplineId, shiftId }) => ({ helplineId, purpose: 'chat', subjectId: shiftId }),
});

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const toMessage = async (tx: Tx, row: MessageRow): Promise<Message> =>
  messageIn(await sealedMessages.openOne(tx, row));

export const toMessages = async (tx: Tx, rows: MessageRow[]): Promise<Message[]> =>
  (await sealedMessages.openWhole(tx, rows)).map(messageIn);

const messageIn = ({
  id,
  version,
  shiftId,
  from,
  to,
  body,
  callId,
  covered,
  warning,
  asks,
  answer,
  sentAt,
  receivedAt,
  seenAt,
  openedAt,
}: MessageRow): Message => ({
  id,
  version,
  shiftId,
  from,
  to,
  body,
  callId,
  covered,
  warning,
  asks,
  answer,
  sentAt: sentAt.toISOString(),
  receivedAt: receivedAt.toISOString(),
  seenAt: isoTime(seenAt),
  openedAt: isoTime(openedAt),
});

/** How many messages a first welcome brings; older ones come page by page. */
const latest = 100;

/** A message that nobody has seen yet. It is returned as it was given, not as the database has it, because the insert goes with the commit. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<Message> {
  insertWithCommit(tx, messages, await sealedMessages.seal(tx, message));
  return messageIn({ ...message, answer: null, seenAt: null, openedAt: null });
}

export async function messageById(tx: Tx, helplineId: string, id: string): Promise<Message | null> {
  const row = await findRow(tx, messages, { id, helplineId });
  return row ? toMessage(tx, row) : null;
}

/** Marks the recipient's messages up to and including this one as seen. Messages seen before keep their time. */
export async function setSeen(tx: Tx, upTo: Message, version: number, seenAt: Date): Promise<Message[]> {
  const at = new Date(upTo.receivedAt);
  const rows = await tx
    .update(messages)
    .set({ seenAt, version })
    .where(
      and(
        eq(messages.shiftId, upTo.shiftId),
        eq(messages.from, upTo.from),
        upTo.to === null ? isNull(messages.to) : eq(messages.to, upTo.to),
        isNull(messages.seenAt),
        or(lt(messages.receivedAt, at), and(eq(messages.receivedAt, at), lte(messages.id, upTo.id))),
      ),
    )
    .returning();
  return toMessages(tx, rows);
}

export async function messagesChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Message[]> {
  if (viewer.talkIds.length === 0) return [];
  const changed = and(
    inArray(messages.shiftId, viewer.talkIds),
    isOfTheirs(viewer.id),
    gt(messages.version, since),
  );
  const wanted = tx
    .select()
    .from(messages)
    .where(changed)
    .orderBy(desc(messages.receivedAt), desc(messages.id));
  const rows = since === 0 ? await wanted.limit(latest) : await wanted;
  return (await toMessages(tx, rows)).reverse();
}

export const setOpened = (tx: Tx, id: string, change: { version: number; openedAt: Date; seenAt: Date }) =>
  changeMessage(tx, id, change);

export const setAnswer = (tx: Tx, id: string, change: { version: number; answer: AskAnswer; seenAt: Date }) =>
  changeMessage(tx, id, change);

async function changeMessage(tx: Tx, id: string, change: Partial<MessageRow>): Promise<Message> {
  return toMessage(tx, (await updateRow(tx, messages, { id }, change))!);
}

const isOfTheirs = (personId: string) => or(eq(messages.from, personId), eq(messages.to, personId));

/** Messages of the same shift from or to this person that arrived before the given one, newest first. */
export async function messagesBefore(
  tx: ReaderTx,
  personId: string,
  before: Message,
  most: number,
): Promise<Message[]> {
  const at = new Date(before.receivedAt);
  const rows = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.shiftId, before.shiftId),
        isOfTheirs(personId),
        or(lt(messages.receivedAt, at), and(eq(messages.receivedAt, at), lt(messages.id, before.id))),
      ),
    )
    .orderBy(desc(messages.receivedAt), desc(messages.id))
    .limit(most);
  return toMessages(tx, rows);
}
