import { Router } from 'express';
import * as v from 'valibot';
import { passwordShape } from '#shared/sign-in-shapes';
import { makeCodes } from '../credentials/code-queries.ts';
import { waysOf } from '../credentials/ways.ts';
import { endOtherSignIns, setPassword } from '../people/sign-in-queries.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { changeWays } from './change-ways.ts';
import type { SignInDeps } from './let-in-routes.ts';
import { forOwner } from './owner-routes.ts';
import { newPassword, refuseIfTooShortNow } from './password-rule.ts';

/** Routes for one's own password and recovery codes. */
export function ownPasswordRoutes(deps: SignInDeps): Router {
  const { db, settings } = deps;
  const router = Router();

  router.post(
    '/api/me/password',
    forOwner(deps, async ({ person, sessionHash }, request, response) => {
      const asked = v.safeParse(passwordShape, request.body);
      refuseUnless(asked.success, 'malformed', 'Type a new password.');
      const password = await newPassword(db, person, asked.output.password);
      if (typeof password === 'string') return refuseUnless(false, 'malformed', password);
      const owner = { personId: person.id, helplineId: person.helplineId };
      await changeWays(deps, owner, 'password-changed', async ({ tx, resync }) => {
        await refuseIfTooShortNow(tx, person.id, password);
        await setPassword(tx, person.id, password);
        await endOtherSignIns(tx, person.id, sessionHash ?? '');
        resync(person.id);
      });
      response.json(await waysOf(db, person.id, settings.trial));
    }),
  );

  router.post(
    '/api/me/recovery-codes',
    forOwner(deps, async ({ person }, _request, response) => {
      let codes: string[] = [];
      const owner = { personId: person.id, helplineId: person.helplineId };
      await changeWays(deps, owner, 'codes-made', async ({ tx }) => {
        codes = await makeCodes(tx, person.id);
      });
      response.json({ ways: await waysOf(db, person.id, settings.trial), codes });
    }),
  );
  return router;
}
