import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '#shared/people';
import { viewersByIds } from '../people/queries.ts';
import type { Given } from './given.ts';
import { sendRefusal } from './send.ts';

/** For routes that only somebody signed in may use: who they are, as of this request. */
export function forViewer(
  { db, signIns, clock }: Pick<Given, 'db' | 'signIns' | 'clock'>,
  serve: (viewer: Viewer, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const signedIn = await signIns.whose(request.headers.cookie);
    const [viewer] = signedIn ? await viewersByIds(db, [signedIn.personId], clock()) : [];
    if (viewer) await serve(viewer, request, response);
    else sendRefusal(response, 'not-signed-in');
  };
}
