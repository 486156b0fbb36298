import { Router } from 'express';
import { slugsOf } from '#shared/slugs';
import { channelWords } from '#shared/notifications';
import type { Deps } from '../platform/http/deps.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import { pushKeysOf } from './push-key-queries.ts';
import { lastTest } from './outbox-queries.ts';

/** The channels that a page may offer: whether e-mail can be sent, the VAPID public key, and the results of the last tests. */
export function notificationRoutes(deps: Deps): Router {
  const { db, clock, settings } = deps;
  const router = Router();
  router.get(
    '/api/notifications',
    forViewer(deps, async (viewer, _request, response) => {
      const [{ publicKey }, ...tests] = await Promise.all([
        pushKeysOf(db, clock()),
        ...slugsOf(channelWords).map((channel) => testOn(viewer.id, channel)),
      ]);
      response.json({ email: settings.mail !== null, pushKey: publicKey, tests: Object.fromEntries(tests) });
    }),
  );
  return router;

  async function testOn(personId: string, channel: keyof typeof channelWords) {
    const test = await lastTest(db, personId, channel);
    if (!test) return [channel, null] as const;
    const { states, askedAt, settledAt } = test;
    const state = states.includes('waiting')
      ? 'waiting'
      : states.every((one) => one === 'sent')
        ? 'sent'
        : 'undelivered';
    return [channel, { state, askedAt, settledAt }] as const;
  }
}
