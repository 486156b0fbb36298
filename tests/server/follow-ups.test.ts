import { expect, test } from 'vitest';
import { followUps } from '#drizzle/schema/follow-ups';
import { debriefIn } from '../support/debriefs.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { insertSealed } from '../support/opened.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

/** What Mo and Ana agreed on at the end of a debrief, for Mo to do. */
async function agreed() {
  const clients = await debriefIn('held', testServer, helpline);
  const followUpId = newId();
  const followUp = { followUpId, words: 'Ask again after the next shift', dueOn: null };
  await expectOk(clients.mo.send('debrief:close', { debriefId: clients.debriefId, followUp }));
  return { ...clients, followUpId };
}

test('the one it is for ticks it, and unticks it; the one it was agreed with sees both', async () => {
  const { ana, mo, followUpId } = await agreed();
  expect(await mo.send('followUp:reopen', { followUpId })).toEqual(refused('conflict'));
  expect(await mo.send('followUp:done', { followUpId })).toEqual(ok);
  const done = await ana.hears('followUp:changed', ({ doneAt }) => doneAt !== null);
  expect(done).toMatchObject({ doneBy: helpline.ids.mo });
  expect(await mo.send('followUp:done', { followUpId })).toEqual(refused('conflict'));
  expect(await mo.send('followUp:reopen', { followUpId })).toEqual(ok);
  await ana.hears('followUp:changed', ({ doneAt, version }) => doneAt === null && version > done.version);
  for (const name of ['ana', 'mo'] as const)
    expect((await helpline.connect(name)).welcome.followUps).toMatchObject([
      { id: followUpId, doneBy: null },
    ]);
});

test('it is not for the one it was agreed with to tick, and not there for anybody else', async () => {
  const { ana, ben, nan, sue, cai, followUpId } = await agreed();
  for (const name of ['followUp:done', 'followUp:reopen'] as const) {
    expect(await ana.send(name, { followUpId })).toEqual(refused('not-yours'));
    for (const other of [ben, nan, sue, cai])
      expect(await other.send(name, { followUpId })).toEqual(await other.send(name, { followUpId: newId() }));
    expect(await nan.send(name, { followUpId })).toEqual(refused('not-found'));
  }
  expect((await helpline.connect('nan')).welcome.followUps).toEqual([]);
  const elsewhere = await openHelpline(testServer);
  const farMo = await elsewhere.connect('mo');
  expect(await farMo.send('followUp:done', { followUpId })).toEqual(refused('not-found'));
  elsewhere.leaveAll();
});

test('what is for any manager is there for every manager, and any of them ticks it', async () => {
  const { mo, nan, sue, ana } = await helpline.connectAll('mo', 'nan', 'sue', 'ana');
  const followUpId = newId();
  const task = { helplineId: helpline.id, version: 1, words: 'Put the page right', dueOn: '2030-01-01' };
  const raised = { raisedBy: helpline.ids.sue, raisedAt: testServer.clock.now() };
  await insertSealed(testServer.db, followUps, [{ ...task, ...raised, id: followUpId, source: 'manual' }]);
  expect(await ana.send('followUp:done', { followUpId })).toEqual(refused('not-found'));
  expect(await sue.send('followUp:done', { followUpId })).toEqual(refused('not-yours'));
  expect(await nan.send('followUp:done', { followUpId })).toEqual(ok);
  for (const client of [mo, nan, sue])
    expect(await client.hears('followUp:changed')).toMatchObject({ dueOn: '2030-01-01', forId: null });
  expect(await mo.send('followUp:done', { followUpId })).toEqual(refused('conflict'));
  expect(await mo.send('followUp:reopen', { followUpId })).toEqual(ok);
});

test('of two who tick it at the same moment one is told that it is done', async () => {
  const { mo, nan } = await helpline.connectAll('mo', 'nan');
  const followUpId = newId();
  const raised = { raisedBy: helpline.ids.sue, raisedAt: testServer.clock.now() };
  const task = { helplineId: helpline.id, version: 1, words: 'Put the page right', ...raised };
  await insertSealed(testServer.db, followUps, [{ ...task, id: followUpId, source: 'manual' }]);
  const both = await Promise.all([mo, nan].map((client) => client.send('followUp:done', { followUpId })));
  expect(both.filter((reply) => reply.ok)).toHaveLength(1);
  expect(both).toContainEqual(refused('conflict'));
});
