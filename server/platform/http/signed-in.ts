import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '#shared/viewer';
import type { SignedIn } from '../auth/sign-ins.ts';
import type { Deps } from './deps.ts';
import { sendRefusal } from './send.ts';

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
  { signIns }: Pick<Deps, 'signIns'>,
  serve: (signedIn: SignedIn, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const signedIn = await signIns.whose(request.headers.cookie);
    if (signedIn) await serve(signedIn, request, response);
    else sendRefusal(response, 'not-signed-in');
  };
}

/** Wraps a route for signed-in people and passes it the viewer, as of this request. */
export function forViewer(
  deps: Pick<Deps, 'db' | 'signIns' | 'clock' | 'identity'>,
  serve: (viewer: Viewer, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const viewer = await viewerOf(deps, request);
    if (viewer) await serve(viewer, request, response);
    else sendRefusal(response, 'not-signed-in');
  };
}
