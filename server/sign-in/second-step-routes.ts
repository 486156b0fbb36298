import { Router } from 'express';
import * as v from 'valibot';
import { secondStepShape } from '#shared/sign-in-shapes';
import { codesLeft } from '../credentials/code-queries.ts';
import { signInPersonById, type SignInPerson } from '../people/sign-in-queries.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { checkCode } from './check-code.ts';
import { letIn, noteCameIn, type SignInDeps } from './let-in-routes.ts';
import { noteRefusedCode } from './refused-codes.ts';
import { spendCode } from './spend-code.ts';

const beginAgain = 'This took too long, or was tried too often. Type your password again.';
const usedUp =
  'All your recovery codes are used. Ring your project manager and ask for a new link: it takes a few minutes.';
const wrongCode = 'That is not one of your recovery codes, or it was used before. Try another one.';

/** The second step after the right password: a code of the authenticator app, or a recovery code. 404: begin again. */
export function secondStepRoutes(deps: SignInDeps): Router {
  const { db, steps, throttle, clock } = deps;
  const router = Router();

  router.post('/api/sign-in/second-step', async (request, response) => {
    const asked = v.safeParse(secondStepShape, request.body);
    if (!asked.success)
      return sendRefusal(response, 'malformed', 'Type the six figures that the app shows now.');
    const step = await steps.tryOnce('second-step', request.headers.cookie);
    const person = step?.personId ? await signInPersonById(db, step.personId) : null;
    if (!step || !person || person.suspendedAt) return sendRefusal(response, 'not-found', beginAgain);
    // Counted separately from passwords, because the right one was entered.
    const codes = `codes of ${person.id}`;
    const { wait, isKnown } = await throttle.count(codes, request.ip);
    // Somebody else may know the password and have many networks. Where its owner has typed a right code before, they are not held up by that.
    const waitAnywhere = wait > 0 || isKnown ? 0 : await throttle.countAnywhere(codes);
    if (wait + waitAnywhere > 0) return sendThrottled(response, wait + waitAnywhere);

    const wrong = await wrongIn(person, asked.output);
    if (wrong !== null) {
      await noteRefusedCode(deps, person);
      return sendRefusal(response, 'not-signed-in', wrong);
    }
    await steps.end(step.idHash);
    await throttle.noteIn(codes, request.ip);
    if (!isKnown) await throttle.noteAnywhere(codes);
    await noteCameIn(deps, person, request.ip);
    await letIn(deps, response, person, { keep: step.keep });
  });
  return router;

  async function wrongIn(person: SignInPerson, given: v.InferOutput<typeof secondStepShape>) {
    if ('code' in given) return checkCode(db, person.id, given.code, clock());
    if (await spendCode(deps, person, given.recoveryCode)) return null;
    return (await codesLeft(db, person.id)) === 0 ? usedUp : wrongCode;
  }
}
