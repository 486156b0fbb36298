import { Router } from 'express';
import * as v from 'valibot';
import { trialHelpline } from '#drizzle/seed/people';
import { id } from '#shared/shapes';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { peopleOf, personById } from '../people/queries.ts';
import { shiftOnAt } from '../shifts/queries.ts';
import { startSignIn } from '../sign-in/let-in-routes.ts';

const choice = v.strictObject({ personId: id });

/** Signs in as an invented person without a password. Real people can never be chosen, whatever else the database holds. */
export function trialRoutes(deps: Pick<Deps, 'db' | 'signIns' | 'clock' | 'log' | 'live'>): Router {
  const { db, clock } = deps;
  const router = Router();

  router.get('/api/trial', async (_request, response) => {
    const [everyone, shift] = await Promise.all([
      peopleOf(db, trialHelpline.id),
      shiftOnAt(db, trialHelpline.id, clock()),
    ]);
    const people = everyone
      .filter(({ suspendedAt }) => suspendedAt === null)
      .map((person) => ({
        id: person.id,
        name: person.firstName,
        roles: person.roles,
        onShift: shift?.places.some(({ personId }) => personId === person.id) ?? false,
      }));
    response.json({ people });
  });

  router.post('/api/trial/sign-in', async (request, response) => {
    const asked = v.safeParse(choice, request.body);
    if (!asked.success) return sendRefusal(response, 'malformed', 'Choose who you want to be.');
    const person = await personById(db, trialHelpline.id, asked.output.personId);
    if (!person || person.suspendedAt !== null)
      return sendRefusal(
        response,
        'not-found',
        'Nobody in this trial has that name any more. Choose somebody else.',
      );
    const chosen = { id: person.id, helplineId: trialHelpline.id };
    response.set('Set-Cookie', await startSignIn(deps, response, chosen, true)).json({ person });
  });
  return router;
}
