import { Router, type Response } from 'express';
import * as v from 'valibot';
import { mostPasskeys, whyKeepPasskey } from '#shared/credentials';
import { addPasskeyShape, removePasskeyShape, renamePasskeyShape } from '#shared/sign-in-shapes';
import {
  countPasskeys,
  credentialsOf,
  deletePasskey,
  insertPasskey,
  newPasskeyRow,
  renamePasskey,
} from '../credentials/passkey-queries.ts';
import { waysOf } from '../credentials/ways.ts';
import { checkNewPasskey, newPasskeyOptions } from '../platform/auth/webauthn.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { changeWays } from './change-ways.ts';
import { relyingPartyFor, type SignInDeps } from './let-in-routes.ts';
import { comeInWith, forOwner } from './owner-routes.ts';

const notMade = 'The passkey was not made in time, or not for this page. Nothing has changed. Try again.';
const tooMany = `You have ${mostPasskeys} passkeys. Remove one that you do not use any more, then add this one.`;
const gone = 'This passkey is not here any more.';

/** Routes for one's own passkeys: add, rename, remove. */
export function ownPasskeyRoutes(deps: SignInDeps): Router {
  const { db, steps, settings } = deps;
  const router = Router();
  const sendWays = async (response: Response, personId: string) =>
    void response.json(await waysOf(db, personId, settings.trial));

  router.get(
    '/api/me/ways',
    forViewer(deps, ({ id }, _request, response) => sendWays(response, id)),
  );

  router.post(
    '/api/me/passkeys/options',
    forOwner(
      deps,
      async ({ person }, request, response) => {
        const party = relyingPartyFor(deps, request, response);
        if (!party) return;
        refuseUnless((await countPasskeys(db, person.id)) < mostPasskeys, 'conflict', tooMany);
        const { id, firstName, email } = person;
        const named = { id, name: email ?? firstName, displayName: firstName };
        const options = await newPasskeyOptions(party, named, await credentialsOf(db, id));
        const { challenge } = options;
        response
          .append('Set-Cookie', await steps.begin('new-passkey', { challenge, personId: id }))
          .json(options);
      },
      { addFirst: true },
    ),
  );

  router.post(
    '/api/me/passkeys',
    forOwner(
      deps,
      async (owner, request, response) => {
        const asked = v.safeParse(addPasskeyShape, request.body);
        refuseUnless(asked.success, 'malformed', notMade);
        const party = relyingPartyFor(deps, request, response);
        if (!party) return;
        const { id: personId } = owner.person;
        const step = await steps.take('new-passkey', request.headers.cookie);
        const challenge = step?.personId === personId ? step.challenge : null;
        const { name, credential } = asked.output;
        const made = challenge ? await checkNewPasskey(party, challenge, credential) : null;
        refuseUnless(made, 'conflict', notMade);
        await comeInWith(deps, owner, response, {
          kind: 'passkey-added',
          add: ({ tx, now }) => insertPasskey(tx, newPasskeyRow(personId, { name, ...made }, now)),
        });
      },
      { addFirst: true },
    ),
  );

  router.post(
    '/api/me/passkeys/rename',
    forOwner(deps, async ({ person }, request, response) => {
      const asked = v.safeParse(renamePasskeyShape, request.body);
      refuseUnless(asked.success, 'malformed', 'Give it a name of up to 40 letters, such as “My phone”.');
      const { passkeyId, name } = asked.output;
      refuseUnless(await renamePasskey(db, person.id, passkeyId, name), 'not-found', gone);
      await sendWays(response, person.id);
    }),
  );

  router.post(
    '/api/me/passkeys/remove',
    forOwner(deps, async ({ person: { id: personId, helplineId } }, request, response) => {
      const asked = v.safeParse(removePasskeyShape, request.body);
      refuseUnless(asked.success, 'malformed');
      const { passkeyId } = asked.output;
      await changeWays(deps, { personId, helplineId }, 'passkey-removed', async ({ tx }) => {
        const ways = await waysOf(tx, personId, settings.trial);
        const isTheirs = ways.passkeys.some(({ id }) => id === passkeyId);
        refuseUnless(isTheirs, 'not-found', gone);
        const why = settings.trial ? null : whyKeepPasskey(ways, passkeyId);
        refuseUnless(why === null, 'conflict', why ?? undefined);
        await deletePasskey(tx, personId, passkeyId);
      });
      await sendWays(response, personId);
    }),
  );
  return router;
}
