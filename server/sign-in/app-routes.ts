import { Router } from 'express';
import * as v from 'valibot';
import { whyKeepApp } from '#shared/credentials';
import { codeShape } from '#shared/sign-in-shapes';
import {
  appSecretOf,
  confirmApp,
  deleteApp,
  proposeApp,
  unconfirmedSecretOf,
} from '../credentials/app-queries.ts';
import { waysOf } from '../credentials/ways.ts';
import { newTotpSecret, totpAddress } from '../platform/auth/one-time-codes.ts';
import { sendThrottled } from '../platform/auth/send-throttled.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { changeWays } from './change-ways.ts';
import { judgeCode } from './check-code.ts';
import type { SignInDeps } from './let-in-routes.ts';
import { comeInWith, forOwner } from './owner-routes.ts';

const onAlready = 'You use an authenticator app already. Turn it off first if you want another one.';
const notBegun = 'Begin again: show a new code to scan.';
const sixFigures = 'Type the six figures that the app shows now.';

/** Routes for one's own authenticator app: show the QR code, confirm with a first code, remove. */
export function appRoutes(deps: SignInDeps): Router {
  const { db, clock, settings, throttle } = deps;
  const router = Router();

  router.post(
    '/api/me/app/begin',
    forOwner(
      deps,
      async ({ person }, _request, response) => {
        const secret = newTotpSecret();
        refuseUnless(await proposeApp(db, person.id, secret, clock()), 'conflict', onAlready);
        response.json({ secret, address: totpAddress(secret, person.email ?? person.firstName) });
      },
      { addFirst: true },
    ),
  );

  router.post(
    '/api/me/app/confirm',
    forOwner(
      deps,
      async (owner, request, response) => {
        const asked = v.safeParse(codeShape, request.body);
        refuseUnless(asked.success, 'malformed', sixFigures);
        const { id: personId } = owner.person;
        const confirming = `new app of ${personId}`;
        const wait = await throttle.countOwn(confirming, request.ip);
        if (wait > 0) return sendThrottled(response, wait);
        const secret = await unconfirmedSecretOf(db, personId);
        refuseUnless(secret !== null, 'conflict', notBegun);
        const judged = judgeCode(secret, asked.output.code, clock());
        if (typeof judged === 'string') return refuseUnless(false, 'malformed', judged);
        await throttle.noteOwn(confirming, request.ip);
        await comeInWith(deps, owner, response, {
          kind: 'app-added',
          async add({ tx }) {
            await confirmApp(tx, personId, judged.step);
            // Another code may have been shown, or confirmed, while this one was judged.
            refuseUnless((await appSecretOf(tx, personId)) === secret, 'conflict', notBegun);
          },
        });
      },
      { addFirst: true },
    ),
  );

  router.post(
    '/api/me/app/remove',
    forOwner(deps, async ({ person: { id: personId, helplineId } }, _request, response) => {
      await changeWays(deps, { personId, helplineId }, 'app-removed', async ({ tx }) => {
        const ways = await waysOf(tx, personId, settings.trial);
        refuseUnless(ways.hasApp, 'not-found', 'Your authenticator app is turned off already.');
        const why = settings.trial ? null : whyKeepApp(ways);
        refuseUnless(why === null, 'conflict', why ?? undefined);
        await deleteApp(tx, personId);
      });
      response.json(await waysOf(db, personId, settings.trial));
    }),
  );
  return router;
}
