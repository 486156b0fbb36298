import { Router } from 'express';
import { calendarOf } from '../calendar/calendar.ts';
import { networkOf } from '../platform/auth/network-of.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal, sendTooFast } from '../platform/http/send.ts';
import { hashOf } from '../platform/hash.ts';
import { openLimit } from '../platform/rate-limit.ts';
import { eventsOf } from './events.ts';
import { personOfToken } from './queries.ts';

const hourMs = 3_600_000;
/** Requests in an hour, for each server. */
const mostOfLink = 60;
/**
 * Wrong tokens in an hour from one network. Others on it are still served, because a company that fetches for many
 * calendars goes on asking for links that were ended.
 */
const mostWrong = 60;
/** Hours after which a calendar is asked to look again. */
const refreshHours = 2;

/** The calendar of one person, for whoever has the secret link: a calendar sends no cookie. The link is never logged. */
export function feedRoutes({ db, clock }: Deps): Router {
  const router = Router();
  const now = () => clock().getTime();
  const ofLink = openLimit({ most: mostOfLink, perMs: hourMs, now });
  const wrong = openLimit({ most: mostWrong, perMs: hourMs, now });

  router.get('/api/feed/:token.ics', async (request, response) => {
    const tokenHash = hashOf(request.params.token);
    const personId = await personOfToken(db, tokenHash);
    if (personId === null) {
      if (!wrong.allows(networkOf(request.ip))) return sendTooFast(response, hourMs / 1_000);
      return sendRefusal(response, 'not-found', 'There is nothing at this address.');
    }
    if (!ofLink.allows(tokenHash)) return sendTooFast(response, hourMs / 1_000);

    const calendar = calendarOf(await eventsOf(db, personId, clock()), { refreshHours });
    const tag = `"${hashOf(calendar).slice(0, 32)}"`;
    response.set({ ETag: tag, 'Cache-Control': 'private, no-cache' });
    if (request.headers['if-none-match']?.includes(tag)) return void response.status(304).end();
    response
      .set({
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'inline; filename=alongside.ics',
        'X-Robots-Tag': 'noindex',
      })
      .send(calendar);
  });
  return router;
}
