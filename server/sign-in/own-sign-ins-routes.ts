import { Router, type Response } from 'express';
import * as v from 'valibot';
import { signInIdShape } from '#shared/sign-in-shapes';
import { endOtherSignIns } from '../people/sign-in-queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { SignedIn } from '../platform/auth/sign-ins.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forSignedIn } from '../platform/http/signed-in.ts';
import type { Change } from '../platform/live/commands/command.ts';
import type { SignInDeps } from './let-in-routes.ts';
import { deleteSignIn, signInsOf } from './session-queries.ts';

const gone = 'This sign-in has ended already.';
const thisOne = 'This is where you are now. To end it, sign out.';

/** Routes to list and end one's own sign-ins. They need a sign-in, but no new proof of identity. */
export function ownSignInsRoutes(deps: SignInDeps): Router {
  const { db, live, clock } = deps;
  const router = Router();

  router.get(
    '/api/sign-ins',
    forSignedIn(deps, (signedIn, _request, response) => sendList(signedIn, response)),
  );

  router.post(
    '/api/sign-ins/end',
    forSignedIn(deps, async (signedIn, { body }, response) => {
      const asked = v.safeParse(signInIdShape, body);
      if (!asked.success) return sendRefusal(response, 'malformed');
      const { signInId } = asked.output;
      if (signInId === signedIn.sessionHash) return sendRefusal(response, 'conflict', thisOne);
      const ended = await end(signedIn, async ({ tx }) =>
        (await deleteSignIn(tx, signedIn.personId, signInId)) ? [signInId] : [],
      );
      if (ended.length === 0) return sendRefusal(response, 'not-found', gone);
      await sendList(signedIn, response);
    }),
  );

  router.post(
    '/api/sign-ins/end-others',
    forSignedIn(deps, async (signedIn, _request, response) => {
      await end(signedIn, ({ tx }) => endOtherSignIns(tx, signedIn.personId, signedIn.sessionHash));
      await sendList(signedIn, response);
    }),
  );
  return router;

  /** Records in the audit log that sign-ins were ended, then disconnects their pages on every server. Returns their hashes. */
  async function end({ personId, helplineId }: SignedIn, work: (change: Change) => Promise<string[]>) {
    let ended: string[] = [];
    await live.change(helplineId, async (change) => {
      ended = await work(change);
      if (ended.length === 0) return;
      await recordAudit({ ...change, actor: { id: personId } }, 'sign-ins-ended', personId);
    });
    for (const sessionHash of ended) live.dropSignIn(sessionHash);
    return ended;
  }

  async function sendList({ personId, sessionHash }: SignedIn, response: Response) {
    response.json({ signIns: await signInsOf(db, personId, sessionHash, clock()) });
  }
}
