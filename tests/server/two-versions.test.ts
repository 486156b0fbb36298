import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { messages } from '#drizzle/schema/messages';
import type * as Messages from '#shared/messages';
import { takeDifferences } from '../support/described-setup.ts';
import { newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

type Shapes = typeof Messages;

const ok = { ok: true };
let older: TestServer;
/** The same program on the same database, in which a message may say its `tone`. */
let newer: TestServer;
let helpline: Helpline;
beforeAll(async () => {
  older = await openTestServer();
  vi.resetModules();
  vi.doMock('#shared/messages', async (original) => {
    const before = await original<Shapes>();
    const { entries } = before.messageCommands['message:send'];
    const send = v.strictObject({ ...entries, tone: v.optional(v.picklist(['plain', 'soft']), 'plain') });
    return { ...before, messageCommands: { ...before.messageCommands, 'message:send': send } };
  });
  const again = await import('../support/test-server.ts');
  newer = await again.openTestServer({ databaseUrl: older.databaseUrl });
});
afterAll(async () => {
  await newer.close();
  await older.close();
});
beforeEach(async () => {
  helpline = await openHelpline(older);
  return () => helpline.leaveAll();
});

test('a field that one of two servers knows is neither refused nor doubled by the other, whichever comes first', async () => {
  const { ana } = await helpline.pair();
  const far = await helpline.connect('ana', { url: newer.url });
  const say = (client: typeof ana, fields: object, commandId: string) =>
    client.send('message:send', fields as { messageId: string; body: string }, commandId);
  const sent = [];
  for (const [first, second] of [
    [ana, far],
    [far, ana],
  ] as const)
    for (const tone of [{ tone: 'soft' }, { tone: 'plain' }, {}]) {
      const [commandId, fields] = [newId(), { messageId: newId(), body: 'With you.', ...tone }];
      sent.push(fields.messageId);
      expect(await say(first, fields, commandId)).toEqual(ok);
      expect(await say(second, fields, commandId)).toEqual(ok);
    }
  const kept = await older.db.select().from(messages).where(eq(messages.helplineId, helpline.id));
  expect(kept.map(({ id }) => id).sort()).toEqual(sent.sort());
  // That the other server is the newer one: it knows what a tone may be.
  const loud = { messageId: newId(), body: 'With you.', tone: 'loud' };
  expect(await say(far, loud, newId())).toMatchObject({ code: 'malformed' });
  expect(await say(ana, loud, newId())).toEqual(ok);
});

test('news of a row with a field more reaches the partner on the other server', async () => {
  const { ana } = await helpline.pair();
  const ben = await helpline.connect('ben', { url: newer.url });
  const messageId = newId();
  await ana.send('message:send', { messageId, body: 'With you.' });
  const row = await ben.hears('message:changed', ({ id }) => id === messageId);
  await newer.live.change(helpline.id, ({ announce, version }) => {
    announce('message:changed', { ...row, version, tone: 'soft' } as typeof row);
    return Promise.resolve();
  });
  expect(
    await ana.hears('message:changed', ({ id, version }) => id === messageId && version > row.version),
  ).toMatchObject({
    body: 'With you.',
    tone: 'soft',
  });
  await ben.hears('message:changed', ({ id, version }) => id === messageId && version > row.version);
  const heardByBoth = expect.stringContaining('"additionalProperty":"tone"') as string;
  // A page of the test before that is still connected hears it too.
  const differences = takeDifferences();
  expect(differences.length).toBeGreaterThanOrEqual(2);
  expect(differences).toEqual(differences.map(() => heardByBoth));
});
