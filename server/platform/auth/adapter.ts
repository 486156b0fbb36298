import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession } from 'lucia';
import { people } from '#drizzle/schema/people';
import { sessions } from '#drizzle/schema/sessions';
import { signInHours } from '#shared/sign-ins';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/db.ts';
import { prepared } from '../database/prepared.ts';
import { hashOf } from '../hash.ts';

/** Minutes for which a sign-in lasts without an open page: the time from its last activity to its expiry. */
export const idleMinutes = 60;

/** When a sign-in that is active now expires, by our clock. Lucia measures by the machine's. */
export const expiryFrom = (now: Date) => new Date(now.getTime() + idleMinutes * 60_000);

/** Sign-ins that began at this time or earlier have ended, regardless of activity. */
export const firstStanding = (now: Date) => new Date(now.getTime() - signInHours * 3_600_000);

const endsAt = sql<number>`(extract(epoch from least(${sessions.expiresAt},
  ${sessions.createdAt} + make_interval(hours => ${signInHours}))) * 1000)::float8`;
const findSession = prepared((db) =>
  db
    .select({
      personId: sessions.personId,
      expiresAt: endsAt,
      helplineId: people.helplineId,
      createdAt: sessions.createdAt,
      browser: sessions.browser,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.idHash, sql.placeholder('idHash')), isNull(people.suspendedAt))),
);

/** Stores only the SHA-256 of a session id, so that a stolen copy of the table signs nobody in. */
export function sessionAdapter(db: Db, clock: Clock): Adapter {
  return {
    async getSessionAndUser(id) {
      const now = clock();
      const [row] = await findSession(db, { idHash: hashOf(id) });
      if (!row || row.expiresAt <= now.getTime()) return [null, null];
      const left = row.expiresAt - now.getTime();
      const session: DatabaseSession = {
        id,
        userId: row.personId,
        expiresAt: new Date(Date.now() + left),
        attributes: { browser: row.browser },
      };
      const endsAt = row.createdAt.getTime() + signInHours * 3_600_000;
      return [session, { id: row.personId, attributes: { helplineId: row.helplineId, endsAt } }];
    },
    async setSession({ id, userId, attributes }) {
      const now = clock();
      await db.insert(sessions).values({
        idHash: hashOf(id),
        personId: userId,
        createdAt: now,
        expiresAt: expiryFrom(now),
        browser: attributes.browser,
      });
    },
    async updateSessionExpiration(id) {
      await db
        .update(sessions)
        .set({ expiresAt: expiryFrom(clock()) })
        .where(eq(sessions.idHash, hashOf(id)));
    },
    async deleteSession(id) {
      await db.delete(sessions).where(eq(sessions.idHash, hashOf(id)));
    },
    async deleteUserSessions(personId) {
      await db.delete(sessions).where(eq(sessions.personId, personId));
    },
    async getUserSessions(personId) {
      const rows = await db
        .select()
        .from(sessions)
        .where(and(eq(sessions.personId, personId), gt(sessions.expiresAt, clock())));
      return rows.map(({ idHash, expiresAt, browser }) => ({
        id: idHash,
        userId: personId,
        expiresAt,
        attributes: { browser },
      }));
    },
    async deleteExpiredSessions() {
      await db.delete(sessions).where(lte(sessions.expiresAt, clock()));
    },
  };
}

export async function eraseEndedSignIns(db: Db, now: Date): Promise<number> {
  const { count } = await db
    .delete(sessions)
    .where(or(lte(sessions.expiresAt, now), lte(sessions.createdAt, firstStanding(now))));
  return count;
}
