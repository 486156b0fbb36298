import * as v from 'valibot';
import { unlockShape } from '#shared/people';
import type { Deps } from '../http/deps.ts';
import { sendRefusal } from '../http/send.ts';
import { forViewer } from '../http/signed-in.ts';
import { passwordOf, personById } from '../../people/queries.ts';
import type { LoginThrottle } from './login-throttle.ts';
import { isPassword } from './passwords.ts';
import { sendThrottled } from './send-throttled.ts';

const notTheirs = 'That is not your password. What you typed before is still here. Try again.';

/** The password of whoever is signed in, once more, after their screen has locked itself. */
export const unlock = (given: Deps, doorkeeper: LoginThrottle) =>
  forViewer(given, async (viewer, request, response) => {
    const asked = v.safeParse(unlockShape, request.body);
    if (!asked.success) return sendRefusal(response, 'malformed', 'Type your password.');
    const person = await personById(given.db, viewer.helplineId, viewer.id);
    const email = person?.email ?? '';
    const wait = await doorkeeper.waitFor(email, request.ip);
    if (wait > 0) return sendThrottled(response, wait);

    const known = await passwordOf(given.db, email);
    if (!(await isPassword(known?.passwordHash ?? null, asked.output.password))) {
      await doorkeeper.noteFailure(request.ip);
      return sendRefusal(response, 'not-signed-in', notTheirs);
    }
    await doorkeeper.forget(email, request.ip);
    response.status(204).end();
  });
