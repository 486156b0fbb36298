import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { feedback } from '#drizzle/schema/feedback';
import { people } from '#drizzle/schema/people';
import { eraseOldFeedback, releaseFeedback } from '#server/feedback/release-queries';
import { publicWords } from '#server/feedback/public-words';
import type { FeedbackAboutService, FeedbackEntry, FeedbackPage } from '#shared/feedback';
import type { SafetyNote } from '#shared/feedback-safety';
import { exampleService } from '../support/evening-directory.ts';
import { outside, switchOn } from '../support/feedback.ts';
import { expectOk, newId, openHelpline, post } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({ trustProxy: 1, mail: mailToNobody });
let there: ReturnType<typeof outside>;
let told: () => Promise<string[]>;
beforeEach(async () => {
  there = outside(testServer, helpline.id);
  await switchOn(testServer, await helpline.cookieOf('mo'), helpline.ids.ana);
  told = watchOutbox(testServer, helpline);
});

type Name = 'mo' | 'nan' | 'ana' | 'ben' | 'sue';
const asks = async (name: Name, path: string) =>
  fetch(`${testServer.url}/api/feedback${path}`, { headers: { cookie: await helpline.cookieOf(name) } });
const reads = async <Answer>(name: Name, path: string) => (await (await asks(name, path)).json()) as Answer;
const sends = async (name: Name, path: string, body: object) =>
  post(testServer.url, `/api/feedback/${path}`, body, { cookie: await helpline.cookieOf(name) });
const message = async (response: Response) => ((await response.json()) as { message: string }).message;
const notesFor = async (name: Name) => (await reads<{ notes: SafetyNote[] }>(name, '/safety')).notes;
const entries = async (name: Name = 'mo') =>
  (await reads<FeedbackPage>(name, '')).batches!.flatMap((batch) => batch.entries);
const until = (time: string) =>
  testServer.clock.advance({ seconds: (Date.parse(time) - testServer.clock.now().getTime()) / 1_000 });
const look = async () => {
  await releaseFeedback(testServer.db, testServer.clock.now());
  await testServer.due.look();
};
/** Eight from as many networks, of which the first is like this, and the week that they wait. */
async function readTogether(first: Record<string, string>): Promise<FeedbackEntry> {
  for (let at = 0; at < 8; at += 1)
    await there.says(at === 0 ? first : { words: `Number ${at}` }, `198.51.${at}.1`);
  testServer.clock.advance({ days: 8 });
  await look();
  return (await entries()).find(({ words }) => words === first.words)!;
}

test('whoever reads it marks it once; the supervisor takes it and says what came of it, and whoever marked it is told', async () => {
  const { id: feedbackId } = await readTogether({ words: 'He said that he would do it.' });
  await told();
  for (const name of ['ben', 'sue'] as const)
    expect((await sends(name, 'safety', { feedbackId })).status).toBe(403);
  expect((await sends('mo', 'safety', { feedbackId: newId() })).status).toBe(404);
  expect(await notesFor('sue')).toEqual([]);
  for (const name of ['ana', 'ana', 'mo'] as const)
    expect((await sends(name, 'safety', { feedbackId })).status).toBe(200);
  expect(await told()).toEqual(['sue safety-note /reviews']);
  const waiting = { state: 'waiting', raisedBy: helpline.ids.ana, assignedTo: null, outcome: null };
  expect(await notesFor('sue')).toMatchObject([
    { id: feedbackId, words: 'He said that he would do it.', quarter: '2026-Q4', safety: waiting },
  ]);
  for (const name of ['ana', 'ben'] as const) expect((await asks(name, '/safety')).status).toBe(403);

  const outcome = 'We rang him the next day, and he is safe.';
  expect(await message(await sends('sue', 'safety/close', { feedbackId, outcome }))).toContain(
    'Take it over',
  );
  expect((await sends('ana', 'safety/take', { feedbackId })).status).toBe(403);
  expect((await sends('mo', 'safety/take', { feedbackId })).status).toBe(200);
  expect((await sends('sue', 'safety/take', { feedbackId })).status).toBe(200);
  expect((await sends('mo', 'safety/close', { feedbackId, outcome })).status).toBe(409);
  expect((await sends('sue', 'safety/close', { feedbackId, outcome: ' ' })).status).toBe(400);
  expect((await sends('sue', 'safety/close', { feedbackId, outcome })).status).toBe(200);
  expect(await told()).toEqual(['ana safety-note /feedback']);
  const marked = (await entries('ana')).find(({ id }) => id === feedbackId)!;
  expect(marked.safety).toMatchObject({ state: 'closed', assignedTo: helpline.ids.sue, outcome });
  expect((await sends('sue', 'safety/take', { feedbackId })).status).toBe(409);
});

