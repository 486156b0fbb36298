import { randomBytes } from 'node:crypto';
import { and, desc, eq, gt, lt, notInArray, or, sql } from 'drizzle-orm';
import { Lucia, TimeSpan } from 'lucia';
import { sessions } from '#drizzle/schema/sessions';
import { signInHours } from '#shared/sign-ins';
import type { Clock } from '../clock.ts';
import { isOneOf } from '../database/one-of.ts';
import type { Db } from '../database/db.ts';
import { prepared } from '../database/prepared.ts';
import { hashOf } from '../hash.ts';
import { expiryFrom, firstStanding, idleMinutes, sessionAdapter } from './adapter.ts';

type SessionAttributes = { browser: string | null };
type Attributes = { helplineId: string; endsAt: number };

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, Attributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: Attributes;
  }
}

/** The most sign-ins of one person at the same time. */
const mostSignIns = 5;

/**
 * The sign-in of a cookie. `sessionHash` identifies it without revealing its id; at `endsAt` (ms since 1970) it
 * ends, regardless of activity.
 */
export type SignedIn = { personId: string; helplineId: string; sessionHash: string; endsAt: number };

/** `keep`: the cookie survives closing the browser. `browser`: the kind of browser, null if unknown. */
export type SignInOptions = { keep?: boolean; browser?: string | null };

export type SignIns = {
  /** Null for a missing, wrong or expired cookie, and for a suspended person. */
  whose(cookieHeader: string | undefined): Promise<SignedIn | null>;
  /** The `sessionHash` of the sign-in that a cookie names, valid or not; null for no cookie. */
  hashIn(cookieHeader: string | undefined): string | null;
  /**
   * Before a new sign-in: ends that of this browser, and the person's oldest ones, so that with the new one there are at most
   * `mostSignIns`. Returns the `sessionHash` of each that was ended.
   */
  makeRoom(personId: string, cookieHeader: string | undefined): Promise<string[]>;
  /** The Set-Cookie value of a new sign-in. */
  start(personId: string, options?: SignInOptions): Promise<string>;
  /** The Set-Cookie value that deletes the cookie. */
  end(cookieHeader: string | undefined): Promise<string>;
  /** Those of these sign-ins that are still valid. */
  standing(sessionHashes: string[]): Promise<Set<string>>;
  /** An open page keeps its sign-in alive, up to the absolute limit. One that was kept alive within the last minute is not written again. */
  keepAlive(sessionHashes: string[]): Promise<void>;
};

/** With `secure`, the cookie is `__Host-` named: this host only, over TLS only. */
export function openSignIns(db: Db, clock: Clock, secure: boolean): SignIns {
  const lucia = new Lucia(sessionAdapter(db, clock), {
    sessionExpiresIn: new TimeSpan(idleMinutes, 'm'),
    sessionCookie: {
      name: secure ? '__Host-alongside' : 'alongside',
      expires: false,
      attributes: { secure, sameSite: 'strict', path: '/' },
    },
    getSessionAttributes: ({ browser }) => ({ browser }),
    getUserAttributes: ({ helplineId, endsAt }) => ({ helplineId, endsAt }),
  });
  const idIn = (cookieHeader: string | undefined) => lucia.readSessionCookie(cookieHeader ?? '');

  return {
    async whose(cookieHeader) {
      const id = idIn(cookieHeader);
      if (!id) return null;
      const { session, user } = await lucia.validateSession(id);
      if (!session) return null;
      const sessionHash = hashOf(session.id);
      const isStale = session.expiresAt.getTime() - Date.now() < (idleMinutes - 1) * 60_000;
      if (isStale) await keepAlive([sessionHash]);
      return { personId: user.id, helplineId: user.helplineId, sessionHash, endsAt: user.endsAt };
    },
    hashIn(cookieHeader) {
      const id = idIn(cookieHeader);
      return id && hashOf(id);
    },
    async makeRoom(personId, cookieHeader) {
      const id = idIn(cookieHeader);
      const now = clock();
      const stands = and(gt(sessions.expiresAt, now), gt(sessions.createdAt, firstStanding(now)));
      const newest = db
        .select({ idHash: sessions.idHash })
        .from(sessions)
        .where(and(eq(sessions.personId, personId), stands))
        .orderBy(desc(sessions.createdAt), desc(sessions.idHash))
        .limit(mostSignIns - 1);
      const tooMany = and(eq(sessions.personId, personId), notInArray(sessions.idHash, newest));
      const ended = await db
        .delete(sessions)
        .where(id ? or(eq(sessions.idHash, hashOf(id)), tooMany) : tooMany)
        .returning({ idHash: sessions.idHash });
      return ended.map(({ idHash }) => idHash);
    },
    async start(personId, { keep = false, browser = null } = {}) {
      const sessionId = randomBytes(32).toString('base64url');
      await lucia.createSession(personId, { browser }, { sessionId });
      const cookie = lucia.createSessionCookie(sessionId);
      cookie.attributes.maxAge = keep ? signInHours * 3_600 : undefined;
      return cookie.serialize();
    },
    async end(cookieHeader) {
      const id = idIn(cookieHeader);
      if (id) await lucia.invalidateSession(id);
      return lucia.createBlankSessionCookie().serialize();
    },
    async standing(sessionHashes) {
      const now = clock();
      const after = firstStanding(now).toISOString();
      const rows = await findStanding(db, { sessionHashes, now: now.toISOString(), after });
      return new Set(rows.map((row) => row.idHash));
    },
    keepAlive,
  };

  async function keepAlive(sessionHashes: string[]) {
    if (sessionHashes.length === 0) return;
    const now = clock();
    const expiresAt = expiryFrom(now);
    const expiryAMinuteAgo = new Date(expiresAt.getTime() - 60_000);
    await db
      .update(sessions)
      .set({ expiresAt })
      .where(
        and(
          isOneOf(sessions.idHash, sessionHashes),
          gt(sessions.expiresAt, now),
          lt(sessions.expiresAt, expiryAMinuteAgo),
        ),
      );
  }
}

const findStanding = prepared((db) =>
  db
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(
      and(
        isOneOf(sessions.idHash, sql.placeholder('sessionHashes')),
        gt(sessions.expiresAt, sql.placeholder('now')),
        gt(sessions.createdAt, sql.placeholder('after')),
      ),
    ),
);
