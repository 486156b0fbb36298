import { uuidv7 } from 'uuidv7';
import { access } from '#shared/access';
import { onlyNumbersDiffer } from '#shared/page-text';
import { isToBeRead, type Page, type pageCommands } from '#shared/pages';
import { refuseIfOvertaken, refuseIfProposed } from '../agreement/guards.ts';
import { refuseIfTaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { tellAboutPage } from '../updates/tell.ts';
import { announceManual, pageFor, supportersOf } from './guards.ts';
import { propose, setAside, withoutBody } from './proposing.ts';
import { changePage, draftColumns, insertPage, noDraft, pageById } from './queries.ts';
import { forgetReadings, noteReading } from './reading-queries.ts';
import { settlingHandlers } from './settling.ts';

const begunAlready =
  'Somebody has begun this page already. Your words are still here: tell them, or a manager, what you would change.';

const nothingYet = (id: string, by: string, at: Date): Page => ({
  ...{ id, version: 0, state: 'draft', starter: null, current: null, proposed: null },
  draft: { chapter: '', title: '', body: '', by, at: at.toISOString() },
  mustReadSince: null,
  fromReview: false,
});

export const pageHandlers: Handlers<keyof typeof pageCommands> = {
  ...settlingHandlers,

  async 'page:draft'({ pageId, starter, basedOn, ...words }, context) {
    const { actor, tx, version, helplineId, now } = context;
    const found = await pageById(tx, helplineId, pageId);
    const page = permit(context, access['page:draft'], found ?? nothingYet(pageId, actor.id, now));
    refuseIfOvertaken(page.version, basedOn, 'page');

    const draft = { ...draftColumns(words), draftBy: page.draft?.by ?? actor.id, draftAt: now };
    if (found) await changePage(tx, helplineId, pageId, { version, ...draft });
    else {
      const begun = { id: pageId, helplineId, version, state: 'draft' as const, starter, ...draft };
      const inserting = refuseIfTaken(insertPage(tx, begun), 'one_page_per_starter', begunAlready);
      await refuseIfTaken(inserting, 'pages_pkey', begunAlready);
    }
    announceManual(context);
  },

  async 'page:discard'({ pageId }, context) {
    const { tx, version, helplineId } = context;
    const page = await pageFor(context, 'page:discard', pageId);
    refuseUnless(page.draft, 'conflict', 'There is no draft of this page any more.');

    const neverProposed = page.state === 'draft' && !page.proposed;
    const gone = neverProposed ? ({ state: 'discarded', starter: null } as const) : {};
    await changePage(tx, helplineId, pageId, { version, ...noDraft, ...gone });
    announceManual(context);
  },

  async 'page:publish'({ pageId, words, basedOn, answers }, context) {
    const { tx, helplineId } = context;
    const page = await pageFor(context, 'page:publish', pageId);
    refuseIfOvertaken(page.version, basedOn, 'page');
    refuseUnless(page.draft, 'conflict', 'There is no draft of this page to propose.');
    refuseIfProposed(page.proposed, 'page');
    const asked = answers === undefined ? null : await pageById(tx, helplineId, answers);
    refuseUnless(answers === undefined || asked?.fromReview, 'conflict', 'That has been answered already.');

    const { chapter, title, body } = page.draft;
    const wanted = { chapter, title, body, words, ...(answers !== undefined && { answersId: answers }) };
    await propose(context, page, 'text', wanted, () => noDraft);
  },

  async 'page:correct'({ pageId, body, words, basedOn }, context) {
    const page = await pageFor(context, 'page:correct', pageId);
    refuseIfOvertaken(page.version, basedOn, 'page');
    const { current } = page;
    refuseUnless(page.state === 'published' && current, 'conflict', 'This page is not in force.');
    refuseUnless(
      onlyNumbersDiffer(current.body, body),
      'conflict',
      'One person alone may put numbers right, and nothing else. Write the rest as a draft: it takes a second yes.',
    );

    await setAside(context, page);
    const { chapter, title } = current;
    const wanted = { chapter, title, body, words };
    await propose(context, page, 'number', wanted, (number) => ({ currentNumber: number }));
  },

  async 'page:hide'({ pageId, words }, context) {
    const page = await pageFor(context, 'page:hide', pageId);
    refuseUnless(
      page.state === 'published',
      'conflict',
      'Nobody can read this page now, so it is hidden already.',
    );

    await setAside(context, page);
    await propose(context, page, 'hide', withoutBody(page, words), () => ({ state: 'hidden' }));
  },

  async 'page:retire'({ pageId, words }, context) {
    const page = await pageFor(context, 'page:retire', pageId);
    refuseUnless(
      page.state === 'published' || page.state === 'hidden',
      'conflict',
      'This page is not in force, so there is nothing to retire.',
    );
    refuseIfProposed(page.proposed, 'page');

    await propose(context, page, 'retire', withoutBody(page, words));
  },

  async 'page:mustRead'({ pageId, mustRead }, context) {
    const { actor, tx, version, helplineId, now } = context;
    const page = await pageFor(context, 'page:mustRead', pageId);
    refuseUnless(page.state === 'published', 'conflict', 'This page is not in force, so nobody can read it.');

    await changePage(tx, helplineId, pageId, { version, mustReadSince: mustRead ? now : null });
    await forgetReadings(tx, pageId);
    announceManual(context);
    const to = mustRead ? (await supportersOf(context)).filter((id) => id !== actor.id) : [];
    await tellAboutPage(context, { to, kind: 'page-to-read', by: actor.id, pageId });
  },

  async 'page:read'({ pageId, version: number }, context) {
    const { actor, tx, version, helplineId, now } = context;
    const page = await pageFor(context, 'page:read', pageId);
    refuseUnless(isToBeRead(page, now.getTime()), 'conflict', 'Nobody is asked to read this page any more.');
    refuseUnless(
      page.current?.number === number,
      'conflict',
      'This page has changed since. Read it once more.',
    );

    await noteReading(tx, { id: uuidv7(), helplineId, version, pageId, personId: actor.id, readAt: now });
  },
};
