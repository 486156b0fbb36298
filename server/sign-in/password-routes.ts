import { Router } from 'express';
import * as v from 'valibot';
import { recoveryShape, signInShape } from '#shared/sign-in-shapes';
import { appSecretOf } from '../credentials/app-queries.ts';
import { signInPersonByEmail } from '../people/sign-in-queries.ts';
import { isPassword } from '../platform/auth/passwords.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { letIn, type SignInDeps } from './let-in-routes.ts';
import { spendCode } from './spend-code.ts';

const wrongPair = 'This e-mail address and password do not belong together. Check both and try again.';
const wrongCode =
  'This e-mail address and code do not belong together, or the code was used before. Somebody who has a password types that first.';

/** Routes for signing in with an e-mail address and a password or, without a password, a recovery code. */
export function passwordRoutes(deps: SignInDeps): Router {
  const { db, throttle, steps } = deps;
  const router = Router();

  router.post('/api/sign-in', async (request, response) => {
    const asked = v.safeParse(signInShape, request.body);
    if (!asked.success)
      return sendRefusal(response, 'malformed', 'Type your e-mail address and your password.');
    const { email, password, keep } = asked.output;
    const { wait, isKnown } = await throttle.count(email, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const known = await signInPersonByEmail(db, email);
    const right = await isPassword(known?.passwordHash ?? null, password, isKnown);
    if (!right || !known || known.suspendedAt) return sendRefusal(response, 'not-signed-in', wrongPair);
    if (await appSecretOf(db, known.id)) {
      await throttle.noteRight(email, request.ip);
      response.append('Set-Cookie', await steps.begin('second-step', { personId: known.id, keep }));
      return void response.json({ secondStep: true });
    }
    await throttle.noteIn(email, request.ip);
    await letIn(deps, response, known, { keep });
  });

  router.post('/api/sign-in/recovery', async (request, response) => {
    const asked = v.safeParse(recoveryShape, request.body);
    if (!asked.success)
      return sendRefusal(response, 'malformed', 'Type your e-mail address and one of your recovery codes.');
    const { email, recoveryCode, keep } = asked.output;
    const { wait, isKnown } = await throttle.count(email, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const known = await signInPersonByEmail(db, email);
    // Takes equally long for known and unknown e-mail addresses.
    await isPassword(null, recoveryCode, isKnown);
    const may = known !== null && known.suspendedAt === null && known.passwordHash === null;
    if (!may || !(await spendCode(deps, known, recoveryCode)))
      return sendRefusal(response, 'not-signed-in', wrongCode);
    await throttle.noteIn(email, request.ip);
    await letIn(deps, response, known, { keep });
  });
  return router;
}
