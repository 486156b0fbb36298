import { expect, test } from 'vitest';
import type { ListHistory } from '#shared/list-history';
import { expectOk, newId, openHelpline } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

async function history(cookie: string | null, query = '') {
  const response = await fetch(`${testServer.url}/api/lists/history${query}`, {
    headers: cookie ? { cookie } : {},
  });
  return { status: response.status, ...((await response.json()) as ListHistory) };
}

test('what was agreed, declined and taken back is read by everybody, with the word as it read then', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const cookie = await helpline.cookieOf('sue');
  expect(await history(cookie)).toEqual({ status: 200, changes: [], more: false });
  const [renamed, again, declined, back] = [newId(), newId(), newId(), newId()];
  const word = { list: 'boroughs', slug: 'elsewhere' } as const;
  await expectOk(mo.send('list:rename', { changeId: renamed, ...word, words: 'Further off' }));
  expect((await history(cookie)).changes).toEqual([]);
  await expectOk(ana.send('list:agree', { changeId: renamed }));
  await expectOk(mo.send('list:rename', { changeId: again, ...word, words: 'Out of town' }));
  await expectOk(ana.send('list:agree', { changeId: again }));
  await expectOk(mo.send('list:add', { changeId: declined, list: 'sources', words: 'Bees' }));
  await expectOk(ana.send('list:decline', { changeId: declined }));
  await expectOk(mo.send('list:add', { changeId: back, list: 'sources', words: 'Wasps' }));
  await expectOk(mo.send('list:decline', { changeId: back }));

  const { ids } = helpline;
  const { changes } = await history(cookie);
  expect(changes).toMatchObject([
    { id: back, words: 'Wasps', outcome: 'declined', proposedBy: ids.mo, settledBy: ids.mo },
    { id: declined, list: 'sources', outcome: 'declined', was: null, settledBy: ids.ana },
    { id: again, words: 'Out of town', was: 'Further off', outcome: 'agreed' },
    { id: renamed, change: 'rename', words: 'Further off', was: 'Elsewhere', settledBy: ids.ana },
  ]);
  expect(Object.keys(changes[0]!)).not.toContain('needs');

  const elsewhere = await openHelpline(testServer);
  expect((await history(await elsewhere.cookieOf('mo'))).changes).toEqual([]);
  elsewhere.leaveAll();
});

test('it comes in pages, and not to somebody who is not signed in', async () => {
  const { mo } = await helpline.connectAll('mo', 'ana');
  for (let at = 0; at < 26; at += 1) {
    const changeId = newId();
    await expectOk(mo.send('list:add', { changeId, list: 'sources', words: `Word ${at}` }));
    await expectOk(mo.send('list:decline', { changeId }));
  }
  const cookie = await helpline.cookieOf('mo');
  const first = await history(cookie);
  expect(first).toMatchObject({ more: true });
  expect(first.changes.map(({ words }) => words)).toEqual(
    Array.from({ length: 25 }, (_, at) => `Word ${25 - at}`),
  );
  const next = await history(cookie, `?before=${first.changes.at(-1)!.version}`);
  expect(next).toMatchObject({ more: false, changes: [{ words: 'Word 0' }] });
  expect(await history(cookie, '?before=x')).toMatchObject({ status: 400, code: 'malformed' });
  expect(await history(null)).toMatchObject({ status: 401 });
});
