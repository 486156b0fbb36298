import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { checkIns } from '#drizzle/schema/check-ins';
import { messages } from '#drizzle/schema/messages';
import { everyRow, tablesWith } from '../support/backup.ts';
import { addedBrowser } from '../support/evening.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { useLoggedHelpline } from '../support/use-helpline.ts';

/** With a space or a full stop, which no sealed word has. */
const canary = /heron[ .]stood/;
const { testServer, helpline, lines } = useLoggedHelpline();

/** The files of this database, and the write-ahead log, as they are on the disk after a checkpoint. */
async function filesWith(words: RegExp): Promise<string[]> {
  await testServer.db.execute(sql`checkpoint`);
  const [found] = await testServer.db.execute<{ folder: string; oid: string }>(
    sql`select current_setting('data_directory') as folder, oid::text from pg_database where datname = current_database()`,
  );
  const folders = ['pg_wal', join('base', found!.oid)].map((name) => join(found!.folder, name));
  const files = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
  );
  const isFile = async (path: string) => (await stat(path).catch(() => null))?.isFile() ?? false;
  const hits: string[] = [];
  for (const path of files.flat())
    if ((await isFile(path)) && words.test((await readFile(path)).toString('latin1'))) hits.push(path);
  return hits;
}

test('the search through the files of the database finds unsealed text', async () => {
  await testServer.db.execute(
    sql`update helplines set name = 'A crane stood here' where id = ${helpline.id}`,
  );
  expect((await filesWith(/crane stood/)).length).toBeGreaterThan(1);
});

test('no table, no file of the database and no line of the log has a word of what people wrote', async () => {
  const [{ ana, ben, call }, { mo, sue }] = await Promise.all([
    helpline.pairOnCall(),
    helpline.connectAll('mo', 'sue'),
  ]);
  const word = (name: string) => `A heron stood by the ${name}`;
  const [flagId, debriefId, messageId] = [newId(), newId(), newId()];
  const task = (name: string) => ({ followUpId: newId(), words: word(name) });
  const record = {
    note: word('note'),
    whatKeepsSafe: word('safety'),
    emergencyCalledBy: word('phone'),
    emergencyConsulted: word('manager'),
  };
  await expectOk(
    ana.send('call:note', { callId: call.id, changes: record }),
    ana.send('message:send', { messageId, body: word('chat'), covered: true, warning: word('warning') }),
  );
  await expectOk(
    ana.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding', note: word('flag') }),
  );
  await expectOk(sue.send('flag:take', { flagId }));
  await expectOk(sue.send('flag:ask', { flagId, question: word('question') }));
  await expectOk(ana.send('flag:answer', { flagId, answer: word('answer') }));
  const learned = { learning: word('learning'), theme: word('theme') };
  const tasks = { followUp: task('review'), manualChange: task('manual') };
  await expectOk(sue.send('flag:close', { flagId, ...learned, ...tasks }));
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now', note: word('debrief') }));
  await expectOk(mo.send('debrief:accept', { debriefId }));
  await expectOk(mo.send('debrief:offer', { debriefId, for: '2026-11-19T20:00:00.000Z' }));
  await expectOk(ana.send('debrief:askOtherTime', { debriefId, words: word('time') }));
  await expectOk(mo.send('debrief:sendMessage', { debriefId, lineId: newId(), body: word('thread') }));
  await expectOk(mo.send('debrief:hold', { debriefId }));
  const closing = { whatHelped: word('closing'), followUp: { ...task('agreement'), dueOn: null } };
  await expectOk(mo.send('debrief:close', { debriefId, ...closing }));
  await expectOk(ana.send('call:end', { callId: call.id }));
  await expectOk(mo.send('grant:open', { grantId: newId(), callId: call.id, reason: word('reason') }));
  await expectOk(
    ana.send('notification:addDevice', {
      ...addedBrowser(),
      label: word('browser'),
      endpoint: 'http://127.0.0.1:9/heron.stood',
    }),
  );
  expect(await ben.hears('message:changed')).toMatchObject({ body: word('chat'), warning: word('warning') });
  expect(tablesWith(canary, await everyRow(testServer.databaseUrl))).toEqual([]);
  expect(lines.filter((line) => canary.test(line))).toEqual([]);
  expect(await filesWith(canary)).toEqual([]);

  const { welcome } = await helpline.connect('ana');
  expect(welcome.calls[0]!.record).toMatchObject(record);
  expect(welcome.debriefs[0]).toMatchObject({
    note: word('debrief'),
    closing: { whatHelped: word('closing') },
  });
  expect(welcome.flags[0]).toMatchObject({ note: word('flag'), learning: word('learning') });
  expect(welcome.flags[0]!.steps.map(({ words }) => words)).toContain(word('answer'));
  expect(welcome.debriefMessages[0]).toMatchObject({ body: word('thread') });
  expect(welcome.notificationPreferences[0]!.devices[0]).toMatchObject({ label: word('browser') });
});

