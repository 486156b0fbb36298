import { eq } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import type { News, NewsName, Welcome } from '#shared/contract';
import type { Viewer } from '#shared/people';
import type { Row } from '#shared/shapes';
import { inSameEpoch } from './platform/database/epochs.ts';
import { callsChangedSince } from './calls/queries.ts';
import { messagesChangedSince } from './messages/queries.ts';
import { checkInsChangedSince } from './check-ins/queries.ts';
import type { Db, Tx } from './platform/database/db.ts';
import { debriefMessagesChangedSince } from './debriefs/message-queries.ts';
import { debriefsChangedSince } from './debriefs/queries.ts';
import { followUpsChangedSince } from './follow-ups/queries.ts';
import { helplineById } from './helpline/queries.ts';
import { missedCallsChangedSince } from './missed-calls/queries.ts';
import { grantsChangedSince } from './grants/queries.ts';
import { peopleChangedSince, viewersByIds } from './people/queries.ts';
import { presencesChangedSince } from './presence/queries.ts';
import { undeliveredChangedSince } from './notifications/outbox.ts';
import { preferencesChangedSince } from './notifications/queries.ts';
import { flagsChangedSince } from './flags/queries.ts';
import { shiftsChangedSince } from './shifts/queries.ts';
import { signalsChangedSince } from './signals/queries.ts';
import { updatesChangedSince } from './updates/queries.ts';
import { visibleTo } from './visibility.ts';

/**
 * Everything this person may see that changed after `since`, and the version up to which that is true, read at one point in time.
 * A `since` from the future, or from before a backup was restored, counts as 0. Null for somebody who may not be here.
 */
export async function welcomeOf(
  db: Db,
  personId: string,
  since: (viewer: Viewer, version: number) => number,
  { now, trial }: { now: Date; trial: boolean },
): Promise<{ viewer: Viewer; welcome: Welcome } | null> {
  const snapshot = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  return db.transaction(async (tx) => {
    const [viewer] = await viewersByIds(tx, [personId], now);
    if (!viewer) return null;
    const version = await versionOf(tx, viewer.helplineId);
    const wanted = since(viewer, version);
    const from = wanted > version || !inSameEpoch(wanted, version) ? 0 : wanted;
    const [helpline, people, rows] = await Promise.all([
      helplineById(tx, viewer.helplineId),
      peopleChangedSince(tx, viewer.helplineId, 0),
      rowsChangedSince(tx, viewer, from, now),
    ]);
    const seen = <Name extends NewsName>(name: Name, rows: News[Name][]) =>
      rows.map((row) => visibleTo(viewer, name, row)).filter((row) => isNews(row, from));
    const me = people.find((person) => person.id === viewer.id);
    if (!me) return null;
    const welcome: Welcome = {
      version,
      since: from,
      now: now.getTime(),
      trial,
      me,
      helpline,
      people: seen('person:changed', people),
      shifts: seen('shift:changed', rows.shifts),
      presences: seen('presence:changed', rows.presences),
      calls: seen('call:changed', rows.calls),
      missedCalls: seen('missedCall:changed', rows.missedCalls),
      messages: seen('message:changed', rows.messages),
      signals: seen('signal:changed', rows.signals),
      debriefs: seen('debrief:changed', rows.debriefs),
      debriefMessages: seen('debriefMessage:changed', rows.debriefMessages),
      followUps: seen('followUp:changed', rows.followUps),
      checkIns: seen('checkIn:changed', rows.checkIns),
      flags: seen('flag:changed', rows.flags),
      grants: seen('grant:changed', rows.grants),
      notificationPreferences: seen('notificationPreferences:changed', rows.notificationPreferences),
      undelivered: seen('undelivered:changed', rows.undelivered),
      updates: seen('update:changed', rows.updates),
    };
    return { viewer, welcome };
  }, snapshot);
}

/** Seen at all, and changed for this viewer: a change may say nothing new to them. */
const isNews = <T extends Row>(row: T | null, since: number): row is T => row !== null && row.version > since;

/** Each noun's own, asked for at once. */
const rowsChangedSince = (tx: Tx, viewer: Viewer, from: number, now: Date) =>
  together({
    shifts: shiftsChangedSince(tx, viewer.helplineId, from, now),
    presences: presencesChangedSince(tx, viewer, from),
    calls: callsChangedSince(tx, viewer, from, now),
    missedCalls: missedCallsChangedSince(tx, viewer, from),
    messages: messagesChangedSince(tx, viewer, from),
    signals: signalsChangedSince(tx, viewer, from, now),
    debriefs: debriefsChangedSince(tx, viewer, from, now),
    debriefMessages: debriefMessagesChangedSince(tx, viewer, from),
    followUps: followUpsChangedSince(tx, viewer, from, now),
    checkIns: checkInsChangedSince(tx, viewer, from, now),
    flags: flagsChangedSince(tx, viewer, from, now),
    grants: grantsChangedSince(tx, viewer, from, now),
    notificationPreferences: preferencesChangedSince(tx, viewer, from),
    undelivered: undeliveredChangedSince(tx, viewer, from, now),
    updates: updatesChangedSince(tx, viewer, from),
  });

/** What all of these come to, by the same names. */
async function together<Asked extends Record<string, Promise<unknown>>>(asked: Asked) {
  const come = await Promise.all(
    Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const),
  );
  return Object.fromEntries(come) as { [Name in keyof Asked]: Awaited<Asked[Name]> };
}

async function versionOf(tx: Tx, helplineId: string): Promise<number> {
  const [row] = await tx
    .select({ change: helplines.change })
    .from(helplines)
    .where(eq(helplines.id, helplineId));
  return row?.change ?? 0;
}
