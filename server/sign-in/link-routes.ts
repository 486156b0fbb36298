import { Router } from 'express';
import * as v from 'valibot';
import { linkShape, redeemShape, redeemWithPasskeyShape } from '#shared/sign-in-shapes';
import { waysOf } from '../credentials/ways.ts';
import { credentialsOf } from '../credentials/passkey-queries.ts';
import { personOfInvitation } from '../invitations/queries.ts';
import { signInPersonById, type SignInPerson } from '../people/sign-in-queries.ts';
import { hashOf } from '../platform/hash.ts';
import { checkNewPasskey, newPasskeyOptions } from '../platform/auth/webauthn.ts';
import { answerRefusals, sendRefusal } from '../platform/http/send.ts';
import { letIn, relyingPartyFor, type SignInDeps } from './let-in-routes.ts';
import { newPassword } from './password-rule.ts';
import { useLink } from './use-link.ts';

const worn = 'This link has been used already, or is too old. Ask for a new one.';
const choosePassword =
  'Choose a password of at least 15 characters. Three or four words are easy to keep in mind.';
const notMade = 'The passkey was not made in time, or not for this page. Try again: the link still works.';

/** Routes for a one-time link: creating a passkey or choosing a password, and reporting lost methods. */
export function linkRoutes(deps: SignInDeps): Router {
  const { db, steps, settings } = deps;
  const router = Router();

  router.post('/api/invitations/look', async (request, response) => {
    const asked = v.safeParse(linkShape, request.body);
    const person = asked.success ? await personOf(asked.output.secret) : null;
    if (!person) return sendRefusal(response, 'not-found', worn);
    const { passkeys, hasPassword, hasApp } = await waysOf(db, person.id, settings.trial);
    const { firstName, email } = person;
    response.json({ firstName, email, passkeys, hasPassword, hasApp });
  });

  router.post('/api/invitations/passkey/options', async (request, response) => {
    const asked = v.safeParse(linkShape, request.body);
    const person = asked.success ? await personOf(asked.output.secret) : null;
    if (!person) return sendRefusal(response, 'not-found', worn);
    const party = relyingPartyFor(deps, request, response);
    if (!party) return;
    const { id, firstName, email } = person;
    const named = { id, name: email ?? firstName, displayName: firstName };
    const options = await newPasskeyOptions(party, named, await credentialsOf(db, id));
    const { challenge } = options;
    response
      .append('Set-Cookie', await steps.begin('new-passkey', { challenge, personId: id }))
      .json(options);
  });

  router.post('/api/invitations/redeem-with-passkey', async (request, response) => {
    const asked = v.safeParse(redeemWithPasskeyShape, request.body);
    if (!asked.success) return sendRefusal(response, 'malformed', notMade);
    const { secret, name, credential, lost, keep } = asked.output;
    const person = await personOf(secret);
    if (!person) return sendRefusal(response, 'not-found', worn);
    const party = relyingPartyFor(deps, request, response);
    if (!party) return;
    const step = await steps.take('new-passkey', request.headers.cookie);
    const made =
      step?.challenge && step.personId === person.id
        ? await checkNewPasskey(party, step.challenge, credential)
        : null;
    if (!made) return sendRefusal(response, 'conflict', notMade);
    const codes = await useLink(deps, person, { secret, lost, passkey: { name, ...made } });
    await answer(response, person, codes, keep);
  });

  router.post('/api/invitations/redeem', async (request, response) => {
    const asked = v.safeParse(redeemShape, request.body);
    if (!asked.success) return sendRefusal(response, 'malformed', choosePassword);
    const { secret, password: typed, lost, keep } = asked.output;
    const person = await personOf(secret);
    if (!person) return sendRefusal(response, 'not-found', worn);
    const password = await newPassword(db, person, typed, lost.app);
    if (typeof password === 'string') return sendRefusal(response, 'malformed', password);
    await answerRefusals(response, async () =>
      answer(response, person, await useLink(deps, person, { secret, lost, password }), keep),
    );
  });
  return router;

  async function personOf(secret: string): Promise<SignInPerson | null> {
    const personId = await personOfInvitation(db, hashOf(secret), deps.clock());
    return personId === null ? null : signInPersonById(db, personId);
  }

  /** `codes` is null if another request has used the link meanwhile. */
  async function answer(
    response: Parameters<typeof sendRefusal>[0],
    person: SignInPerson,
    codes: string[] | null,
    keep: boolean,
  ) {
    const cameIn = codes && (await signInPersonById(db, person.id));
    if (!cameIn) return sendRefusal(response, 'not-found', worn);
    await letIn(deps, response, cameIn, { codes, keep });
  }
}
