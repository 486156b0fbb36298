import { expect, test } from 'vitest';
import { changesPerEpoch } from '#server/platform/database/epochs';
import { retentionRuns } from '#server/retention-runs';
import { beginNextEpoch } from '#server/subject/queries';
import type { Manual, PageVersion } from '#shared/pages';
import { manualVersion } from '../support/evening-manual.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();
type Name = Parameters<typeof helpline.cookieOf>[0];

const text = { chapter: 'On a call', title: 'Silent calls', body: 'Wait. Then ring [us](tel:02079460000).' };

async function read<Found = Manual>(name: Name, path = '/api/manual?since=0'): Promise<Found> {
  const cookie = await helpline.cookieOf(name);
  return (await (await fetch(testServer.url + path, { headers: { cookie } })).json()) as Found;
}
const pageOf = async (name: Name, pageId: string) => (await read(name)).pages.find(({ id }) => id === pageId);

/** A page that Mo proposed and Nan agreed to, with those who are there. */
async function published(body = text.body) {
  const clients = await helpline.connectAll('ana', 'mo', 'nan', 'sue');
  const { mo, nan } = clients;
  const pageId = newId();
  await expectOk(mo.send('page:draft', { pageId, ...text, body, basedOn: 0 }));
  await expectOk(mo.send('page:publish', { pageId, words: 'New', basedOn: await manualVersion(mo) }));
  await expectOk(nan.send('page:agree', { pageId, number: 1 }));
  return { ...clients, pageId, now: () => manualVersion(mo) };
}

test('a draft is between its author and those who keep the manual; proposed by one, it is in force once a second agrees', async () => {
  const { ana, ben, mo, nan } = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  const pageId = newId();
  expect(await ana.send('page:draft', { pageId, ...text, basedOn: 0 })).toEqual(ok);
  expect(await pageOf('ana', pageId)).toMatchObject({
    state: 'draft',
    draft: { ...text, by: helpline.ids.ana },
  });
  expect(await pageOf('mo', pageId)).toMatchObject({ state: 'draft', draft: text });
  expect((await read('ben')).ids).not.toContain(pageId);
  const asked = { pageId, words: 'New', basedOn: await manualVersion(mo) };
  expect(await ana.send('page:publish', asked)).toEqual(refused('not-yours', /^This is for a manager/));
  expect(await ben.send('page:publish', asked)).toEqual(refused('not-found'));

  expect(await mo.send('page:publish', asked)).toEqual(ok);
  expect(await pageOf('ben', pageId)).toMatchObject({
    current: null,
    draft: null,
    proposed: { ...text, words: 'New' },
  });
  expect(await mo.send('page:agree', { pageId, number: 1 })).toEqual(refused('not-yours', /second manager/));
  expect(await ana.send('page:agree', { pageId, number: 1 })).toEqual(refused('not-yours'));
  expect(await nan.send('page:agree', { pageId, number: 2 })).toEqual(
    refused('conflict', /Look at the page/),
  );
  expect(await nan.send('page:agree', { pageId, number: 1 })).toEqual(ok);
  const agreed = { outcome: 'agreed', proposedBy: helpline.ids.mo, settledBy: helpline.ids.nan };
  expect(await pageOf('ben', pageId)).toMatchObject({
    state: 'published',
    proposed: null,
    current: { ...text, ...agreed },
  });
  expect(await nan.send('page:agree', { pageId, number: 1 })).toEqual(refused('conflict'));
});

test('of two who write at the same page, the second is asked to choose, and nothing is lost', async () => {
  const { mo, nan, pageId, now } = await published();
  const basedOn = await now();
  const both = await Promise.all(
    [mo, nan].map((client, at) =>
      client.send('page:draft', { pageId, ...text, title: `Title ${at}`, basedOn }),
    ),
  );
  expect(both.filter((reply) => reply.ok)).toHaveLength(1);
  expect(both).toContainEqual(refused('conflict', /Somebody else has changed this page/));
  const drafted = await now();
  expect(await nan.send('page:publish', { pageId, words: 'Changed', basedOn })).toEqual(refused('conflict'));
  const proposing = [mo, nan].map((client) =>
    client.send('page:publish', { pageId, words: 'Changed', basedOn: drafted }),
  );
  expect((await Promise.all(proposing)).filter((reply) => reply.ok)).toHaveLength(1);
  expect(await nan.send('page:publish', { pageId, words: 'Once more', basedOn: await now() })).toEqual(
    refused('conflict', /no draft/),
  );
});

test('what is declined becomes a draft again, and the text in force stays', async () => {
  const { mo, nan, pageId, now } = await published();
  await expectOk(mo.send('page:draft', { pageId, ...text, title: 'Other', basedOn: await now() }));
  await expectOk(mo.send('page:publish', { pageId, words: 'Other words', basedOn: await now() }));
  expect(await nan.send('page:decline', { pageId, number: 2 })).toEqual(ok);
  expect(await pageOf('mo', pageId)).toMatchObject({
    current: { number: 1 },
    proposed: null,
    draft: { title: 'Other' },
  });
  expect(await mo.send('page:discard', { pageId })).toEqual(ok);
  expect(await mo.send('page:discard', { pageId })).toEqual(refused('conflict'));
  const { versions } = await read<{ versions: PageVersion[] }>('ana', `/api/manual/${pageId}/versions`);
  expect(versions).toMatchObject([
    { number: 2, outcome: 'declined', words: 'Other words', settledBy: helpline.ids.nan },
    { number: 1, outcome: 'agreed', words: 'New', body: text.body },
  ]);
});

