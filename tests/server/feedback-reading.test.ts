import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { dataKeys } from '#drizzle/schema/encryption';
import { feedback } from '#drizzle/schema/feedback';
import type { FeedbackPage } from '#shared/feedback';
import { refusals } from '#shared/refusals';
import { publicWords } from '#server/feedback/public-words';
import { releaseFeedback } from '#server/feedback/release-queries';
import { retentionRuns } from '#server/retention-runs';
import { outside, question, switchOn } from '../support/feedback.ts';
import { newId, openHelpline, post } from '../support/helpline.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({ trustProxy: 1 });
let there: ReturnType<typeof outside>;
beforeEach(async () => {
  there = outside(testServer, helpline.id);
  await switchOn(testServer, await helpline.cookieOf('mo'), helpline.ids.ana);
});

type Name = 'mo' | 'nan' | 'ana' | 'ben' | 'sue';
const reads = async (name: Name) =>
  fetch(`${testServer.url}/api/feedback`, { headers: { cookie: await helpline.cookieOf(name) } });
const page = async (name: Name) => (await (await reads(name)).json()) as FeedbackPage;
const sends = async (name: Name, path: string, body: object) =>
  post(testServer.url, `/api/feedback/${path}`, body, { cookie: await helpline.cookieOf(name) });
const settle = (name: Name, questionId: string, outcome: string) =>
  sends(name, 'questions/settle', { questionId, outcome });
const message = async (response: Response) => ((await response.json()) as { message: string }).message;
const after = async (days: number) => {
  testServer.clock.advance({ hours: days * 24 });
  await releaseFeedback(testServer.db, testServer.clock.now());
};
const until = (time: string) =>
  testServer.clock.advance({ seconds: (Date.parse(time) - testServer.clock.now().getTime()) / 1_000 });
let networks = 0;
const said = async (count: number) => {
  for (let at = 0; at < count; at += 1)
    expect((await there.says({ words: `It was number ${at}` }, `198.51.${(networks += 1)}.1`)).status).toBe(
      200,
    );
};
const sizes = async () => (await page('mo')).batches!.map(({ entries }) => entries.length);

test('eight wait for a week and are read together, without a time; seven wait on', async () => {
  await said(7);
  await after(8);
  expect(await sizes()).toEqual([]);
  await said(1);
  await after(6);
  expect(await sizes()).toEqual([]);
  await after(2);
  expect(await sizes()).toEqual([8]);
  const [batch] = (await page('ana')).batches!;
  expect(batch).toMatchObject({ number: 1, quarters: ['2026-Q4'] });
  expect(Object.keys(batch!.entries[0]!).sort()).toEqual([
    'about',
    'answers',
    'id',
    'onBehalf',
    'safety',
    'serviceId',
    'words',
  ]);
  const rows = await testServer.db.select().from(feedback).where(eq(feedback.helplineId, helpline.id));
  expect(rows.every(({ dueOn }) => dueOn === null)).toBe(true);
});

test('what is left of a quarter is read a week after its end, all at once', async () => {
  await said(3);
  until('2026-12-31T20:00:00Z');
  await said(1);
  until('2027-01-07T20:00:00Z');
  await after(0);
  expect(await sizes()).toEqual([]);
  await after(1);
  expect(await sizes()).toEqual([4]);
  expect((await page('mo')).batches![0]!.quarters).toEqual(['2026-Q4']);
});

test('two servers that show at once show each only once; a year later it is gone, with its keys', async () => {
  await said(9);
  testServer.clock.advance({ hours: 24 * 8 });
  const now = testServer.clock.now();
  await Promise.all([releaseFeedback(testServer.db, now), releaseFeedback(testServer.db, now)]);
  expect(await sizes()).toEqual([9]);
  testServer.clock.advance({ hours: 24 * 366 });
  await retentionRuns.feedback(testServer.db, testServer.clock.now());
  expect(await sizes()).toEqual([]);
  const keys = await testServer.db.select().from(dataKeys).where(eq(dataKeys.helplineId, helpline.id));
  expect(keys.filter(({ purpose }) => purpose === 'feedback')).toEqual([]);
});

test('words are for the managers and the one supporter who was named; others know the questions only', async () => {
  await said(8);
  await after(8);
  for (const name of ['mo', 'nan', 'ana'] as const) expect((await page(name)).batches).toHaveLength(1);
  expect((await page('ben')).batches).toBeNull();
  expect((await reads('sue')).status).toBe(403);
  const reply = () => ({ replyId: newId(), said: 'It took long.', did: 'Two answer now.' });
  expect((await sends('ben', 'replies', reply())).status).toBe(403);
  expect((await sends('ana', 'replies', reply())).status).toBe(200);
  for (const name of ['ana', 'ben', 'sue'] as const)
    expect((await sends(name, 'settings', { isOn: false, readerId: null })).status).toBe(403);
  const notOurs = await sends('mo', 'settings', { isOn: true, readerId: helpline.ids.sue });
  expect(await message(notOurs)).toContain('not one of the supporters');
  await sends('mo', 'settings', { isOn: true, readerId: helpline.ids.ben });
  expect((await page('ana')).batches).toBeNull();
});

