import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '#shared/viewer';
import type { SignedIn } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import { openLimit, type Limit } from '../rate-limit.ts';
import type { Deps } from './deps.ts';
import { answerRefusals, sendRefusal, sendTooFast } from './send.ts';

/**
 * Requests of one sign-in in a minute that change something, on each server: they take the helpline's lock, which support now needs too.
 * Not of one person: whoever has a cookie of theirs could keep them from proving who they are.
 */
const mostChanges = 60;
const minuteMs = 60_000;

export const openChangeLimit = (clock: Clock): Limit =>
  openLimit({ most: mostChanges, perMs: minuteMs, now: () => clock().getTime() });

/** Counts a request of a sign-in that changes something. Answers `too-fast` beyond the limit, and returns whether it did. */
export function isTooFast(
  { changes }: Pick<Deps, 'changes'>,
  sessionHash: string,
  { method }: Request,
  response: Response,
): boolean {
  if (method === 'GET' || method === 'HEAD' || changes.allows(sessionHash)) return false;
  sendTooFast(response, minuteMs / 1_000);
  return true;
}

/** Who is signed in, as of this request; null for nobody. */
export async function viewerOf(deps: Viewing, request: Request): Promise<Viewer | null> {
  const viewing = await viewingIn(deps, request);
  return viewing?.viewer ?? null;
}

type Viewing = Pick<Deps, 'db' | 'signIns' | 'clock' | 'identity'>;

async function viewingIn({ db, signIns, clock, identity }: Viewing, request: Request) {
  const signedIn = await signIns.whose(request.headers.cookie);
  if (!signedIn) return null;
  const [viewer] = await identity.viewers(db, [signedIn.personId], clock());
  return viewer ? { viewer, sessionHash: signedIn.sessionHash } : null;
}

/** Wraps a route for signed-in people and passes it the sign-in. */
export function forSignedIn(
  deps: Pick<Deps, 'signIns' | 'changes'>,
  serve: (signedIn: SignedIn, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const signedIn = await deps.signIns.whose(request.headers.cookie);
    if (!signedIn) return sendRefusal(response, 'not-signed-in');
    if (!isTooFast(deps, signedIn.sessionHash, request, response)) await serve(signedIn, request, response);
  };
}

/** Wraps a route for signed-in people and passes it the viewer, as of this request. It may throw a refusal. */
export function forViewer(
  deps: Viewing & Pick<Deps, 'changes'>,
  serve: (viewer: Viewer, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const viewing = await viewingIn(deps, request);
    if (!viewing) return sendRefusal(response, 'not-signed-in');
    const { viewer, sessionHash } = viewing;
    if (isTooFast(deps, sessionHash, request, response)) return;
    await answerRefusals(response, () => serve(viewer, request, response));
  };
}