test('one alone puts a number right at once, and nothing else; a second confirms it or undoes it', async () => {
  const { ana, mo, nan, pageId, now } = await published();
  const right = { pageId, body: text.body.replace('0000', '0001'), words: 'Last digit' };
  const more = { ...right, body: `${right.body} Then wait.` };
  expect(await mo.send('page:correct', { ...more, basedOn: await now() })).toEqual(
    refused('conflict', /takes a second yes/),
  );
  expect(await ana.send('page:correct', { ...right, basedOn: await now() })).toEqual(refused('not-yours'));
  expect(await mo.send('page:correct', { ...right, basedOn: await now() })).toEqual(ok);
  expect(await pageOf('ana', pageId)).toMatchObject({
    current: { body: right.body },
    proposed: { change: 'number' },
  });
  expect(await mo.send('page:agree', { pageId, number: 2 })).toEqual(refused('not-yours'));
  expect(await nan.send('page:decline', { pageId, number: 2 })).toEqual(ok);
  expect(await pageOf('ana', pageId)).toMatchObject({
    current: { body: text.body, number: 1 },
    proposed: null,
  });
});

test('a number that one alone put right and that the hiding set aside is not in force when the page is shown again', async () => {
  const { mo, nan, pageId, now } = await published();
  const right = { pageId, body: text.body.replace('0000', '0001'), words: 'Last digit' };
  await expectOk(mo.send('page:correct', { ...right, basedOn: await now() }));
  await expectOk(mo.send('page:hide', { pageId, words: 'Wrong' }));
  await expectOk(nan.send('page:decline', { pageId, number: 3 }));
  expect(await pageOf('ana', pageId)).toMatchObject({
    state: 'published',
    proposed: null,
    current: { body: text.body, outcome: 'agreed' },
  });
});

test('one alone hides a page at once; supporters cannot read it, nor its versions, until it is shown again', async () => {
  const { ana, mo, nan, pageId, now } = await published();
  await expectOk(mo.send('page:draft', { pageId, ...text, title: 'Later', basedOn: await now() }));
  await expectOk(mo.send('page:publish', { pageId, words: 'Later', basedOn: await now() }));
  expect(await ana.send('page:hide', { pageId, words: 'Wrong' })).toEqual(refused('not-yours'));
  expect(await mo.send('page:hide', { pageId, words: 'The number rings nobody' })).toEqual(ok);
  expect(await mo.send('page:hide', { pageId, words: 'Again' })).toEqual(refused('conflict'));
  expect(await pageOf('ana', pageId)).toMatchObject({
    state: 'hidden',
    current: null,
    proposed: { body: '' },
  });
  expect(await pageOf('nan', pageId)).toMatchObject({
    current: { body: text.body },
    draft: { title: 'Later' },
  });
  expect(await read('ana', `/api/manual/${pageId}/versions`)).toEqual({ versions: [] });
  expect(await nan.send('page:decline', { pageId, number: 3 })).toEqual(ok);
  expect(await pageOf('ana', pageId)).toMatchObject({ state: 'published', current: { body: text.body } });
});

test('a page is taken out by two, and stays in the list of nobody who does not keep the manual', async () => {
  const { ana, mo, sue, pageId } = await published();
  expect(await ana.send('page:retire', { pageId, words: 'Old' })).toEqual(refused('not-yours'));
  expect(await mo.send('page:retire', { pageId, words: 'Old' })).toEqual(ok);
  expect(await pageOf('ana', pageId)).toMatchObject({ state: 'published', proposed: { change: 'retire' } });
  expect(await mo.send('page:retire', { pageId, words: 'Old' })).toEqual(
    refused('conflict', /waits for a second yes/),
  );
  expect(await sue.send('page:agree', { pageId, number: 2 })).toEqual(ok);
  expect((await read('ana')).ids).not.toContain(pageId);
  expect(await pageOf('mo', pageId)).toMatchObject({ state: 'retired' });
  expect(await mo.send('page:hide', { pageId, words: 'Old' })).toEqual(refused('conflict'));
});

