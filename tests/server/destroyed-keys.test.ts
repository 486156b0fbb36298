import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { debriefs } from '#drizzle/schema/debriefs';
import { messages } from '#drizzle/schema/messages';
import { retentionRuns } from '#server/retention-runs';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { SealBroken } from '#server/platform/encryption/sealed-value';
import { expectOk, newId } from '../support/helpline.ts';
import { openTestKeys } from '../support/keys.ts';
import { opened, openedRowsOf } from '../support/opened.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const purposesOf = async (subjectId: string) =>
  (await testServer.db.select().from(dataKeys).where(eq(dataKeys.subjectId, subjectId)))
    .map(({ purpose }) => purpose)
    .sort();
async function eraseAfter(time: { hours: number }) {
  testServer.clock.advance(time);
  for (const erase of Object.values(retentionRuns)) await erase(testServer.db, testServer.clock.now());
}

test('the keys of a shift go one by one, each with what it sealed, and a copy of the rows does not open any more', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const { shiftId } = helpline;
  await expectOk(
    ana.send('call:note', { callId: call.id, changes: { note: 'A note' } }),
    ana.send('message:send', { messageId: newId(), body: 'Chat' }),
    ana.send('checkIn:tell', { checkInId: newId(), shiftId, heaviness: 'full', sharedWith: 'nobody' }),
  );
  expect(await purposesOf(shiftId)).toEqual(['calls', 'chat', 'check-ins']);
  const copy = await testServer.db.select().from(messages).where(eq(messages.shiftId, shiftId));
  await eraseAfter({ hours: 15.9 });
  expect(await purposesOf(shiftId)).toEqual(['calls', 'chat', 'check-ins']);
  expect(await openedRowsOf(testServer.db, messages, helpline.id)).toMatchObject([{ body: 'Chat' }]);

  await eraseAfter({ hours: 0.4 });
  expect(await purposesOf(shiftId)).toEqual(['calls', 'check-ins']);
  // A server that has not had the key in memory, as any has a few minutes later.
  const later = openSealedDatabase(testServer.databaseUrl, await openTestKeys(testServer.databaseUrl));
  await expect(opened(later.db, messages, copy)).rejects.toThrow(SealBroken);
  await later.close();
  await eraseAfter({ hours: 24 * 90 });
  expect(await purposesOf(shiftId)).toEqual(['calls']);
});

test('a debrief, a flag that was taken back and a follow-up that is done take their keys with them', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const { mo } = await helpline.connectAll('mo');
  const [debriefId, flagId, followUpId] = [newId(), newId(), newId()];
  await expectOk(
    ana.send('debrief:ask', { debriefId, urgency: 'now', note: 'Mine' }),
    ana.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding', note: 'Mine' }),
  );
  await expectOk(mo.send('debrief:accept', { debriefId }), ana.send('flag:withdraw', { flagId }));
  await expectOk(mo.send('debrief:hold', { debriefId }));
  const followUp = { followUpId, words: 'Ask again', dueOn: null };
  await expectOk(mo.send('debrief:close', { debriefId, followUp }));
  await expectOk(mo.send('followUp:done', { followUpId }));
  for (const [id, purpose] of [
    [debriefId, 'debrief'],
    [flagId, 'flag'],
    [followUpId, 'follow-up'],
  ] as const)
    expect(await purposesOf(id)).toEqual([purpose]);
  await eraseAfter({ hours: 24 * 91 });
  for (const id of [debriefId, flagId, followUpId]) expect(await purposesOf(id)).toEqual([]);
  expect(
    await testServer.db.$count(
      debriefs,
      and(eq(debriefs.helplineId, helpline.id), eq(debriefs.id, debriefId)),
    ),
  ).toBe(0);
});