test('what is ticked is shown the next morning, by itself and without its day, to managers and supervisors alone', async () => {
  until('2026-11-18T22:00:00Z');
  const sent = await there.says({ words: 'I am afraid for my brother.', safety: '1' });
  expect(sent.html).toContain(publicWords.afterSafety);
  until('2026-11-19T08:59:00Z');
  await look();
  expect(await notesFor('sue')).toEqual([]);
  const [ticked] = await testServer.db.select().from(feedback);
  expect((await sends('sue', 'safety/take', { feedbackId: ticked!.id })).status).toBe(404);
  expect(await told()).toEqual([]);
  until('2026-11-19T09:00:00Z');
  await Promise.all([look(), look()]);
  const all = ['mo safety-note /feedback', 'nan safety-note /feedback', 'sue safety-note /reviews'];
  expect(await told()).toEqual(all);
  for (const name of ['mo', 'sue'] as const)
    expect(await notesFor(name)).toMatchObject([
      { words: 'I am afraid for my brother.', safety: { raisedBy: null } },
    ]);
  const [row] = await testServer.db.select().from(feedback);
  expect(row).toMatchObject({ safety: 'waiting', dueOn: null, batch: null, eraseOn: '2027-11-19' });
  testServer.clock.advance({ days: 100 });
  await look();
  expect(await entries()).toEqual([]);

  const feedbackId = row!.id;
  await sends('sue', 'safety/take', { feedbackId });
  await sends('sue', 'safety/close', { feedbackId, outcome: 'There was nobody to ask.' });
  expect(await told()).toEqual(['mo safety-note /feedback', 'nan safety-note /feedback']);
});

test('nothing that is waited for is erased, and what a suspended supervisor held waits again', async () => {
  const { id: feedbackId } = await readTogether({ words: 'It was hard.' });
  await sends('mo', 'safety', { feedbackId });
  await sends('sue', 'safety/take', { feedbackId });
  const mo = await helpline.connect('mo');
  await told();
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.sue }));
  expect(await notesFor('mo')).toMatchObject([{ safety: { state: 'waiting', assignedTo: null } }]);
  expect(await told()).toContain('nan safety-note /feedback');
  testServer.clock.advance({ days: 366 });
  const erase = () => testServer.db.transaction((tx) => eraseOldFeedback(tx, testServer.clock.now()));
  expect(await erase()).toHaveLength(7);
  await sends('nan', 'safety/take', { feedbackId });
  await sends('nan', 'safety/close', { feedbackId, outcome: 'Looked into.' });
  expect(await erase()).toHaveLength(1);
});

test('whoever keeps one of two roles keeps what they have taken', async () => {
  const { id: feedbackId } = await readTogether({ words: 'It was hard.' });
  const nanId = helpline.ids.nan;
  await testServer.db
    .update(people)
    .set({ roles: ['manager', 'supervisor'] })
    .where(eq(people.id, nanId));
  await sends('mo', 'safety', { feedbackId });
  await sends('nan', 'safety/take', { feedbackId });
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:change', { personId: nanId, roles: ['manager'] }));
  expect(await notesFor('mo')).toMatchObject([{ safety: { state: 'taken', assignedTo: nanId } }]);
});

