import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { followUps } from '#drizzle/schema/follow-ups';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const ok = { ok: true };

async function taken(more: { askMeFirst?: boolean } = {}) {
  const clients = await helpline.pairOnCall();
  const flagId = newId();
  const raised = { flagId, callId: clients.call.id, reason: 'worried-how-i-handled-it', ...more } as const;
  await expectOk(clients.ben.send('flag:raise', raised));
  await expectOk(clients.sue.send('flag:take', { flagId }));
  return { ...clients, flagId };
}
const count = (cookie?: string) =>
  fetch(`${testServer.url}/api/flags/count`, { headers: cookie ? { cookie } : {} });

test('whoever wants to be asked first is asked before the review can be closed', async () => {
  const { ana, ben, sue, flagId } = await taken({ askMeFirst: true });
  for (const client of [ana, ben, sue])
    expect(await client.hears('flag:changed')).toMatchObject({ askMeFirst: true });
  const close = () => sue.send('flag:close', { flagId, learning: 'You stayed.' });
  expect(await close()).toEqual(
    refused(
      'conflict',
      'The person who raised this wants to be asked before you decide. Ask them a question first.',
    ),
  );
  expect((await helpline.connect('sue')).welcome.flags[0]).toMatchObject({ state: 'taken', learning: null });
  await expectOk(sue.send('flag:ask', { flagId, question: 'What was hard?' }));
  expect(await close()).toEqual(ok);
});

test('without that wish it closes without a question, and needs a learning', async () => {
  const { ben, sue, flagId } = await taken();
  expect(await ben.hears('flag:changed')).toMatchObject({ askMeFirst: false });
  expect(await sue.send('flag:close', { flagId } as never)).toEqual(refused('malformed'));
  expect(await sue.send('flag:close', { flagId, learning: ' ' })).toEqual(refused('malformed'));
  expect(await sue.send('flag:close', { flagId, learning: 'You stayed.' })).toEqual(ok);
});

test('the theme is for the supervisors alone; when it was closed, for everybody who sees the flag', async () => {
  const { ana, ben, sue, flagId } = await taken();
  await expectOk(sue.send('flag:close', { flagId, learning: 'You stayed.', theme: '  Long silences ' }));
  const heard = await Promise.all(
    [sue, ana, ben].map((client) => client.hears('flag:changed', ({ state }) => state === 'closed')),
  );
  expect(heard.map(({ theme }) => theme)).toEqual(['Long silences', null, null]);
  for (const { closedAt, steps } of heard) expect(closedAt).toBe(steps.at(-1)!.at);
  const { ana: later, sue: after } = await helpline.connectAll('ana', 'sue');
  expect(later.welcome.flags).toMatchObject([{ theme: null, learning: 'You stayed.' }]);
  expect(after.welcome.flags).toMatchObject([{ theme: 'Long silences' }]);
});

test('what a review leaves to be done reaches the managers with its words, and nothing of the flag', async () => {
  const { ana, ben, sue, call, flagId } = await taken();
  const { mo, nan, cai } = await helpline.connectAll('mo', 'nan', 'cai');
  const [followUpId, manualId] = [newId(), newId()];
  await expectOk(
    sue.send('flag:close', {
      flagId,
      learning: 'You stayed.',
      followUp: { followUpId, words: 'Headsets that mute' },
      manualChange: { followUpId: manualId, words: 'The café closes at ten' },
    }),
  );
  const shared = { raisedBy: helpline.ids.sue, forId: null, withId: null, dueOn: null, doneAt: null };
  for (const client of [mo, nan, sue]) {
    const review = await client.hears('followUp:changed', ({ id }) => id === followUpId);
    expect(review).toMatchObject({ ...shared, source: 'review', words: 'Headsets that mute' });
    const manual = await client.hears('followUp:changed', ({ id }) => id === manualId);
    expect(manual).toMatchObject({ ...shared, source: 'manual', words: 'The café closes at ten' });
  }
  for (const client of [ana, ben, cai]) expect(await client.hasHeard('followUp:changed')).toBe(false);
  for (const client of [mo, nan]) {
    expect((await client.hasHeard('flag:changed')) || (await client.hasHeard('call:changed'))).toBe(false);
    const said = JSON.stringify(client.heard);
    expect(said.includes(flagId) || said.includes(call.id) || said.includes('You stayed.')).toBe(false);
  }
  expect(await mo.send('followUp:done', { followUpId })).toEqual(ok);
  await sue.hears('followUp:changed', ({ id, doneBy }) => id === followUpId && doneBy === helpline.ids.mo);
});

test('a review that is turned down leaves nothing to be done', async () => {
  const { sue, flagId } = await taken({ askMeFirst: true });
  const mo = await helpline.connect('mo');
  const followUp = { followUpId: newId(), words: 'Headsets' };
  const close = () => sue.send('flag:close', { flagId, learning: 'You stayed.', followUp });
  expect(await close()).toEqual(refused('conflict'));
  expect(await testServer.db.select().from(followUps).where(eq(followUps.id, followUp.followUpId))).toEqual(
    [],
  );
  await expectOk(sue.send('flag:ask', { flagId, question: 'What was hard?' }));
  for (const [words, code] of [
    [' ', 'malformed'],
    ['w'.repeat(1_001), 'malformed'],
  ] as const) {
    const wrong = { flagId, learning: 'You stayed.', manualChange: { followUpId: newId(), words } };
    expect(await sue.send('flag:close', wrong)).toEqual(refused(code));
  }
  expect(await sue.send('flag:close', { flagId, learning: 'x', theme: 't'.repeat(121) })).toEqual(
    refused('malformed'),
  );
  expect(await mo.hasHeard('followUp:changed')).toBe(false);
  expect(await close()).toEqual(ok);
});

test('managers learn how many flags there are, supporters and strangers not', async () => {
  const { ben, sue, call, flagId } = await taken();
  const raise = async () => {
    const id = newId();
    await expectOk(ben.send('flag:raise', { flagId: id, callId: call.id, reason: 'safeguarding' }));
    return id;
  };
  const [, , gone] = [await raise(), await raise(), await raise()];
  await expectOk(ben.send('flag:withdraw', { flagId: gone }));
  const told = async (name: 'mo' | 'sue') => (await count(await helpline.cookieOf(name))).json();
  expect(await told('mo')).toEqual({ waiting: 2, taken: 1, closedLately: 0 });
  await expectOk(sue.send('flag:close', { flagId, learning: 'You stayed.' }));
  expect([await told('mo'), await told('sue')]).toEqual([
    { waiting: 2, taken: 0, closedLately: 1 },
    { waiting: 2, taken: 0, closedLately: 1 },
  ]);
  testServer.clock.advance({ hours: 31 * 24 });
  expect(await told('mo')).toEqual({ waiting: 2, taken: 0, closedLately: 0 });

  const elsewhere = await openHelpline(testServer);
  expect(await (await count(await elsewhere.cookieOf('mo'))).json()).toEqual({
    waiting: 0,
    taken: 0,
    closedLately: 0,
  });
  const no = await count(await helpline.cookieOf('ana'));
  expect([no.status, await no.json()]).toEqual([403, expect.objectContaining({ code: 'not-yours' })]);
  expect((await count()).status).toBe(401);
});
