import { and, eq, sql } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { messages } from '#drizzle/schema/messages';
import { places, shifts } from '#drizzle/schema/shifts';
import type { Tx } from '../platform/database/db.ts';

/** `affectedPersonIds`: who has a place in the shift, or wrote or was written to. `erasedFrom`: when its messages are deleted. */
export type Conversation = {
  shiftId: string;
  startsAt: Date;
  erasedFrom: Date;
  hasMessages: boolean;
  affectedPersonIds: string[];
};

/** What is known of the conversation of a shift without reading it; null where this helpline has no such shift. */
export async function conversationOf(
  tx: Tx,
  helplineId: string,
  shiftId: string,
): Promise<Conversation | null> {
  const [row] = await tx
    .select({
      shiftId: shifts.id,
      startsAt: shifts.startsAt,
      endsAt: shifts.endsAt,
      chatHours: helplines.chatHours,
      hasMessages: sql<boolean>`exists (select from ${messages} where ${messages.shiftId} = ${shifts.id})`,
      affectedPersonIds: sql<string[]>`array(
        select ${places.personId} from ${places} where ${places.shiftId} = ${shifts.id}
        union select ${messages.from} from ${messages} where ${messages.shiftId} = ${shifts.id}
        union select ${messages.to} from ${messages}
          where ${messages.shiftId} = ${shifts.id} and ${messages.to} is not null)`,
    })
    .from(shifts)
    .innerJoin(helplines, eq(helplines.id, shifts.helplineId))
    .where(and(eq(shifts.id, shiftId), eq(shifts.helplineId, helplineId)));
  if (!row) return null;
  const { endsAt, chatHours, ...known } = row;
  return { ...known, erasedFrom: new Date(endsAt.getTime() + chatHours * 3_600_000) };
}
