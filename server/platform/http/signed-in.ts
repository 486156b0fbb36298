import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '#shared/viewer';
import type { SignedIn } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import { openLimit, type Limit } from '../rate-limit.ts';
import type { Deps } from './deps.ts';
import { answerRefusals, sendRefusal, sendTooFast } from './send.ts';

/** Requests of one person in a minute that change something, on each server: they take the helpline's lock, which support now needs too. */
const mostChanges = 60;
const minuteMs = 60_000;

export const openChangeLimit = (clock: Clock): Limit =>
  openLimit({ most: mostChanges, perMs: minuteMs, now: () => clock().getTime() });

/** Counts a request that changes something. Answers `too-fast` beyond the limit, and returns whether it did. */
export function isTooFast(
  { changes }: Pick<Deps, 'changes'>,
  personId: string,
  { method }: Request,
  response: Response,
): boolean {
  if (method === 'GET' || method === 'HEAD' || changes.allows(personId)) return false;
  sendTooFast(response, minuteMs / 1_000);
  return true;
}

/** Who is signed in, as of this request; null for nobody. */
export async function viewerOf(
  { db, signIns, clock, identity }: Pick<Deps, 'db' | 'signIns' | 'clock' | 'identity'>,
  request: Request,
): Promise<Viewer | null> {
  const signedIn = await signIns.whose(request.headers.cookie);
  const [viewer] = signedIn ? await identity.viewers(db, [signedIn.personId], clock()) : [];
  return viewer ?? null;
}

/** Wraps a route for signed-in people and passes it the sign-in. */
export function forSignedIn(
  deps: Pick<Deps, 'signIns' | 'changes'>,
  serve: (signedIn: SignedIn, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const signedIn = await deps.signIns.whose(request.headers.cookie);
    if (!signedIn) return sendRefusal(response, 'not-signed-in');
    if (!isTooFast(deps, signedIn.personId, request, response)) await serve(signedIn, request, response);
  };
}

/** Wraps a route for signed-in people and passes it the viewer, as of this request. It may throw a refusal. */
export function forViewer(
  deps: Pick<Deps, 'db' | 'signIns' | 'clock' | 'identity' | 'changes'>,
  serve: (viewer: Viewer, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const viewer = await viewerOf(deps, request);
    if (!viewer) return sendRefusal(response, 'not-signed-in');
    if (isTooFast(deps, viewer.id, request, response)) return;
    await answerRefusals(response, () => serve(viewer, request, response));
  };
}
