import { Router } from 'express';
import * as v from 'valibot';
import { recoveryShape, signInShape } from '#shared/sign-in-shapes';
import { appSecretOf } from '../credentials/app-queries.ts';
import { helplineNames } from '../helpline/queries.ts';
import { signInPeopleByEmail, type SignInPerson } from '../people/sign-in-queries.ts';
import { isPassword } from '../platform/auth/passwords.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { letIn, type SignInDeps } from './let-in-routes.ts';
import { spendCode } from './spend-code.ts';
import { whoseThatIs } from './whose-password.ts';

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
    const { email, keep } = asked.output;
    const { wait, isKnown } = await throttle.count(email, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const { people, opensAll } = await whoseThatIs(db, asked.output, isKnown);
    const [known, ...others] = people;
    if (!known) return sendRefusal(response, 'not-signed-in', wrongPair);
    if (others.length > 0) {
      await throttle.noteRight(email, request.ip);
      const ids = [known, ...others].map(({ helplineId }) => helplineId);
      return void response.json({ helplines: await helplineNames(db, ids) });
    }
    if (await appSecretOf(db, known.id)) {
      await throttle.noteRight(email, request.ip);
      response.append('Set-Cookie', await steps.begin('second-step', { personId: known.id, keep }));
      return void response.json({ secondStep: true });
    }
    // One's own password must not let somebody go on guessing that of another with the same address.
    await (opensAll ? throttle.noteIn(email, request.ip) : throttle.noteRight(email, request.ip));
    await letIn(deps, response, known, { keep });
  });

  router.post('/api/sign-in/recovery', async (request, response) => {
    const asked = v.safeParse(recoveryShape, request.body);
    if (!asked.success)
      return sendRefusal(response, 'malformed', 'Type your e-mail address and one of your recovery codes.');
    const { email, recoveryCode, keep } = asked.output;
    const { wait, isKnown } = await throttle.count(email, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const named = await signInPeopleByEmail(db, email);
    // Takes equally long for known and unknown e-mail addresses.
    await isPassword(null, recoveryCode, isKnown);
    const may = named.filter(
      ({ suspendedAt, passwordHash }) => suspendedAt === null && passwordHash === null,
    );
    const known = await whoseCodeIsSpent(deps, may, recoveryCode);
    if (!known) return sendRefusal(response, 'not-signed-in', wrongCode);
    const isOnly = named.length === 1;
    await (isOnly ? throttle.noteIn(email, request.ip) : throttle.noteRight(email, request.ip));
    await letIn(deps, response, known, { keep });
  });
  return router;
}

/** The first of these whose code this is; it is used up. Null if it is nobody’s. */
async function whoseCodeIsSpent(deps: SignInDeps, people: SignInPerson[], code: string) {
  for (const person of people) if (await spendCode(deps, person, code)) return person;
  return null;
}
