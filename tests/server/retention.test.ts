import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, like, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { calls } from '#drizzle/schema/calls';
import { dataKeys } from '#drizzle/schema/encryption';
import { flags } from '#drizzle/schema/flags';
import { followUps } from '#drizzle/schema/follow-ups';
import { grants } from '#drizzle/schema/grants';
import { messages } from '#drizzle/schema/messages';
import { sessions } from '#drizzle/schema/sessions';
import { signals } from '#drizzle/schema/signals';
import { verifyAuditLog } from '#server/platform/audit-log/verify';
import { projectRoot } from '#server/platform/root';
import { retentionRows } from '#server/retention-classes';
import { retentionRuns } from '#server/retention-runs';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { insertSealed } from '../support/opened.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();

async function eraseAfter(time: { days: number }) {
  testServer.clock.advance({ hours: time.days * 24 });
  await eraseNow();
}
async function eraseNow() {
  for (const erase of Object.values(retentionRuns)) await erase(testServer.db, testServer.clock.now());
}
const rowsOf = (table: PgTable & { helplineId: PgColumn }) =>
  testServer.db.$count(table, eq(table.helplineId, helpline.id));
const counts = async () => ({
  calls: await rowsOf(calls),
  flags: await rowsOf(flags),
  grants: await rowsOf(grants),
  messages: await rowsOf(messages),
  signals: await rowsOf(signals),
});
const keyPurposes = async () =>
  (
    await testServer.db
      .selectDistinct({ purpose: dataKeys.purpose })
      .from(dataKeys)
      .where(eq(dataKeys.helplineId, helpline.id))
  )
    .map(({ purpose }) => purpose)
    .sort();

/** A call about which there is one of everything that can be about a call, all of it finished. */
async function nightWithEverything() {
  const { ana, call } = await helpline.pairOnCall();
  const { mo } = await helpline.connectAll('mo');
  const flagId = newId();
  await expectOk(
    ana.send('call:note', { callId: call.id, changes: { note: 'A note' } }),
    ana.send('message:send', { messageId: newId(), body: 'About this call', callId: call.id }),
    ana.send('signal:raise', { signalId: newId(), kind: 'support-now', callId: call.id }),
    ana.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding', note: 'Mine' }),
  );
  await expectOk(ana.send('call:end', { callId: call.id }));
  await expectOk(
    mo.send('grant:open', { grantId: newId(), callId: call.id, reason: 'A complaint was made' }),
  );
  const row = { helplineId: helpline.id, version: 1, openedBy: helpline.ids.mo };
  return { ana, mo, call, flagId, row };
}
const closeFlag = (flagId: string) =>
  testServer.db
    .update(flags)
    .set({ state: 'closed', closedAt: testServer.clock.now() })
    .where(eq(flags.id, flagId));

test('call records stay for ever until somebody has chosen, and when they have chosen for ever', async () => {
  const { mo, flagId } = await nightWithEverything();
  await closeFlag(flagId);
  await eraseAfter({ days: 400 });
  expect(await counts()).toMatchObject({ calls: 1, flags: 1, messages: 0, signals: 0 });
  mo.leave();
  const again = await helpline.connect('mo');
  expect(again.welcome.helplines).toMatchObject([{ callRecordDays: null }]);
  await expectOk(again.send('helpline:change', { callRecordDays: 0 }));
  await eraseNow();
  expect(await counts()).toMatchObject({ calls: 1, flags: 1 });
});

test('each class goes at its time, with the keys that nothing needs any more', async () => {
  const { mo, flagId } = await nightWithEverything();
  await closeFlag(flagId);
  await expectOk(mo.send('helpline:change', { callRecordDays: 200 }));
  expect(await counts()).toEqual({ calls: 1, flags: 1, grants: 1, messages: 1, signals: 1 });
  await eraseAfter({ days: 1 });
  expect(await counts()).toEqual({ calls: 1, flags: 1, grants: 1, messages: 0, signals: 1 });
  expect(await testServer.db.$count(sessions)).toBe(0);
  expect(await keyPurposes()).toEqual(['calls', 'flag', 'grant']);
  await eraseAfter({ days: 88 });
  expect(await counts()).toEqual({ calls: 1, flags: 1, grants: 1, messages: 0, signals: 1 });
  await eraseAfter({ days: 2 });
  expect(await counts()).toEqual({ calls: 1, flags: 1, grants: 1, messages: 0, signals: 0 });
  await eraseAfter({ days: 108 });
  expect(await counts()).toMatchObject({ calls: 1, flags: 1, grants: 1 });
  await eraseAfter({ days: 2 });
  expect(await counts()).toEqual({ calls: 0, flags: 0, grants: 0, messages: 0, signals: 0 });
  expect(await keyPurposes()).toEqual([]);
  const lines = await testServer.db
    .select({ action: auditLog.action, counted: auditLog.counted, by: auditLog.by })
    .from(auditLog)
    .where(and(eq(auditLog.helplineId, helpline.id), like(auditLog.action, 'erased-%')))
    .orderBy(auditLog.number);
  const erased = (action: string, counted: number) => ({ action, counted, by: null });
  expect(lines).toEqual([
    erased('erased-chat', 1),
    erased('erased-presences', 2),
    erased('erased-signals', 1),
    erased('erased-callRecords', 1),
  ]);
  expect(await verifyAuditLog(testServer.db, helpline.id)).toMatchObject({ wrong: null });
});

test('a record stays while a flag or a follow-up about it is open', async () => {
  const { mo, call, flagId } = await nightWithEverything();
  await expectOk(mo.send('helpline:change', { callRecordDays: 30 }));
  const followUpId = newId();
  const { mo: by } = helpline.ids;
  const followUp = { id: followUpId, helplineId: helpline.id, version: 1, source: 'review' as const };
  await insertSealed(testServer.db, followUps, [
    {
      ...followUp,
      words: 'Ask',
      dueOn: null,
      raisedBy: by,
      forId: by,
      callId: call.id,
      raisedAt: testServer.clock.now(),
    },
  ]);
  await eraseAfter({ days: 31 });
  expect(await rowsOf(calls)).toBe(1);
  await closeFlag(flagId);
  await eraseNow();
  expect(await rowsOf(calls)).toBe(1);
  await testServer.db
    .update(followUps)
    .set({ doneAt: testServer.clock.now() })
    .where(eq(followUps.id, followUpId));
  await Promise.all([eraseNow(), eraseNow()]);
  expect([await rowsOf(calls), await rowsOf(followUps)]).toEqual([0, 0]);
});

test('a grant is kept for a year after it ended', async () => {
  await nightWithEverything();
  await testServer.db
    .update(grants)
    .set({ endedAt: testServer.clock.now() })
    .where(sql`true`);
  await eraseAfter({ days: 364 });
  expect(await rowsOf(grants)).toBe(1);
  await eraseAfter({ days: 2 });
  expect(await rowsOf(grants)).toBe(0);
});

test('how long records are kept is chosen by a manager, and within limits', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  expect(await ana.send('helpline:change', { callRecordDays: 365 })).toEqual(refused('not-yours'));
  for (const callRecordDays of [-1, 1, 29, 36_501, 30.5])
    expect(await mo.send('helpline:change', { callRecordDays })).toEqual(refused('malformed'));
});

test('the documents name every class as it is erased', async () => {
  const document = await readFile(join(projectRoot, 'docs', 'security.md'), 'utf8');
  const plain = document.replace(/ +\|/g, ' |');
  for (const row of retentionRows()) expect(plain).toContain(row);
});