test('without a supervisor, nobody is left to think that somebody looks at it', async () => {
  const { id: feedbackId } = await readTogether({ words: 'It was hard.' });
  const mo = await helpline.connect('mo');
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.sue }));
  expect(await message(await sends('ana', 'safety', { feedbackId }))).toContain('no supervisor');
});

test('what is about another service stands beside it for the managers, once eight are read together', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const serviceId = newId();
  const text = { ...exampleService, name: 'Lambeth Law Centre' };
  await expectOk(ana.send('service:propose', { serviceId, text, words: 'New', basedOn: 0 }));
  await expectOk(mo.send('service:agree', { serviceId, number: 1 }));
  const about = { words: 'They sent me away.', about: ' lambeth  LAW centre ' };
  const entry = await readTogether(about);
  expect(entry).toMatchObject({ about: 'lambeth  LAW centre', serviceId });
  const [beside] = (await reads<{ entries: FeedbackAboutService[] }>('nan', `/services/${serviceId}`))
    .entries;
  expect(beside).toMatchObject({ words: 'They sent me away.', quarter: '2026-Q4' });
  for (const name of ['ana', 'sue'] as const)
    expect((await asks(name, `/services/${serviceId}`)).status).toBe(404);
  expect(await reads('mo', `/services/${newId()}`)).toEqual({ entries: [] });
  const other = await openHelpline(testServer);
  const cookie = await other.cookieOf('mo');
  const elsewhere = await fetch(`${testServer.url}/api/feedback/services/${serviceId}`, {
    headers: { cookie },
  });
  expect(await elsewhere.json()).toEqual({ entries: [] });
  other.leaveAll();
});

test('a supporter writes in what somebody asked them to, once, without a word of who did', async () => {
  const feedbackId = crypto.randomUUID();
  const [question] = (await reads<FeedbackPage>('mo', '')).questions;
  await sends('ben', 'questions/settle', { questionId: question!.id, outcome: 'agreed' });
  const body = {
    feedbackId,
    words: 'She wants you to know that it helped.',
    about: null,
    answers: { [question!.id]: 1 },
  };
  expect((await sends('mo', 'entries', body)).status).toBe(403);
  expect(await message(await sends('ben', 'entries', { ...body, feedbackId: newId() }))).toContain(
    'our page',
  );
  for (let twice = 0; twice < 2; twice += 1) expect((await sends('ben', 'entries', body)).status).toBe(200);
  const rows = await testServer.db.select().from(feedback);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(helpline.ids.ben);
  for (let more = 0; more < 3; more += 1)
    await sends('ben', 'entries', { ...body, feedbackId: crypto.randomUUID() });
  expect((await sends('ben', 'entries', { ...body, feedbackId: crypto.randomUUID() })).status).toBe(429);
  await readTogether({ words: 'And another.' });
  expect((await entries()).find(({ id }) => id === feedbackId)).toMatchObject({
    onBehalf: true,
    answers: [{ question: question!.words, answer: question!.options[1] }],
  });
  await switchOn(testServer, await helpline.cookieOf('mo'), null, false);
  expect((await sends('ana', 'entries', { ...body, feedbackId: crypto.randomUUID() })).status).toBe(409);
});

test('whatever is refused keeps the name of the service and the tick', async () => {
  const { html } = await there.says({ words: 'Ask for Marina', about: 'The "Centre"', safety: '1' });
  expect(html).toContain('a name (Marina)');
  expect(html).toContain('value="The &quot;Centre&quot;"');
  expect(html).toMatch(/name="safety" value="1"[^>]* checked/);
  expect((await there.says({ words: 'Good', about: 'x'.repeat(500) })).html).toContain(publicWords.tooLong);
  expect(await testServer.db.$count(feedback, eq(feedback.helplineId, helpline.id))).toBe(0);
});
