import { randomBytes } from 'node:crypto';
import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { pendingSteps } from '#drizzle/schema/sessions';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/db.ts';
import { hashOf } from '../hash.ts';

/**
 * The unfinished sign-in steps of a browser. Each kind has its own cookie, so that they are independent:
 * the challenge of a passkey for signing in, for proving identity, and for a new passkey; then, after the right
 * password, the second step, and adding a passkey or an app first.
 */
export type StepKind = 'passkey' | 'proof' | 'new-passkey' | 'second-step' | 'add-first';
/** `keep`: whether the resulting sign-in survives closing the browser. */
export type PendingStep = {
  idHash: string;
  challenge: string | null;
  personId: string | null;
  keep: boolean;
};
type NewStep = Partial<Omit<PendingStep, 'idHash'>>;

const minutes = { passkey: 5, proof: 5, 'new-passkey': 5, 'second-step': 10, 'add-first': 30 } as const;
/** Wrong codes after which the second step ends and the password is required again. */
const mostTries = 5;

export type PendingSteps = ReturnType<typeof openPendingSteps>;

/** Half-finished sign-ins, bound to the browser by an HTTP-only cookie. With `secure`, the cookie is `__Host-` named. */
export function openPendingSteps(db: Db, clock: Clock, secure: boolean) {
  const nameOf = (kind: StepKind) => `${secure ? '__Host-' : ''}alongside-${kind}`;
  const standing = (kind: StepKind, cookieHeader: string | undefined) =>
    and(
      eq(pendingSteps.idHash, hashOf(idIn(cookieHeader, nameOf(kind)))),
      eq(pendingSteps.kind, kind),
      gt(pendingSteps.expiresAt, clock()),
    );
  const step = {
    idHash: pendingSteps.idHash,
    challenge: pendingSteps.challenge,
    personId: pendingSteps.personId,
    keep: pendingSteps.keep,
  };

  return {
    /** The Set-Cookie value of a new step. */
    async begin(kind: StepKind, given: NewStep): Promise<string> {
      const id = randomBytes(32).toString('base64url');
      const expiresAt = new Date(clock().getTime() + minutes[kind] * 60_000);
      await db.insert(pendingSteps).values({ ...given, idHash: hashOf(id), kind, expiresAt });
      const lasts = `Max-Age=${minutes[kind] * 60}`;
      return `${nameOf(kind)}=${id}; ${lasts}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
    },
    /** Ends the step and returns it, so that it is used once. Null for none, a used or an expired one. */
    async take(kind: StepKind, cookieHeader: string | undefined): Promise<PendingStep | null> {
      const [row] = await db.delete(pendingSteps).where(standing(kind, cookieHeader)).returning(step);
      return row ?? null;
    },
    /** Reads the step without ending it. Null as for `take`. */
    async look(kind: StepKind, cookieHeader: string | undefined): Promise<PendingStep | null> {
      const [row] = await db.select(step).from(pendingSteps).where(standing(kind, cookieHeader));
      return row ?? null;
    },
    /** Counts a try before it is checked, so that parallel ones do not bypass the limit. Null after too many. */
    async tryOnce(kind: StepKind, cookieHeader: string | undefined): Promise<PendingStep | null> {
      const [row] = await db
        .update(pendingSteps)
        .set({ tries: sql`${pendingSteps.tries} + 1` })
        .where(and(standing(kind, cookieHeader), sql`${pendingSteps.tries} < ${mostTries}`))
        .returning(step);
      return row ?? null;
    },
    async end(idHash: string): Promise<void> {
      await db.delete(pendingSteps).where(eq(pendingSteps.idHash, idHash));
    },
  };
}

export async function eraseEndedSteps(db: Db, now: Date): Promise<number> {
  const { count } = await db.delete(pendingSteps).where(lte(pendingSteps.expiresAt, now));
  return count;
}

function idIn(cookieHeader: string | undefined, name: string): string {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([given]) => given === name)?.[1] ?? '';
}
