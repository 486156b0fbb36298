import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { closeCallsTo } from '../calls/reader-queries.ts';
import { callsKeptOpen, endAllGrantsOf, endGrants, helplinesWithGrantsToEnd } from './queries.ts';

/** Closes records whose grant has expired. */
export const grantExpiry: DueJob = {
  what: 'grant expiry',
  where: helplinesWithGrantsToEnd,
  async carryOut(change) {
    for (const { callId, openedBy } of await endGrants(change.tx, change.helplineId, change.now))
      await closeRecord(change, callId, openedBy);
  },
};

/** Closes a record to this reader, unless a debrief assigned to them, or another grant that has not expired, keeps it open. */
export async function closeRecord(change: Change, callId: string, reader: string): Promise<void> {
  const { tx, helplineId, version, now, announce, resync } = change;
  if ((await callsKeptOpen(tx, reader, now)).includes(callId)) return;
  for (const call of await closeCallsTo(tx, helplineId, [callId], reader, version))
    announce('call:changed', call);
  resync(reader);
}

/** For a person who may open no records any more: closes what they opened with a reason. */
export async function closeRecordsOf(change: Change, personId: string): Promise<void> {
  for (const callId of await endAllGrantsOf(change.tx, personId, change.now))
    await closeRecord(change, callId, personId);
}