test('everybody is asked to read a page; a reader sees their own, managers see everybody’s, and it ends', async () => {
  const { ana, mo, sue, pageId } = await published();
  expect(await ana.send('page:read', { pageId, version: 1 })).toEqual(refused('conflict', /Nobody is asked/));
  expect(await ana.send('page:mustRead', { pageId, mustRead: true })).toEqual(refused('not-yours'));
  expect(await mo.send('page:mustRead', { pageId, mustRead: true })).toEqual(ok);
  expect(await ana.hears('update:changed', ({ kind }) => kind === 'page-to-read')).toMatchObject({ pageId });
  expect(await ana.send('page:read', { pageId, version: 2 })).toEqual(
    refused('conflict', /has changed since/),
  );
  expect(await ana.send('page:read', { pageId, version: 1 })).toEqual(ok);
  const reading = { pageId, personId: helpline.ids.ana };
  for (const name of ['ana', 'mo'] as const) expect((await read(name)).readings).toEqual([reading]);
  for (const name of ['ben', 'sue'] as const) expect((await read(name)).readings).toEqual([]);
  expect(await sue.send('page:mustRead', { pageId, mustRead: false })).toEqual(ok);
  expect((await read('mo')).readings).toEqual([]);
});

test('who has read a page is deleted once nobody is asked to read it', async () => {
  const { ana, mo, pageId } = await published();
  await expectOk(mo.send('page:mustRead', { pageId, mustRead: true }));
  await expectOk(ana.send('page:read', { pageId, version: 1 }));
  const later = (days: number) => new Date(testServer.clock.now().getTime() + days * 86_400_000);
  await retentionRuns.pageReadings(testServer.db, later(89));
  expect((await read('mo')).readings).toHaveLength(1);
  await retentionRuns.pageReadings(testServer.db, later(91));
  expect((await read('mo')).readings).toEqual([]);
});

test('a page asks for what changed since it last asked, and learns what is gone', async () => {
  const { mo, pageId, now } = await published();
  const first = await read('ana');
  expect(first.pages.map(({ id }) => id)).toContain(pageId);
  const nothing = await read('ana', `/api/manual?since=${first.version}`);
  expect(nothing).toMatchObject({ pages: [], ids: first.ids });
  await expectOk(mo.send('page:hide', { pageId, words: 'Wrong' }));
  expect(await now()).toBeGreaterThan(first.version);
  expect((await read('ana', `/api/manual?since=${first.version}`)).pages).toMatchObject([
    { id: pageId, state: 'hidden' },
  ]);
  expect(await read('ana', '/api/manual?since=x')).toMatchObject({ code: 'malformed' });
});

test('a browser that knows the manual of another epoch is sent all of it', async () => {
  await published();
  const { version, ids, pages } = await read('ana');
  for (const since of [version + 1, version + changesPerEpoch])
    expect((await read('ana', `/api/manual?since=${since}`)).pages).toEqual(pages);
  await testServer.db.transaction((tx) => beginNextEpoch(tx, helpline.id));
  const later = await read('ana', `/api/manual?since=${version}`);
  expect(later).toMatchObject({ version: version + changesPerEpoch, ids, pages });
});

test.each([
  ['8,001 characters', 'x'.repeat(8_001), /8,000 characters fit/],
  ['40 links', '[a](https://example.org) '.repeat(40), /room for 30 links, and this has 40/],
  ['a link that runs something', '[a](javascript:alert(1))', /can begin with tel: or https:/],
  ['nothing that can be seen', ' \u200b ', /Nothing is written here/],
])('a page of %s is refused with a sentence', async (_what, body, sentence) => {
  const mo = await helpline.connect('mo');
  expect(await mo.send('page:draft', { pageId: newId(), ...text, body, basedOn: 0 })).toEqual(
    refused('malformed', sentence),
  );
});

test('one who keeps the manual alone is told that a second is missing, and can still hide a page', async () => {
  const { mo, pageId, now } = await published();
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.nan }));
  const sue = await helpline.connect('sue');
  await expectOk(mo.send('page:draft', { pageId, ...text, title: 'Other', basedOn: await now() }));
  await expectOk(mo.send('page:publish', { pageId, words: 'Sue is here', basedOn: await now() }));
  await expectOk(sue.send('page:decline', { pageId, number: 2 }));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.sue }));
  const alone = { pageId, words: 'Nobody is', basedOn: await now() };
  expect(await mo.send('page:publish', alone)).toEqual(refused('conflict', /second manager or supervisor/));
  expect(await mo.send('page:hide', { pageId, words: 'Dangerous' })).toEqual(ok);
});

test('two who begin with the same page of Alongside’s own do not make two of it', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const begun = [mo, nan].map((client) =>
    client.send('page:draft', { pageId: newId(), starter: 'safeguarding', ...text, basedOn: 0 }),
  );
  const replies = await Promise.all(begun);
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  expect(replies).toContainEqual(refused('conflict', /begun this page already/));
});

test('nothing of a page is there for another helpline', async () => {
  const { pageId, now } = await published();
  const elsewhere = await openHelpline(testServer);
  const farMo = await elsewhere.connect('mo');
  expect(await farMo.send('page:hide', { pageId, words: 'Mine' })).toEqual(refused('not-found'));
  expect(await farMo.send('page:draft', { pageId, ...text, basedOn: await now() })).toEqual(
    refused('conflict'),
  );
  expect(await farMo.send('page:draft', { pageId, ...text, basedOn: 0 })).toEqual(refused('conflict'));
  elsewhere.leaveAll();
});
