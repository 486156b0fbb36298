import { eq, inArray, sql } from 'drizzle-orm';
import { callBacks } from '#drizzle/schema/call-backs';
import { calls } from '#drizzle/schema/calls';
import { debriefs } from '#drizzle/schema/debriefs';
import { flags } from '#drizzle/schema/flags';
import { followUps } from '#drizzle/schema/follow-ups';
import { grants } from '#drizzle/schema/grants';
import { helplines } from '#drizzle/schema/helplines';
import { messages } from '#drizzle/schema/messages';
import { signals } from '#drizzle/schema/signals';
import {
  isCallBackHeld,
  isCallHeld,
  isDebriefHeld,
  isFlagHeld,
  isFollowUpHeld,
  isGrantHeld,
  isSignalHeld,
} from '../legal-holds/held-queries.ts';
import type { Tx } from '../platform/database/db.ts';
import { destroyKeys, destroyKeysOf } from '../platform/encryption/destroy-queries.ts';
import { erasedAtOnce } from '../platform/erasing.ts';

/**
 * Erases call records, with everything that is only about them, so many days after the call as the helpline has chosen; nothing
 * where it has not chosen, or has chosen to keep them. A record stays while a message of the pair refers to it, while a flag, a debrief
 * or a follow-up about it is open, and while a legal hold is on it or on a person it concerns. Skips calls that another server is erasing.
 */
export async function eraseOldCallRecords(tx: Tx, now: Date) {
  const old = await tx
    .select({
      id: calls.id,
      shiftId: calls.shiftId,
      helplineId: calls.helplineId,
      startedAt: calls.startedAt,
    })
    .from(calls)
    .innerJoin(helplines, eq(helplines.id, calls.helplineId))
    .where(
      sql`${helplines.callRecordDays} > 0 and ${calls.state} <> 'active'
        and ${calls.startedAt} <= ${now.toISOString()}::timestamptz - make_interval(days => ${helplines.callRecordDays})
        and coalesce(${calls.endedAt}, ${calls.startedAt}) <= ${now.toISOString()}::timestamptz - make_interval(days => ${helplines.callRecordDays})
        and not exists (select 1 from ${messages} where ${messages.callId} = ${calls.id})
        and not exists (select 1 from ${flags} where ${flags.callId} = ${calls.id} and (${flags.state} not in ('closed', 'withdrawn') or ${isFlagHeld(now)}))
        and not exists (select 1 from ${followUps} where ${followUps.callId} = ${calls.id} and (${followUps.doneAt} is null or ${isFollowUpHeld(now)}))
        and not exists (select 1 from ${debriefs} where ${debriefs.callIds} @> array[${calls.id}] and (${debriefs.overAt} is null or ${isDebriefHeld(now)}))
        and not exists (select 1 from ${grants} where ${grants.callId} = ${calls.id} and ${isGrantHeld(now)})
        and not exists (select 1 from ${signals} where ${signals.callId} = ${calls.id} and ${isSignalHeld(now)})
        and not exists (select 1 from ${callBacks} where ${callBacks.callId} = ${calls.id} and ${isCallBackHeld(now)})
        and not ${isCallHeld(now, calls.id)}`,
    )
    .orderBy(calls.startedAt)
    .limit(erasedAtOnce)
    .for('update', { of: calls, skipLocked: true });
  if (old.length > 0) await eraseCalls(tx, old);
  return old;
}

type Gone = { id: string; shiftId: string; helplineId: string; startedAt: Date };

/**
 * Stores, per helpline, how far records are erased. `gone` is in the order of their beginning. Runs last, because it locks the helplines,
 * whose commands wait meanwhile; in the same order on every server.
 */
async function noteErased(tx: Tx, gone: Gone[]): Promise<void> {
  const latest = new Map(gone.map(({ helplineId, startedAt }) => [helplineId, startedAt.toISOString()]));
  for (const helplineId of [...latest.keys()].toSorted())
    await tx
      .update(helplines)
      .set({
        recordsErasedTo: sql`greatest(${helplines.recordsErasedTo}, ${latest.get(helplineId)}::timestamptz)`,
      })
      .where(eq(helplines.id, helplineId));
}

async function eraseCalls(tx: Tx, gone: Gone[]): Promise<void> {
  const ids = gone.map(({ id }) => id);
  const flagged = await tx.delete(flags).where(inArray(flags.callId, ids)).returning({ id: flags.id });
  const opened = await tx.delete(grants).where(inArray(grants.callId, ids)).returning({ id: grants.id });
  const followed = await tx
    .delete(followUps)
    .where(inArray(followUps.callId, ids))
    .returning({ id: followUps.id });
  const promised = await tx
    .delete(callBacks)
    .where(inArray(callBacks.callId, ids))
    .returning({ id: callBacks.id });
  await destroyKeysOf(tx, 'flag', flagged);
  await destroyKeysOf(tx, 'grant', opened);
  await destroyKeysOf(tx, 'follow-up', followed);
  await destroyKeysOf(tx, 'call-back', promised);
  await destroyKeysOf(tx, 'call-back-number', promised);
  await tx.delete(signals).where(inArray(signals.callId, ids));
  await tx
    .update(debriefs)
    .set({
      callIds: sql`array(select unnest(${debriefs.callIds}) except select unnest(${sql.param(ids)}::uuid[]))`,
    })
    .where(sql`${debriefs.callIds} && ${sql.param(ids)}::uuid[]`);
  await tx.delete(calls).where(inArray(calls.id, ids));
  await destroyKeysOfShifts(tx, [...new Set(gone.map(({ shiftId }) => shiftId))]);
  await noteErased(tx, gone);
}

/** Destroys the key that all calls of a shift share, once the last of them is erased. */
async function destroyKeysOfShifts(tx: Tx, shiftIds: string[]): Promise<void> {
  const left = sql`select ${calls.shiftId} from ${calls} where ${inArray(calls.shiftId, shiftIds)}`;
  await destroyKeys(tx, 'calls', sql`select unnest(${sql.param(shiftIds)}::uuid[]) except (${left})`);
}
