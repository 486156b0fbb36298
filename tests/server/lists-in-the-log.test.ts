import { expect, test } from 'vitest';
import { callAt, quietDay, writeCalls } from '../support/call-log.ts';
import { expectOk, newId, post } from '../support/helpline.ts';
import { csvRows } from '../support/spreadsheet.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

test('the log finds calls by the helpline’s own words, also by retired ones, and the export writes them out', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const agree = (changeId: string) => expectOk(ana.send('list:agree', { changeId }));
  const [added, renamed, retired] = [newId(), newId(), newId()];
  const word = { list: 'issues', group: 'Practical', words: 'Ärger with “bills”' } as const;
  await expectOk(mo.send('list:add', { changeId: added, ...word }));
  await agree(added);
  await expectOk(
    mo.send('list:rename', {
      changeId: renamed,
      list: 'boroughs',
      slug: 'lewisham',
      words: 'Lewisham (all)',
    }),
  );
  await agree(renamed);
  await writeCalls(testServer, [
    ...quietDay(helpline, '2026-11-11'),
    callAt(helpline, '2026-11-12T21:00:00Z', {
      takenBy: helpline.ids.ben,
      presentingIssues: ['arger-with-bills', 'gone-for-good'],
      borough: 'lewisham',
    }),
  ]);
  await expectOk(mo.send('list:retire', { changeId: retired, list: 'issues', slug: 'arger-with-bills' }));
  await agree(retired);

  const headers = { cookie: await helpline.cookieOf('mo') };
  const log = (query: string) => fetch(`${testServer.url}/api/calls/log?of=all&${query}`, { headers });
  const found = (await (await log('issue=arger-with-bills&borough=lewisham')).json()) as { lines: unknown[] };
  expect(found.lines).toMatchObject([{ presentingIssues: ['arger-with-bills', 'gone-for-good'] }]);
  expect((await log('issue=arger')).status).toBe(400);
  expect((await log('borough=arger-with-bills')).status).toBe(400);

  const wanted = { from: '2026-11-09', to: '2026-11-15', format: 'csv', reason: 'A funder' };
  const file = await post(testServer.url, '/api/calls/log/export', wanted, headers);
  const rows = csvRows(await file.text());
  expect(rows.map((row) => row.slice(1, 3))).toContainEqual([
    'Ärger with “bills”; gone-for-good',
    'Lewisham (all)',
  ]);
});
