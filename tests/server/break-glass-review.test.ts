import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { breakGlass } from '#drizzle/schema/break-glass';
import { dataKeys } from '#drizzle/schema/encryption';
import { notifications } from '#drizzle/schema/notifications';
import { places } from '#drizzle/schema/shifts';
import type { AuditPage } from '#shared/audit';
import { retentionRuns } from '#server/retention-runs';
import { breakGlassOf } from '../support/break-glass.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import type { Client } from '../support/client.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({
  mail: { url: 'smtp://127.0.0.1:9', from: 'a@example.org' },
});
const { ask, opened, pass } = breakGlassOf(testServer, helpline);

let breakGlassId: string;
beforeEach(() => void (breakGlassId = newId()));

const review = (client: Client, words = 'A life was at stake.') =>
  client.send('breakGlass:review', { breakGlassId, verdict: 'right', words });

/** Who is notified of this kind and has not been before, by name. */
async function notified(kind: 'break-glass' | 'words-opened') {
  const rows = await testServer.db.select().from(notifications).where(eq(notifications.kind, kind));
  await testServer.db.delete(notifications);
  const nameOf = new Map(Object.entries(helpline.ids).map(([name, id]) => [id, name]));
  for (const { path } of rows) expect(path).toBe(`/break-glass/${breakGlassId}`);
  return rows.map(({ personId }) => nameOf.get(personId)).sort();
}

test('a third person looks at it after it was shut, and those whose words were read learn what they say', async () => {
  const { ana, ben, mo, nan, sue } = await opened(breakGlassId);
  await expectOk(ana.send('breakGlass:seen', { breakGlassId }));
  await ana.hears('breakGlass:changed', ({ seenBy }) => seenBy.includes(helpline.ids.ana));
  expect(await review(sue)).toEqual(refused('conflict', /still open/));
  await expectOk(mo.send('breakGlass:end', { breakGlassId }));
  for (const client of [mo, nan, ana]) expect(await review(client)).toEqual(refused('not-yours'));
  expect(await review(sue, '')).toEqual(refused('malformed'));
  await expectOk(review(sue));
  for (const client of [ana, ben, mo]) {
    const { review: outcome, seenBy } = await client.hears(
      'breakGlass:changed',
      (one) => one.review !== null,
    );
    expect(outcome).toMatchObject({ by: helpline.ids.sue, verdict: 'right', words: 'A life was at stake.' });
    expect(seenBy).toEqual([]);
  }
  expect(await review(sue)).toEqual(refused('conflict', /already/));
});

test('each is notified of what is theirs, and a review that is overdue is told once', async () => {
  const { mo } = await opened(breakGlassId);
  expect(await notified('words-opened')).toEqual(['ana', 'ben']);
  await expectOk(mo.send('breakGlass:end', { breakGlassId }));
  expect(await notified('break-glass')).toEqual(['sue']);
  await pass(72 * 60 - 1);
  expect(await notified('break-glass')).toEqual([]);
  await pass(1);
  await pass(1);
  expect(await notified('break-glass')).toEqual(['mo', 'nan', 'sue']);
});

test('those who could confirm are notified, and no more once it is answered', async () => {
  const { mo, sue } = await helpline.connectAll('mo', 'sue');
  await expectOk(ask(mo, breakGlassId));
  const waiting = () => testServer.db.select().from(notifications).where(eq(notifications.state, 'waiting'));
  expect((await waiting()).map(({ personId }) => personId).sort()).toEqual(
    [helpline.ids.nan, helpline.ids.sue].sort(),
  );
  await expectOk(sue.send('breakGlass:decline', { breakGlassId }));
  expect((await waiting()).map(({ personId }) => personId)).toEqual([helpline.ids.mo]);
});

test('where no third manager or supervisor is left, a supporter whose words were read looks at it', async () => {
  const { ana, cai, mo, nan, sue } = await opened(breakGlassId);
  await expectOk(nan.send('breakGlass:end', { breakGlassId }));
  expect(await review(ana)).toEqual(refused('not-yours'));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.sue }));
  await ana.hears('breakGlass:changed', ({ reviewedBySupporters }) => reviewedBySupporters);
  expect(await review(cai)).toEqual(refused('not-found'));
  expect(await review(mo)).toEqual(refused('not-yours'));
  await expectOk(mo.send('person:restore', { personId: helpline.ids.sue }));
  expect(await review(ana)).toEqual(refused('conflict', /can look at this now/));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.sue }));
  await expectOk(review(ana, 'I would have said it myself.'));
  sue.leave();
});

test('it is deleted a year after it was shut, with the key of its words', async () => {
  const { mo } = await opened(breakGlassId);
  await expectOk(mo.send('breakGlass:end', { breakGlassId }));
  const left = async () => [
    await testServer.db.$count(breakGlass, eq(breakGlass.id, breakGlassId)),
    await testServer.db.$count(dataKeys, eq(dataKeys.subjectId, breakGlassId)),
  ];
  const after = (days: number) =>
    retentionRuns.breakGlass(testServer.db, new Date(testServer.clock.now().getTime() + days * 86_400_000));
  await after(364);
  expect(await left()).toEqual([1, 1]);
  await after(365);
  expect(await left()).toEqual([0, 0]);
});

test('each step is in the history of those it concerns, and of nobody else', async () => {
  const { mo } = await opened(breakGlassId);
  await expectOk(mo.send('breakGlass:end', { breakGlassId }));
  const historyOf = async (name: 'ana' | 'cai' | 'sue' | 'mo', list = 'audit/mine') => {
    const cookie = await helpline.cookieOf(name);
    const answer = await fetch(`${testServer.url}/api/${list}`, { headers: { cookie } });
    const { lines } = (await answer.json()) as AuditPage;
    return lines.map(({ action }) => action).filter((action) => action.startsWith('words-'));
  };
  expect(await historyOf('ana')).toEqual(['words-shut', 'words-opened', 'words-asked']);
  expect(await historyOf('mo')).toEqual(['words-shut', 'words-asked']);
  expect(await historyOf('mo', 'audit')).toEqual(['words-shut', 'words-opened', 'words-asked']);
  for (const name of ['cai', 'sue'] as const) expect(await historyOf(name)).toEqual([]);
});

test('a manager whose own words they would be reads nothing of a request until it is confirmed', async () => {
  await testServer.db
    .update(places)
    .set({ personId: helpline.ids.mo })
    .where(eq(places.personId, helpline.ids.ben));
  const { nan, sue } = await helpline.connectAll('nan', 'sue');
  const readBy = async (name: 'mo' | 'nan') => {
    const cookie = await helpline.cookieOf(name);
    const answer = await fetch(`${testServer.url}/api/audit`, { headers: { cookie } });
    return ((await answer.json()) as AuditPage).lines
      .map(({ action }) => action)
      .filter((action) => action.startsWith('words-'));
  };
  await expectOk(ask(nan, breakGlassId));
  expect([await readBy('mo'), await readBy('nan')]).toEqual([[], ['words-asked']]);
  await expectOk(sue.send('breakGlass:confirm', { breakGlassId }));
  expect(await readBy('mo')).toEqual(['words-opened', 'words-asked']);
});
