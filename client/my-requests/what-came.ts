import { waitsForAnswer } from '#shared/check-ins';
import type { Debrief } from '#shared/debriefs';
import { hasOpenQuestion } from '#shared/flags';
import type { App } from '../app.ts';
import { askedTitle } from './debrief-words.ts';
import { lookedAt } from './looked-at.svelte.ts';

/** News for the person who asked. One that `waits` asks something. `offer` is a request with a time that can be agreed to. */
export type Came = {
  id: string;
  at: string;
  words: string;
  href: `/${string}`;
  waits?: boolean;
  offer?: Debrief;
};

type Reads = Pick<
  App,
  'me' | 'clock' | 'nameOf' | 'phrasing' | 'debriefs' | 'debriefMessages' | 'flags' | 'followUps' | 'checkIns'
>;

const shownForDays = 3;

/** What others did with my requests since I last looked, latest first; what asks something stays until it is answered. */
export function whatCame(app: Reads): Came[] {
  const recent = app.clock.now - shownForDays * 86_400_000;
  return allOf(app)
    .filter((one) => one.waits || (Date.parse(one.at) > recent && isNew(app, one)))
    .sort((a, b) => b.at.localeCompare(a.at));
}

export const hasNews = (app: Reads): boolean => whatCame(app).some((one) => isNew(app, one));

/** Marks everything so far as looked at, or only what leads to `page`; up to the newest item if the server's clock is ahead of this page's. */
export function noteLookedAt(app: Reads, page?: string): void {
  const seen = whatCame(app).filter(({ href }) => page === undefined || href === page);
  lookedAt.now(app.me.id, Math.max(app.clock.exact(), ...seen.map(({ at }) => Date.parse(at))), page);
}

const isNew = ({ me }: Reads, { at, href }: Came) =>
  Date.parse(at) > Math.max(lookedAt.since(me.id), lookedAt.since(me.id, href));

const allOf = (app: Reads): Came[] => [
  ...fromDebriefs(app),
  ...fromMessages(app),
  ...fromFlags(app),
  ...fromFollowUps(app),
  ...askedAgainOf(app),
];

const fromDebriefs = (app: Reads): Came[] =>
  app.debriefs.askedBy(app.me.id).flatMap((offer) => {
    const last = offer.steps.findLast(({ by, step }) => by !== app.me.id && step !== 'escalated');
    if (!last || offer.steps.at(-1)?.by === app.me.id) return [];
    return [
      {
        id: offer.id,
        at: last.at,
        words: `${askedTitle(offer, app.phrasing)}.`,
        href: `/asked/${offer.id}`,
        waits: offer.state === 'offered',
        offer,
      },
    ];
  });

const fromMessages = (app: Reads): Came[] =>
  app.debriefMessages.all.flatMap(({ id, from, sentAt, debriefId }) => {
    const isMine = app.debriefs.get(debriefId)?.askedBy === app.me.id;
    if (from === app.me.id || !isMine) return [];
    return [{ id, at: sentAt, words: `${app.nameOf(from)} wrote to you.`, href: `/asked/${debriefId}` }];
  });

const fromFlags = (app: Reads): Came[] =>
  app.flags.raisedBy(app.me.id).flatMap((flag): Came[] => {
    const waits = hasOpenQuestion(flag);
    const last = waits ? flag.steps.findLast(({ step }) => step === 'asked') : flag.steps.at(-1);
    if (!last || (!waits && last.step !== 'closed')) return [];
    const who = app.nameOf(last.by);
    const words = waits ? `${who} has a question about your flag.` : `${who} has answered your flag.`;
    return [{ id: flag.id, at: last.at, words, href: '/asked', waits }];
  });

const fromFollowUps = (app: Reads): Came[] =>
  app.followUps.all.flatMap(({ id, source, withId, raisedBy, forId, takenAt, doneAt, doneBy }): Came[] => {
    if (withId !== app.me.id && raisedBy !== app.me.id) return [];
    const what = source === 'call' ? 'your call' : 'what you agreed';
    if (doneAt && doneBy && doneBy !== app.me.id) {
      const words = source === 'call' ? `looked at ${what}` : `has done ${what}`;
      return [{ id, at: doneAt, words: `${app.nameOf(doneBy)} ${words}.`, href: '/asked' }];
    }
    if (source !== 'call' || !forId || !takenAt || doneAt) return [];
    return [{ id, at: takenAt, words: `${app.nameOf(forId)} is looking at ${what}.`, href: '/asked' }];
  });

/** The question a week after a heavy night. It waits until it is answered or skipped, also once it was looked at. */
export const askedAgainOf = ({ checkIns, me }: Pick<App, 'checkIns' | 'me'>): Came[] =>
  checkIns.all.flatMap((one): Came[] => {
    if (one.personId !== me.id || !one.askedAgainAt || !waitsForAnswer(one)) return [];
    const words = 'You wanted to be asked something a week later.';
    return [{ id: one.id, at: one.askedAgainAt, words, href: `/week-later/${one.shiftId}`, waits: true }];
  });