test('a question is asked once two agree, of whom one is a supporter', async () => {
  const { questions } = await page('mo');
  expect(questions.map(({ state }) => state)).toEqual(['proposed', 'proposed', 'proposed']);
  const id = questions[0]!.id;
  expect(await message(await settle('mo', id, 'agreed'))).toContain('You proposed it');
  expect(await message(await settle('nan', id, 'agreed'))).toContain('a supporter has to agree');
  expect((await settle('sue', id, 'agreed')).status).toBe(403);
  expect((await there.open()).html).not.toContain(questions[0]!.words);
  for (const { id } of questions) expect((await settle('ben', id, 'agreed')).status).toBe(200);
  expect((await settle('ana', id, 'agreed')).status).toBe(200);
  expect((await there.open()).html).toContain(questions[0]!.words);

  const fourth = question();
  expect((await sends('ana', 'questions', fourth)).status).toBe(200);
  expect((await sends('ana', 'questions', fourth)).status).toBe(200);
  expect(await message(await settle('mo', fourth.questionId, 'agreed'))).toContain('3 questions at most');
  expect((await settle('ben', id, 'retired')).status).toBe(200);
  expect((await settle('mo', fourth.questionId, 'agreed')).status).toBe(200);
  expect((await there.open()).html).toContain('Were you hurried?');
  for (const wrong of [
    question('One?', ['Only']),
    question('', ['Yes', 'No']),
    question('Twice?', ['a', 'a']),
  ])
    expect((await sends('ana', 'questions', wrong)).status).toBe(400);
  expect((await settle('ana', newId(), 'agreed')).status).toBe(404);
});

test('chosen words come with their question, also once it is asked no longer', async () => {
  const [first] = (await page('mo')).questions;
  await settle('ben', first!.id, 'agreed');
  for (let at = 0; at < 8; at += 1)
    await there.says({ [`q-${first!.id}`]: '1', [`q-${newId()}`]: '0' }, `198.51.${at}.9`);
  await settle('ben', first!.id, 'retired');
  await after(8);
  const { batches } = await page('ana');
  expect(batches![0]!.entries[0]!.answers).toEqual([{ question: first!.words, answer: first!.options[1]! }]);
});

test('whoever chose a word only where it is asked no longer is told that nothing was sent', async () => {
  const [first] = (await page('mo')).questions;
  await settle('ben', first!.id, 'agreed');
  const stamp = there.stampIn((await there.open()).html);
  await settle('ben', first!.id, 'retired');
  testServer.clock.advance({ seconds: 30 });
  const sent = await there.sendAs({ stamp, [`q-${first!.id}`]: '1' });
  expect(sent.status).toBe(400);
  expect(sent.html).toContain(publicWords.nothing);
  expect(await testServer.db.$count(feedback, eq(feedback.helplineId, helpline.id))).toBe(0);
});

test('an answer stands on the public page, escaped, until it is taken off', async () => {
  const reply = { replyId: newId(), said: 'It took <long>.', did: 'Two answer now.' };
  for (const name of ['ana', 'ana'] as const) expect((await sends(name, 'replies', reply)).status).toBe(200);
  const { html } = await there.open();
  expect(html).toContain('You said, we did');
  expect(html).toContain('It took &lt;long&gt;.');
  expect((await sends('ben', 'replies/remove', { replyId: reply.replyId })).status).toBe(403);
  expect((await sends('mo', 'replies/remove', { replyId: reply.replyId })).status).toBe(200);
  expect((await sends('mo', 'replies/remove', { replyId: reply.replyId })).status).toBe(404);
  expect((await there.open()).html).not.toContain('Two answer now.');
  const noted = await testServer.db
    .select({ by: auditLog.by })
    .from(auditLog)
    .where(and(eq(auditLog.action, 'reply-removed'), eq(auditLog.about, reply.replyId)));
  expect(noted).toEqual([{ by: helpline.ids.mo }]);
});

test('what a newer page says too is left out, and what cannot be read is refused in words of ours', async () => {
  const reply = { replyId: newId(), said: 'It took long.', did: 'Two answer now.' };
  expect((await sends('ana', 'replies', { ...reply, mood: 'warm' })).status).toBe(200);
  for (const [wrong, words] of [
    [{ ...reply, said: 7 }, refusals.malformed],
    [{ ...reply, said: '  ' }, 'Nothing is written here.'],
  ] as const) {
    const answer = await sends('ana', 'replies', wrong);
    expect([answer.status, await message(answer)]).toEqual([400, words]);
  }
  const oneWord = await sends('ana', 'questions', question('One?', ['Only']));
  expect(await message(oneWord)).toBe('Give at least two words to choose from.');
});

test('nothing of it is seen from another helpline', async () => {
  const other = await openHelpline(testServer);
  const cookie = await other.cookieOf('mo');
  const theirs = (await (
    await fetch(`${testServer.url}/api/feedback`, { headers: { cookie } })
  ).json()) as FeedbackPage;
  expect(theirs).toMatchObject({ isOn: false, questions: [], replies: [], batches: [] });
  const [first] = (await page('mo')).questions;
  const body = { questionId: first!.id, outcome: 'declined' };
  expect((await post(testServer.url, '/api/feedback/questions/settle', body, { cookie })).status).toBe(404);
  other.leaveAll();
});
