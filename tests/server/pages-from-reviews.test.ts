import { expect, test } from 'vitest';
import type { Manual } from '#shared/pages';
import { manualVersion } from '../support/evening-manual.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const words = 'Say in the page about 999 that the operator stays on the line.';
const text = { chapter: 'On a call', title: 'Ringing 999', body: 'The operator stays on the line.' };

async function manualOf(name: 'ana' | 'mo'): Promise<Manual> {
  const cookie = await helpline.cookieOf(name);
  return (await (await fetch(`${testServer.url}/api/manual`, { headers: { cookie } })).json()) as Manual;
}

/** Ana flagged her call; Sue's review asks for a change of the manual. */
async function reviewed() {
  const { ana, sue, call } = await helpline.pairOnCall();
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const [flagId, followUpId] = [newId(), newId()];
  await expectOk(ana.send('flag:raise', { flagId, callId: call.id, reason: 'manual-wrong' }));
  await expectOk(sue.send('flag:take', { flagId }));
  const manualChange = { followUpId, words };
  await expectOk(sue.send('flag:close', { flagId, learning: 'Well asked.', manualChange }));
  const draft = (await manualOf('mo')).pages.find(({ fromReview }) => fromReview)!;
  return { ana, sue, mo, nan, flagId, followUpId, draft };
}

test('what a review found opens as a draft with its words, and says nothing of the flag', async () => {
  const { draft, flagId } = await reviewed();
  expect(draft).toMatchObject({ state: 'draft', draft: { body: words, by: helpline.ids.sue } });
  expect(JSON.stringify(draft)).not.toMatch(new RegExp(`${flagId}|${helpline.ids.ana}`));
  expect((await manualOf('ana')).ids).toEqual([]);
});

test('once it is in force the follow-up is done, and whoever raised the flag is told what the manual says now', async () => {
  const { ana, mo, nan, draft, followUpId } = await reviewed();
  const pageId = draft.id;
  await expectOk(mo.send('page:draft', { pageId, ...text, basedOn: draft.version }));
  await expectOk(
    mo.send('page:publish', { pageId, words: 'From a review', basedOn: await manualVersion(mo) }),
  );
  expect(await ana.hasHeard('update:changed', ({ kind }) => kind === 'manual-changed')).toBe(false);
  await expectOk(nan.send('page:agree', { pageId, number: 1 }));
  const done = await mo.hears('followUp:changed', ({ id, doneAt }) => id === followUpId && doneAt !== null);
  expect(done).toMatchObject({ doneBy: helpline.ids.nan });
  const told = await ana.hears('update:changed', ({ kind }) => kind === 'manual-changed');
  expect(told).toMatchObject({ pageId, by: helpline.ids.nan });
  expect((await manualOf('ana')).pages).toMatchObject([{ id: pageId, current: text }]);
});

test('its words may go into another page, which answers it; then the draft is gone', async () => {
  const { ana, mo, nan, draft, followUpId } = await reviewed();
  const pageId = newId();
  await expectOk(mo.send('page:draft', { pageId, ...text, basedOn: 0 }));
  const asked = { pageId, words: 'From a review', basedOn: await manualVersion(mo) };
  expect(await mo.send('page:publish', { ...asked, answers: newId() })).toEqual(refused('conflict'));
  await expectOk(mo.send('page:publish', { ...asked, answers: draft.id }));
  await expectOk(nan.send('page:agree', { pageId, number: 1 }));
  await mo.hears('followUp:changed', ({ id, doneAt }) => id === followUpId && doneAt !== null);
  expect(await ana.hears('update:changed', ({ kind }) => kind === 'manual-changed')).toMatchObject({
    pageId,
  });
  expect((await manualOf('mo')).ids).toEqual([pageId]);
});
