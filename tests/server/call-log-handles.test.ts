import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { handleMinutes, type WeeksPage } from '#shared/call-log';
import { callAt, quietDay, writeCalls } from '../support/call-log.ts';
import type { Client } from '../support/client.ts';
import { newId, openHelpline, refused } from '../support/helpline.ts';
import { useTwoServers } from '../support/use-helpline.ts';

const { testServer, secondServer, helpline } = useTwoServers();

const ok = { ok: true };
const reason = 'The caller rang the office and complained.';
const tooOld = refused(
  'not-found',
  'This line of the log cannot open its record any more. Load the log again, and try once more.',
);
const open = (client: Client, named: { callId?: string; handle?: string }, grantId = newId()) =>
  client.send('grant:open', { grantId, reason, ...named });

/** A call of last week, and the handle under which this manager finds it. */
async function found(by: 'mo' | 'nan' = 'mo') {
  const call = callAt(helpline, '2026-11-11T19:00:00Z', {
    presentingIssues: ['identity'],
    note: 'Wanted to be heard.',
  });
  await writeCalls(testServer, [...quietDay(helpline, '2026-11-10'), call]);
  return { call, handle: await handleFor(by) };
}
async function handleFor(name: 'mo' | 'nan'): Promise<string> {
  const response = await fetch(`${testServer.url}/api/calls/log?of=all&issue=identity`, {
    headers: { cookie: await helpline.cookieOf(name) },
  });
  return ((await response.json()) as WeeksPage).lines[0]!.handle;
}

test('a line of the log opens its record with a reason, and whoever took the call is told, as from any list', async () => {
  const { call, handle } = await found();
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const grantId = newId();
  expect(await open(mo, { handle }, grantId)).toEqual(ok);
  expect(await mo.hears('call:changed', ({ id }) => id === call.id)).toMatchObject({
    record: { note: 'Wanted to be heard.' },
  });
  for (const client of [ana, mo])
    expect(await client.hears('grant:changed')).toMatchObject({ id: grantId, callId: call.id, reason });
  const lines = await testServer.db.select().from(auditLog).where(eq(auditLog.helplineId, helpline.id));
  expect(lines).toMatchObject([{ action: 'call-opened', by: helpline.ids.mo, about: call.id }]);
});

test('another server understands it too', async () => {
  const { handle } = await found();
  const mo = await helpline.connect('mo', { url: secondServer.url });
  expect(await open(mo, { handle })).toEqual(ok);
});

test('a call is named by its id or by a handle, and never by both or neither', async () => {
  const { call, handle } = await found();
  const mo = await helpline.connect('mo');
  for (const named of [
    {},
    { callId: call.id, handle },
    { handle: '' },
    { handle: 'not a handle' },
    { handle: 'A'.repeat(121) },
  ])
    expect(await open(mo, named)).toEqual(refused('malformed'));
  expect(await open(mo, { handle })).toEqual(ok);
});

test('a handle that was made up, changed, is somebody else’s or an hour old opens nothing, and says the same', async () => {
  const { call, handle } = await found();
  const elsewhere = await openHelpline(testServer);
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  const stranger = await elsewhere.connect('mo');
  const changed = `${handle.slice(0, -2)}${handle.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const client of [ana, nan, stranger]) expect(await open(client, { handle })).toEqual(tooOld);
  for (const wrong of [changed, 'A', handle.slice(4), 'A'.repeat(70), call.id])
    expect(await open(mo, { handle: wrong })).toEqual(tooOld);
  for (const client of [ana, nan]) expect(await client.hasHeard('grant:changed')).toBe(false);
  testServer.clock.advance({ minutes: handleMinutes - 1 });
  await testServer.live.sweep();
  const late = await helpline.connect('mo');
  const stillRight = await handleFor('mo');
  testServer.clock.advance({ minutes: 1 });
  expect(await open(late, { handle })).toEqual(tooOld);
  expect(await open(late, { handle: stillRight })).toEqual(ok);
  elsewhere.leaveAll();
});