test('what was said about safety and how heavy it was stands nowhere, and does not show by its length', async () => {
  const { ana, call } = await helpline.pairOnCall();
  const { shiftId } = helpline;
  const safety = { thoughtsOfSuicide: 'yes', aPlan: 'not-asked' } as const;
  await expectOk(ana.send('call:note', { callId: call.id, changes: safety }));
  await expectOk(
    ana.send('checkIn:tell', { checkInId: newId(), shiftId, heaviness: 'heavy', sharedWith: 'nobody' }),
  );
  const [first] = await testServer.db.select().from(checkIns).where(eq(checkIns.shiftId, shiftId));
  expect(first!.heaviness).not.toContain('heavy');
  await expectOk(
    ana.send('checkIn:tell', { checkInId: newId(), shiftId, heaviness: 'light', sharedWith: 'nobody' }),
  );
  const [second] = await testServer.db.select().from(checkIns).where(eq(checkIns.shiftId, shiftId));
  expect(second!.heaviness).toHaveLength(first!.heaviness!.length);
  const [row] = await testServer.db.execute<{ a: string; b: string }>(
    sql`select thoughts_of_suicide as a, a_plan as b from calls where id = ${call.id}`,
  );
  expect(row!.a).toMatch(/^s1\./);
  expect(row!.a).toHaveLength(row!.b.length);
  const { welcome } = await helpline.connect('ana');
  expect(welcome.checkIns).toMatchObject([{ heaviness: 'light' }]);
  expect(welcome.calls[0]!.record).toMatchObject(safety);
});

test('two values that were exchanged do not open: one line in the log, failed for who asks, the rest goes on', async () => {
  const { ana, ben } = await helpline.pair();
  const [one, other, third] = [newId(), newId(), newId()];
  for (const [messageId, body] of [
    [one, 'First'],
    [other, 'Second'],
    [third, 'Third'],
  ] as const)
    await expectOk(ana.send('message:send', { messageId, body }));
  await testServer.db.execute(sql`
    update messages set body = (select body from messages other where other.id <> messages.id and other.id in (${one}, ${other}))
    where id in (${one}, ${other})`);

  expect(await ben.send('message:answer', { messageId: one, answer: 'now' })).toEqual(refused('failed'));
  const entries = lines.map((line) => JSON.parse(line) as Record<string, string>);
  expect(entries.filter(({ level }) => level === 'error')).toMatchObject([
    { event: 'a command failed', command: 'message:answer', error: 'SealBroken' },
  ]);
  const back = await helpline.connect('ben');
  expect(back.welcome.messages.map(({ id }) => id)).toEqual([third]);
  await helpline.connect('ben');
  const reported = lines.filter((line) => line.includes('a sealed row could not be decrypted'));
  expect(reported).toHaveLength(2);
  await expectOk(ben.send('message:send', { messageId: newId(), body: 'Here' }));
});

test('a value that nobody sealed is not taken for words', async () => {
  const { ana, ben } = await helpline.pair();
  const messageId = newId();
  await expectOk(ana.send('message:send', { messageId, body: 'Mine' }));
  await testServer.db.update(messages).set({ body: 'Not hers' }).where(eq(messages.id, messageId));
  expect(await ben.send('message:open', { messageId })).toEqual(refused('failed'));
  expect((await helpline.connect('ben')).welcome.messages).toEqual([]);
});
