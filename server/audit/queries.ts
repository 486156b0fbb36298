import { and, desc, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { auditLog } from '#drizzle/schema/audit-log';
import { breakGlass } from '#drizzle/schema/break-glass';
import { people } from '#drizzle/schema/people';
import {
  accountActions,
  helplineActions,
  readErasures,
  signInActions,
  wordsActions,
  type AuditAction,
  type AuditLine,
  type ReadAction,
} from '#shared/audit';
import type { Viewer } from '#shared/viewer';
import type { Db } from '../platform/database/db.ts';

const actor = alias(people, 'actor');
const is = (actions: readonly AuditAction[]) => inArray(auditLog.action, [...actions]);

/** Audit lines of what this person did to accounts, places, sign-ins and private words, and of what was done to theirs, newest first. */
export const linesOfPerson = (db: Db, viewer: Viewer, before: number | null, count: number) =>
  linesWhere(db, viewer, before, count, [
    or(
      and(
        or(eq(auditLog.by, viewer.id), eq(auditLog.about, viewer.id)),
        is([...accountActions, ...signInActions]),
      ),
      and(is(wordsActions), or(eq(auditLog.by, viewer.id), inArray(auditLog.about, openedOf(db, viewer)))),
    )!,
  ]);

/** The ids of requests for words of this person, or of a shift of theirs, whose `until` is as given. */
const requestsAbout = (db: Db, { id }: Viewer, until: SQL) =>
  db
    .select({ id: breakGlass.id })
    .from(breakGlass)
    .where(and(sql`${breakGlass.affectedPersonIds} @> array[${id}]::uuid[]`, until));

/** What was opened of this person's words. */
const openedOf = (db: Db, viewer: Viewer) => requestsAbout(db, viewer, isNotNull(breakGlass.until));

/** What was never confirmed, of which this person is not to learn. */
const unconfirmedOf = (db: Db, viewer: Viewer) => requestsAbout(db, viewer, isNull(breakGlass.until));

/** Audit lines about people, the rota, the settings and the records of the helpline, without anybody's sign-ins, newest first. */
export const linesOfHelpline = (db: Db, viewer: Viewer, before: number | null, count: number) =>
  linesWhere(db, viewer, before, count, [
    or(
      is([...accountActions, ...helplineActions, ...readErasures]),
      and(is(wordsActions), notInArray(auditLog.about, unconfirmedOf(db, viewer))),
      and(eq(auditLog.action, 'sign-ins-ended'), sql`${auditLog.by} is distinct from ${auditLog.about}`),
    )!,
  ]);

async function linesWhere(
  db: Db,
  { helplineId }: Viewer,
  before: number | null,
  count: number,
  conditions: SQL[],
): Promise<AuditLine[]> {
  const rows = await db
    .select({
      number: auditLog.number,
      at: auditLog.at,
      action: sql<ReadAction>`${auditLog.action}`,
      by: { id: actor.id, firstName: actor.firstName },
      about: { id: people.id, firstName: people.firstName },
      counted: auditLog.counted,
    })
    .from(auditLog)
    .leftJoin(actor, eq(actor.id, auditLog.by))
    .leftJoin(people, eq(people.id, auditLog.about))
    .where(
      and(
        eq(auditLog.helplineId, helplineId),
        before === null ? undefined : lt(auditLog.number, before),
        ...conditions,
      ),
    )
    .orderBy(desc(auditLog.number))
    .limit(count);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
