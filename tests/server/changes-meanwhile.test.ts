import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assumptions } from '#drizzle/schema/costs';
import { feedback, feedbackQuestions, feedbackSettings } from '#drizzle/schema/feedback';
import { people } from '#drizzle/schema/people';
import { insertFeedback } from '#server/feedback/queries';
import { question } from '../support/feedback.ts';
import { withHelplineLocked } from '../support/helpline-lock.ts';
import { newId, post } from '../support/helpline.ts';
import { enoughForLocks } from '../support/database.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ connections: enoughForLocks });
type Change = Partial<typeof people.$inferInsert>;

/** What this person asks for while something else of the helpline is under way, with which they are changed. */
async function meanwhile(name: 'mo' | 'sue' | 'ana', path: string, body: object, change: Change) {
  const cookie = await helpline.cookieOf(name);
  const { sent } = await withHelplineLocked(testServer, helpline.id, async (waiting, tx) => {
    const sent = post(testServer.url, path, body, { cookie });
    await waiting();
    await tx.update(people).set(change).where(eq(people.id, helpline.ids[name]));
    return { sent };
  });
  return (await sent).status;
}

/** Something that somebody told, which may be about safety and waits for somebody to take it. */
async function waitingNote(): Promise<string> {
  const id = crypto.randomUUID();
  const row = { id, helplineId: helpline.id, quarter: '2026-Q4', answers: {}, words: 'Words' };
  await testServer.db.transaction((tx) => insertFeedback(tx, { ...row, safety: 'waiting' }));
  return id;
}

test('whoever is no supervisor any more when their turn comes takes nothing that may be about safety', async () => {
  const feedbackId = await waitingNote();
  const take = '/api/feedback/safety/take';
  expect(await meanwhile('sue', take, { feedbackId }, { roles: ['supporter'] })).toBe(403);
  const [row] = await testServer.db.select().from(feedback).where(eq(feedback.id, feedbackId));
  expect(row).toMatchObject({ safety: 'waiting', safetyHeldBy: null });
  const cookie = await helpline.cookieOf('mo');
  expect((await post(testServer.url, take, { feedbackId }, { cookie })).status).toBe(200);
});

test('nor does whoever is suspended propose a question', async () => {
  const suspendedAt = testServer.clock.now();
  expect(await meanwhile('ana', '/api/feedback/questions', question(), { suspendedAt })).toBe(401);
  const isOurs = eq(feedbackQuestions.helplineId, helpline.id);
  expect(await testServer.db.$count(feedbackQuestions, isOurs)).toBe(0);
});

test.each([
  ['/api/feedback/settings', { isOn: true, readerId: null }],
  ['/api/costs/assumptions', { key: 'pay', value: null, source: 'Payroll', on: '2026-10-01', basedOn: null }],
  ['/api/costs', { period: '2026-Q3' }],
  ['/api/reports', { period: '2026-Q3' }],
  ['/api/directory/export', {}],
])('%s is refused to somebody who is no manager any more when their turn comes', async (path, body) => {
  const id =
    path === '/api/costs' ? { costId: newId() } : path.endsWith('assumptions') && { assumptionId: newId() };
  expect(await meanwhile('mo', path, { ...body, ...id }, { roles: ['supporter'] })).toBe(403);
  for (const table of [feedbackSettings, assumptions])
    expect(await testServer.db.$count(table, eq(table.helplineId, helpline.id))).toBe(0);
});
