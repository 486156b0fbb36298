import { Router, type Request } from 'express';
import * as v from 'valibot';
import {
  filtersIn,
  logViewWords,
  mayFind,
  type CallsPage,
  type FlaggedLine,
  type LogFilters,
} from '#shared/call-log';
import type { Call } from '#shared/calls';
import { instant } from '#shared/shapes';
import { slugsOf } from '#shared/slugs';
import { isDay } from '#shared/text-checks';
import { helplineById } from '../helpline/queries.ts';
import { endOfDay, startOfDay } from '../helpline/wall-clock.ts';
import { wordsOf } from '../lists/queries.ts';
import type { Deps } from '../platform/http/deps.ts';
import { sendRefusal } from '../platform/http/send.ts';
import { forViewer } from '../platform/http/signed-in.ts';
import type { Between } from './filter-queries.ts';
import { flaggedCallsMatching, ownCallsMatching } from './own-queries.ts';
import { pageOfWeeks } from './weeks.ts';

const pageLength = 50;
const viewShape = v.picklist(slugsOf(logViewWords));
const noSuchView = 'Say which calls to look in: your own, the flagged ones, or all.';
const notTheirs = {
  flagged: 'Flagged calls are for the supervisors.',
  all: 'The log of all calls is for the managers. Your own calls are under your name.',
};

/** The log of calls, found by what was chosen in their records. Must be registered before the routes of one call. */
export function callLogRoutes({ db, clock, ...deps }: Deps): Router {
  const router = Router();
  router.get(
    '/api/calls/log',
    forViewer({ db, clock, ...deps }, async (viewer, { query }, response) => {
      const view = v.safeParse(viewShape, query.of);
      if (!view.success) return sendRefusal(response, 'malformed', noSuchView);
      const of = view.output;
      if (of !== 'mine' && !mayFind(viewer, of)) return sendRefusal(response, 'not-yours', notTheirs[of]);
      const words = await wordsOf(db, viewer.helplineId);
      const { filters, wrong } = filtersIn(query, (list) => words[list]);
      const before = beforeIn(query, of === 'all' ? isDay : isInstant);
      if (wrong !== null || before === undefined)
        return sendRefusal(response, 'malformed', wrongWords(wrong ?? 'before'));
      const { timeZone } = await helplineById(db, viewer.helplineId);
      const now = clock();
      if (of === 'all')
        return void response.json(await pageOfWeeks(db, { viewer, timeZone, filters, before, now }));
      const between = daysBetween(filters, timeZone, before === null ? after(now) : new Date(before));
      const asked = [db, viewer, filters, between, pageLength + 1] as const;
      const page =
        of === 'mine'
          ? pageOf(await ownCallsMatching(...asked))
          : pageOf(await flaggedCallsMatching(...asked));
      response.json(page);
    }),
  );
  return router;
}

const after = (now: Date) => new Date(now.getTime() + 1);
const isInstant = (text: string) => v.is(instant, text);

/** What the page asked for begins before; null for the first page, undefined if it is not understood. */
function beforeIn(
  { before }: Request['query'],
  isRight: (text: string) => boolean,
): string | null | undefined {
  if (before === undefined) return null;
  return typeof before === 'string' && isRight(before) ? before : undefined;
}

function daysBetween({ from, to }: LogFilters, timeZone: string, before: Date): Between {
  const end = to === null ? before : endOfDay(to, timeZone);
  return { from: from === null ? null : startOfDay(from, timeZone), before: end < before ? end : before };
}

const pageOf = <Line extends Call | FlaggedLine>(found: Line[]): CallsPage<Line> => ({
  lines: found.slice(0, pageLength),
  more: found.length > pageLength,
});

/** Names the field, not what was sent in it. */
const wrongWords = (field: string) =>
  field === 'from' || field === 'to' || field === 'before'
    ? `“${field}” has to be a day or time of the calendar, and the first day not after the last.`
    : `There is a word in “${field}” that is not in the list. Choose from the list, or leave it out.`;
