import { eq, inArray, sql } from 'drizzle-orm';
import { calls } from '#drizzle/schema/calls';
import { debriefs } from '#drizzle/schema/debriefs';
import { flags } from '#drizzle/schema/flags';
import { followUps } from '#drizzle/schema/follow-ups';
import { grants } from '#drizzle/schema/grants';
import { helplines } from '#drizzle/schema/helplines';
import { messages } from '#drizzle/schema/messages';
import { signals } from '#drizzle/schema/signals';
import type { Db, Tx } from '../platform/database/db.ts';
import { destroyKeys, destroyKeysOf } from '../platform/encryption/destroy-queries.ts';

/** Calls per transaction: few enough not to delay commands. */
const atOnce = 200;

/**
 * Erases call records, with everything that is only about them, so many days after the call as the helpline has chosen; nothing
 * where it has not chosen, or has chosen to keep them. A record stays while a flag, a debrief or a follow-up about it is open.
 */
export async function eraseOldCallRecords(db: Db, now: Date): Promise<void> {
  while ((await db.transaction((tx) => eraseSome(tx, now))) === atOnce);
}

/** Returns the number of calls erased. Calls that another server erases are left to it. */
async function eraseSome(tx: Tx, now: Date): Promise<number> {
  const old = await tx
    .select({ id: calls.id, shiftId: calls.shiftId })
    .from(calls)
    .innerJoin(helplines, eq(helplines.id, calls.helplineId))
    .where(
      sql`${helplines.callRecordDays} > 0 and ${calls.state} <> 'active'
        and ${calls.startedAt} <= ${now.toISOString()}::timestamptz - make_interval(days => ${helplines.callRecordDays})
        and coalesce(${calls.endedAt}, ${calls.startedAt}) <= ${now.toISOString()}::timestamptz - make_interval(days => ${helplines.callRecordDays})
        and not exists (select 1 from ${messages} where ${messages.callId} = ${calls.id})
        and not exists (select 1 from ${flags} where ${flags.callId} = ${calls.id} and ${flags.state} not in ('closed', 'withdrawn'))
        and not exists (select 1 from ${followUps} where ${followUps.callId} = ${calls.id} and ${followUps.doneAt} is null)
        and not exists (select 1 from ${debriefs} where ${debriefs.callIds} @> array[${calls.id}] and ${debriefs.overAt} is null)`,
    )
    .orderBy(calls.startedAt)
    .limit(atOnce)
    .for('update', { of: calls, skipLocked: true });
  if (old.length > 0) await eraseCalls(tx, old);
  return old.length;
}

async function eraseCalls(tx: Tx, gone: { id: string; shiftId: string }[]): Promise<void> {
  const ids = gone.map(({ id }) => id);
  const flagged = await tx.delete(flags).where(inArray(flags.callId, ids)).returning({ id: flags.id });
  const opened = await tx.delete(grants).where(inArray(grants.callId, ids)).returning({ id: grants.id });
  const followed = await tx
    .delete(followUps)
    .where(inArray(followUps.callId, ids))
    .returning({ id: followUps.id });
  await destroyKeysOf(tx, 'flag', flagged);
  await destroyKeysOf(tx, 'grant', opened);
  await destroyKeysOf(tx, 'follow-up', followed);
  await tx.delete(signals).where(inArray(signals.callId, ids));
  await tx
    .update(debriefs)
    .set({
      callIds: sql`array(select unnest(${debriefs.callIds}) except select unnest(${sql.param(ids)}::uuid[]))`,
    })
    .where(sql`${debriefs.callIds} && ${sql.param(ids)}::uuid[]`);
  await tx.delete(calls).where(inArray(calls.id, ids));
  await destroyKeysOfShifts(tx, [...new Set(gone.map(({ shiftId }) => shiftId))]);
}

/** Destroys the key that all calls of a shift share, once the last of them is erased. */
async function destroyKeysOfShifts(tx: Tx, shiftIds: string[]): Promise<void> {
  const left = sql`select ${calls.shiftId} from ${calls} where ${inArray(calls.shiftId, shiftIds)}`;
  await destroyKeys(tx, 'calls', sql`select unnest(${sql.param(shiftIds)}::uuid[]) except (${left})`);
}
