import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import * as v from 'valibot';
import { id as idShape, line, messageText } from '#shared/shapes';
import { isBlank } from '#shared/text-checks';
import { mightName } from '#shared/feedback-nudge';
import { networkOf } from '../platform/auth/network-of.ts';
import { comesFromUs } from '../platform/auth/origin.ts';
import { dataKeysOf } from '../platform/encryption/sealed-database.ts';
import type { Deps } from '../platform/http/deps.ts';
import { openLimit } from '../platform/rate-limit.ts';
import { emptyDraft, formPage, gonePage, thanksPage, type Draft } from './public-page.ts';
import { publicStyle } from './public-style.ts';
import { publicWords as words } from './public-words.ts';
import { publicHelplines } from './queries.ts';
import { questionsOf, repliesOf } from './question-queries.ts';
import { ageOf, stampAt } from './stamp.ts';
import { keepFeedback, type Kept } from './taking.ts';

const hourMs = 3_600_000;
/** Requests an hour: from one network (a /48 of IPv6, so that one subscriber has few), and for one helpline in all. Counted in memory only. */
const mostOfNetwork = 5;
const mostOfHelpline = 120;

/**
 * The public page: no sign-in, no cookie, no script, nothing of the product around it. A browser says where a form was sent from only
 * if the page lets it, so this page tells its own origin to itself.
 */
const alone: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin', 'X-Robots-Tag': 'noindex' });
  next();
};
const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 20 });

/** The page on which anybody can say how it was to ring. */
export function publicFeedbackRoutes({ db, clock, live, settings }: Deps): Router {
  const router = Router();
  const now = () => clock().getTime();
  const ofNetwork = openLimit({ most: mostOfNetwork, perMs: hourMs, now });
  const ofHelpline = openLimit({ most: mostOfHelpline, perMs: hourMs, now });
  const { digest } = dataKeysOf(db);

  /** The helpline that is meant: by its id, or the only one with a page. */
  async function helplineFor(asked: unknown) {
    const wanted = asked === undefined ? null : v.is(idShape, asked) ? asked : undefined;
    const found = wanted === undefined ? [] : await publicHelplines(db, wanted);
    return found.length === 1 ? found[0]! : null;
  }
  type Shown = { status?: number; draft?: Draft; notice?: string; sure?: boolean };
  async function show(
    response: Response,
    helpline: { id: string; name: string },
    { status = 200, draft = emptyDraft, notice, sure = false }: Shown = {},
  ) {
    const questions = (await questionsOf(db, helpline.id)).filter(({ state }) => state === 'agreed');
    const replies = await repliesOf(db, helpline.id);
    const stamp = stampAt(digest, helpline.id, clock());
    const page = { helpline, questions, replies, stamp, draft, notice: notice ?? null, sure };
    response.status(status).type('html').send(formPage(page));
  }
  const gone = (response: Response) => response.status(404).type('html').send(gonePage());

  router.get('/tell-us/style.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('css').send(publicStyle);
  });

  router.get('/tell-us', alone, async (_request, response) => {
    const helpline = await helplineFor(undefined);
    if (helpline) await show(response, helpline);
    else gone(response);
  });

  router.get('/tell-us/:helplineId', alone, async ({ params }, response) => {
    const helpline = await helplineFor(params.helplineId);
    if (helpline) await show(response, helpline);
    else gone(response);
  });

  router.post('/tell-us/:helplineId', alone, form, async (request, response) => {
    const helpline = await helplineFor(request.params.helplineId);
    if (!helpline) return void gone(response);
    const said = read(request);
    const again = (status: number, notice: string, sure = false) =>
      show(response, helpline, { status, draft: said.draft, notice, sure });
    if (!comesFromUs(request.headers, settings.origins)) return again(403, words.elsewhere);
    if (!said.fits) return again(400, words.tooLong);
    const age = ageOf(digest, helpline.id, said.stamp, clock());
    if (age !== 'right') return again(400, age === 'quick' ? words.tooQuick : words.elsewhere);
    if (isBlank(said.draft.words) && Object.keys(said.draft.answers).length === 0)
      return again(400, words.nothing);
    const found = mightName(said.draft.words);
    if (found.length > 0 && !said.sure) return again(200, words.nudge(found.join(', ')), true);
    if (!ofNetwork.allows(networkOf(request.ip, 48)) || !ofHelpline.allows(helpline.id))
      return again(429, words.tooMuch);
    // Only a program fills in the hidden field. It gets the usual answer, and nothing is stored.
    let kept = 'kept' as Kept;
    const about = said.draft.about || null;
    if (!said.isTrapped)
      await live.change(helpline.id, async (change) => {
        kept = await keepFeedback(change, { ...said.draft, about, onBehalf: false });
      });
    if (kept === 'full') return again(429, words.tooMuch);
    if (kept === 'nothing') return again(400, words.nothing);
    response.type('html').send(thanksPage(helpline, await repliesOf(db, helpline.id), said.draft));
  });
  return router;
}

/** Nothing, or what fits into the box. */
const isFree = (shape: v.GenericSchema, written: string) => written.trim() === '' || v.is(shape, written);

/** What a form holds. Whatever is not of its shape is as if it were not there, so that nothing typed is lost for it. */
function read({ body }: Request) {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
  const written = text('words').replaceAll('\r\n', '\n');
  const about = text('about').trim();
  const answers = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith('q-') && typeof value === 'string' && /^\d$/.test(value)
        ? [[name.slice(2), Number(value)]]
        : [],
    ),
  );
  return {
    draft: { words: written, answers, about, safety: text('safety') === '1' },
    fits: isFree(messageText, written) && isFree(line, about),
    stamp: text('stamp'),
    sure: text('sure') === '1',
    isTrapped: text('website') !== '',
  };
}
