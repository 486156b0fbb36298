import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { flags } from '#drizzle/schema/flags';
import { eraseWithdrawnFlags } from '#server/flags/retention-queries';
import { inRounds } from '#server/platform/erasing';
import { expectOk, newId } from '../support/helpline.ts';
import { rowsOf } from '../support/projection.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

/** The pair, Sue, and a flag of Ben’s with words, a question and an answer. */
async function askedAbout() {
  const clients = await helpline.pairOnCall();
  const { ben, sue, call } = clients;
  const flagId = newId();
  const words = { note: 'A child cried', askMeFirst: true };
  await expectOk(ben.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding', ...words }));
  await expectOk(sue.send('flag:take', { flagId }));
  await expectOk(sue.send('flag:ask', { flagId, question: 'Where?' }));
  await expectOk(ben.send('flag:answer', { flagId, answer: 'Next door' }));
  return { ...clients, flagId };
}
const rowOf = async (id: string) => (await testServer.db.select().from(flags).where(eq(flags.id, id)))[0];

test('a flag that is taken back leaves no word of anybody’s, and one line of who did what to which call', async () => {
  const { ana, ben, sue, call, flagId } = await askedAbout();
  await expectOk(ben.send('flag:withdraw', { flagId }));
  const empty = {
    state: 'withdrawn',
    note: '',
    askMeFirst: false,
    assignedTo: null,
    learning: null,
    theme: null,
    closedAt: null,
    steps: [],
  };
  expect(await rowOf(flagId)).toMatchObject({ ...empty, touchedAt: null });
  for (const client of [ana, ben])
    expect(await client.hears('flag:changed', ({ state }) => state === 'withdrawn')).toMatchObject(empty);
  // The call is not hers to see any more, so she is welcomed anew, without either.
  expect(await sue.isWelcomedAgain(1)).toMatchObject({ since: 0, flags: [], calls: [] });
  const lines = await testServer.db.select().from(auditLog).where(eq(auditLog.helplineId, helpline.id));
  expect(lines).toMatchObject([{ action: 'flag-withdrawn', by: helpline.ids.ben, about: call.id }]);
  const columns = ['about', 'action', 'at', 'by', 'counted', 'hash', 'helplineId', 'id', 'number'];
  expect(Object.keys(lines[0]!).sort()).toEqual(columns);
  expect(lines[0]!.counted).toBeNull();
});

test('whoever was away learns that it is gone; whoever comes new never learns that it was', async () => {
  const { sue, ben, flagId } = await askedAbout();
  const before = (await helpline.connect('sue')).welcome;
  sue.leave();
  await expectOk(ben.send('flag:withdraw', { flagId }));
  const back = (await helpline.connect('sue', { since: before.version })).welcome;
  const fresh = (await helpline.connect('sue')).welcome;
  expect(fresh.flags).toEqual([]);
  expect(rowsOf(before, back).flags).toEqual([]);
  for (const name of ['ana', 'ben'] as const) {
    const { welcome } = await helpline.connect(name);
    expect(welcome.flags).toEqual([]);
    expect(welcome.calls.map(({ flagged }) => flagged)).toEqual([false]);
    const missed = (await helpline.connect(name, { since: before.version })).welcome;
    expect(missed.flags.map(({ id, state, steps }) => [id, state, steps])).toEqual([
      [flagId, 'withdrawn', []],
    ]);
  }
});

test('after seven days nothing is left of it, and of other flags everything', async () => {
  const { ben, sue, call, flagId } = await askedAbout();
  const [standing, closed] = [newId(), newId()];
  for (const id of [standing, closed])
    await expectOk(ben.send('flag:raise', { flagId: id, callId: call.id, reason: 'abusive-call' }));
  await expectOk(sue.send('flag:take', { flagId: closed }));
  await expectOk(sue.send('flag:close', { flagId: closed, learning: 'Rest.' }));
  await expectOk(ben.send('flag:withdraw', { flagId }));
  const inDays = (days: number) => new Date(testServer.clock.now().getTime() + days * 86_400_000);
  await inRounds(eraseWithdrawnFlags)(testServer.db, inDays(6.9));
  expect(await rowOf(flagId)).toBeDefined();
  await inRounds(eraseWithdrawnFlags)(testServer.db, inDays(7.1));
  expect(await rowOf(flagId)).toBeUndefined();
  for (const id of [standing, closed]) expect(await rowOf(id)).toBeDefined();
  const lines = await testServer.db.select().from(auditLog).where(eq(auditLog.helplineId, helpline.id));
  expect(lines).toHaveLength(1);
});
