import { Router, type Response } from 'express';
import * as v from 'valibot';
import { signInIdShape } from '#shared/sign-in-shapes';
import { endOtherSignIns } from '../people/sign-in-queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { forSignedIn } from '../platform/http/signed-in.ts';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import type { SignInDeps } from './let-in-routes.ts';
import { forOwner, type Owner } from './owner-routes.ts';
import { deleteSignIn, signInsOf } from './session-queries.ts';

const gone = 'This sign-in has ended already.';
const thisOne = 'This is where you are now. To end it, sign out.';

/** Routes to list and end one's own sign-ins. Ending takes a proof of identity: whoever has a cookie could keep its owner out. */
export function ownSignInsRoutes(deps: SignInDeps): Router {
  const { db, live, clock } = deps;
  const router = Router();

  router.get(
    '/api/sign-ins',
    forSignedIn(deps, ({ personId, sessionHash }, _request, response) =>
      sendList(personId, sessionHash, response),
    ),
  );

  router.post(
    '/api/sign-ins/end',
    forOwner(deps, async (owner, { body }, response) => {
      const asked = v.safeParse(signInIdShape, body);
      refuseUnless(asked.success, 'malformed');
      const { signInId } = asked.output;
      const { person, sessionHash } = owner;
      refuseUnless(signInId !== sessionHash, 'conflict', thisOne);
      const ended = await end(owner, async ({ tx }) =>
        (await deleteSignIn(tx, person.id, signInId)) ? [signInId] : [],
      );
      refuseUnless(ended.length > 0, 'not-found', gone);
      await sendList(person.id, sessionHash, response);
    }),
  );

  router.post(
    '/api/sign-ins/end-others',
    forOwner(deps, async (owner, _request, response) => {
      const { person, sessionHash } = owner;
      await end(owner, ({ tx }) => endOtherSignIns(tx, person.id, sessionHash ?? ''));
      await sendList(person.id, sessionHash, response);
    }),
  );
  return router;

  /** Records that sign-ins were ended and tells their owner, then disconnects their pages on every server. Returns their hashes. */
  async function end({ person }: Owner, work: (change: Change) => Promise<string[]>) {
    const { id: personId, helplineId } = person;
    let ended: string[] = [];
    await live.change(helplineId, async (change) => {
      ended = await work(change);
      if (ended.length === 0) return;
      await recordAudit({ ...change, actor: { id: personId } }, 'sign-ins-ended', personId);
      const update = { kind: 'sign-ins-ended', by: personId, aboutId: personId } as const;
      await tellAboutPerson(change, { to: [personId], ...update });
    });
    for (const sessionHash of ended) live.dropSignIn(sessionHash);
    return ended;
  }

  async function sendList(personId: string, sessionHash: string | null, response: Response) {
    response.json({ signIns: await signInsOf(db, personId, sessionHash ?? '', clock()) });
  }
}
