import * as v from 'valibot';
import { unlockShape } from '#shared/people';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { passwordOf, personById } from '../people/queries.ts';
import type { LoginThrottle } from '../platform/auth/login-throttle.ts';
import { isPassword } from '../platform/auth/passwords.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';

const notTheirs = 'That is not your password. What you typed before is still here. Try again.';

/** Checks the password of the signed-in person again, to unlock their screen. */
export const unlock = (deps: Deps, throttle: LoginThrottle) =>
  forViewer(deps, async (viewer, request, response) => {
    const asked = v.safeParse(unlockShape, request.body);
    if (!asked.success) return sendRefusal(response, 'malformed', 'Type your password.');
    const person = await personById(deps.db, viewer.helplineId, viewer.id);
    const email = person?.email ?? '';
    const wait = await throttle.waitFor(email, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const known = await passwordOf(deps.db, email);
    if (!(await isPassword(known?.passwordHash ?? null, asked.output.password))) {
      await throttle.noteFailure(request.ip);
      return sendRefusal(response, 'not-signed-in', notTheirs);
    }
    await throttle.forget(email, request.ip);
    response.status(204).end();
  });
