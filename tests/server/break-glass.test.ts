import { asc, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { breakGlass } from '#drizzle/schema/break-glass';
import { messages } from '#drizzle/schema/messages';
import { people } from '#drizzle/schema/people';
import { breakGlassOf, reason } from '../support/break-glass.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const { say, ask, read, wordsTo, opened, pass } = breakGlassOf(testServer, helpline);
const ok = { ok: true };
const words = ['She has taken something.', 'Stay on with her.'];

let breakGlassId: string;
beforeEach(() => void (breakGlassId = newId()));

test('two people read what the pair wrote for an hour, and everybody whose words they are is told at once', async () => {
  const { ana, ben, cai, sue, mo } = await opened(breakGlassId);
  for (const client of [ana, ben]) {
    const told = await client.hears('breakGlass:changed');
    expect(told).toMatchObject({
      ...{ id: breakGlassId, state: 'open', reason, askedBy: helpline.ids.mo, answeredBy: helpline.ids.nan },
      affectedPersonIds: expect.arrayContaining([helpline.ids.ana, helpline.ids.ben]) as string[],
      readBy: [],
    });
    expect(Date.parse(told.until!) - Date.parse(told.answeredAt!)).toBe(60 * 60_000);
    expect(client.heard.filter(({ name }) => name === 'breakGlass:changed')).toHaveLength(1);
  }
  expect(await cai.hasHeard('breakGlass:changed')).toBe(false);

  expect(await wordsTo('mo', breakGlassId)).toEqual(words);
  expect(await wordsTo('mo', breakGlassId)).toEqual(words);
  expect(await wordsTo('nan', breakGlassId)).toEqual(words);
  for (const name of ['sue', 'ana', 'ben', 'cai'] as const)
    expect(await wordsTo(name, breakGlassId)).toBe(404);
  expect((await read('mo', breakGlassId)).headers.get('cache-control')).toBe('no-store');
  const isReadByBoth = await ana.hears('breakGlass:changed', ({ readBy }) => readBy.length === 2);
  expect(isReadByBoth.readBy.map(({ by }) => by)).toEqual([helpline.ids.mo, helpline.ids.nan]);
  for (const client of [mo, sue]) expect(await client.hasHeard('message:changed')).toBe(false);
  expect((await helpline.connect('mo')).welcome.messages).toEqual([]);

  await pass(59);
  expect(await wordsTo('mo', breakGlassId)).toEqual(words);
  await pass(1);
  expect(await wordsTo('mo', breakGlassId)).toBe(404);
  const shut = await mo.hears('breakGlass:changed', ({ state }) => state === 'shut');
  expect(shut).toMatchObject({ shutBecause: 'time-up', shutBy: null, shutAt: shut.until });
  const lines = await testServer.db
    .select({ action: auditLog.action, by: auditLog.by, about: auditLog.about })
    .from(auditLog)
    .where(eq(auditLog.helplineId, helpline.id))
    .orderBy(asc(auditLog.number));
  const about = breakGlassId;
  const { mo: first, nan: second } = helpline.ids;
  expect(lines).toEqual([
    { action: 'words-asked', by: first, about },
    { action: 'words-opened', by: second, about },
    { action: 'words-read', by: first, about },
    { action: 'words-read', by: second, about },
    { action: 'words-shut', by: null, about },
  ]);
});

test('it is shut from the moment on, even before a due job has looked', async () => {
  await opened(breakGlassId);
  testServer.clock.advance({ minutes: 60 });
  expect(await wordsTo('nan', breakGlassId)).toBe(404);
});

test('nobody confirms what they asked for, what is their own conversation, or what is not theirs to know of', async () => {
  const { ana } = await helpline.pair();
  const { mo, nan, cai } = await helpline.connectAll('mo', 'nan', 'cai');
  const elsewhere = await openHelpline(testServer);
  const stranger = await elsewhere.connect('mo');
  expect(await ask(mo, breakGlassId)).toEqual(ok);
  const confirm = { breakGlassId };
  expect(await mo.send('breakGlass:confirm', confirm)).toEqual(refused('not-yours', /second manager/));
  expect(await mo.send('breakGlass:decline', confirm)).toEqual(refused('not-yours'));
  for (const client of [ana, cai, stranger])
    expect(await client.send('breakGlass:confirm', confirm)).toEqual(refused('not-found'));
  expect(await ana.hasHeard('breakGlass:changed')).toBe(false);
  expect(await stranger.hasHeard('breakGlass:changed')).toBe(false);
  expect(await ask(stranger, newId())).toEqual(refused('not-found'));
  expect(await ask(cai, newId())).toEqual(refused('not-yours', /manager or a supervisor/));
  expect(await ask(nan, newId())).toEqual(refused('conflict', /asked for this already/));
  expect(await wordsTo('nan', breakGlassId)).toBe(404);
  expect(await nan.send('breakGlass:confirm', confirm)).toEqual(ok);
  expect(await nan.send('breakGlass:confirm', confirm)).toEqual(refused('conflict', /does not wait/));
  const cookie = await elsewhere.cookieOf('mo');
  const path = `${testServer.url}/api/break-glass/${breakGlassId}/messages`;
  expect((await fetch(path, { headers: { cookie } })).status).toBe(404);
  expect((await fetch(path)).status).toBe(401);
  elsewhere.leaveAll();
});

test('a manager who is on the shift can neither ask nor confirm, and is told as a supporter is', async () => {
  await testServer.db
    .update(people)
    .set({ roles: ['supporter', 'manager'] })
    .where(eq(people.id, helpline.ids.ben));
  await helpline.pair();
  const { ben, mo, nan } = await helpline.connectAll('ben', 'mo', 'nan');
  expect(await ask(ben, breakGlassId)).toEqual(refused('not-yours', /not on the shift/));
  expect(await ask(mo, breakGlassId)).toEqual(ok);
  expect(await ben.hasHeard('breakGlass:changed')).toBe(false);
  expect(await ben.send('breakGlass:confirm', { breakGlassId })).toEqual(refused('not-found'));
  await expectOk(nan.send('breakGlass:confirm', { breakGlassId }));
  await ben.hears('breakGlass:changed', ({ state }) => state === 'open');
  expect(await wordsTo('ben', breakGlassId)).toBe(404);
});

test('whoever is put on the shift between the two answers cannot be one of the two', async () => {
  await testServer.db
    .update(people)
    .set({ roles: ['supporter', 'manager'] })
    .where(eq(people.id, helpline.ids.nan));
  const { ana, ben } = await helpline.pair();
  await say(ana, 'Words');
  const { mo, nan, sue } = await helpline.connectAll('mo', 'nan', 'sue');
  await expectOk(ask(nan, breakGlassId), ben.send('presence:leave', { shiftId: helpline.shiftId }));
  await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place: 2, personId: helpline.ids.nan }));
  expect(await sue.send('breakGlass:confirm', { breakGlassId })).toEqual(
    refused('conflict', /One of you two/),
  );
});

test('a reason has 20 to 500 characters', async () => {
  await helpline.pair();
  const mo = await helpline.connect('mo');
  for (const short of ['', ' '.repeat(30), 'w'.repeat(19), 'w'.repeat(501)])
    expect(await ask(mo, newId(), helpline.shiftId, short)).toEqual(refused('malformed'));
  expect(await ask(mo, newId(), helpline.shiftId, 'w'.repeat(20))).toEqual(ok);
});

test('a request is declined, taken back, or lapses after a day, and nothing is opened', async () => {
  await helpline.pair();
  const { mo, nan, sue } = await helpline.connectAll('mo', 'nan', 'sue');
  const [declined, withdrawn, lapsed] = [newId(), newId(), newId()];
  await expectOk(ask(mo, declined));
  await expectOk(sue.send('breakGlass:decline', { breakGlassId: declined }));
  const no = await mo.hears('breakGlass:changed', ({ state }) => state === 'declined');
  expect(no).toMatchObject({ answeredBy: helpline.ids.sue, until: null });
  expect(await wordsTo('mo', declined)).toBe(404);
  expect(await wordsTo('sue', declined)).toBe(404);

  await expectOk(ask(mo, withdrawn));
  expect(await nan.send('breakGlass:end', { breakGlassId: withdrawn })).toEqual(refused('not-yours'));
  await expectOk(mo.send('breakGlass:end', { breakGlassId: withdrawn }));
  expect(await nan.send('breakGlass:confirm', { breakGlassId: withdrawn })).toEqual(refused('conflict'));

  const later = await helpline.addShift(-2, 30, ['ana', 'ben']);
  await expectOk(ask(mo, lapsed, later));
  await pass(24 * 60);
  const { mo: asker, nan: second } = await helpline.connectAll('mo', 'nan');
  expect(asker.welcome.breakGlass).toContainEqual(expect.objectContaining({ id: lapsed, state: 'lapsed' }));
  expect(await second.send('breakGlass:confirm', { breakGlassId: lapsed })).toEqual(refused('conflict'));
  await expectOk(asker.send('breakGlass:seen', { breakGlassId: lapsed }));
  expect((await helpline.connect('ana')).welcome.breakGlass).toEqual([]);
});

test('one of the two ends it early, for both', async () => {
  const { nan, sue, ana } = await opened(breakGlassId);
  expect(await sue.send('breakGlass:end', { breakGlassId })).toEqual(refused('not-yours'));
  expect(await ana.send('breakGlass:end', { breakGlassId })).toEqual(refused('not-yours'));
  await expectOk(nan.send('breakGlass:end', { breakGlassId }));
  for (const name of ['mo', 'nan'] as const) expect(await wordsTo(name, breakGlassId)).toBe(404);
  const shut = await ana.hears('breakGlass:changed', ({ state }) => state === 'shut');
  expect(shut).toMatchObject({ shutBecause: 'ended', shutBy: helpline.ids.nan });
});

test('suspended or without the role, whoever asked is not confirmed, and whoever opened it shuts it for both', async () => {
  const { ana, nan, sue, mo } = await opened(breakGlassId);
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  const shut = await ana.hears('breakGlass:changed', ({ state }) => state === 'shut');
  expect(shut).toMatchObject({ shutBecause: 'access-lost', shutBy: null });
  expect(await wordsTo('nan', breakGlassId)).toBe(404);
  expect(await wordsTo('mo', breakGlassId)).toBe(401);
  mo.leave();

  const second = newId();
  await expectOk(ask(sue, second));
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.sue }));
  await nan.hears('breakGlass:changed', ({ id, state }) => id === second && state === 'lapsed');
  expect(await nan.send('breakGlass:confirm', { breakGlassId: second })).toEqual(refused('conflict'));
});

test('a manager who becomes a supporter loses it at that moment', async () => {
  const { nan, mo, ana } = await opened(breakGlassId);
  const personId = helpline.ids.nan;
  await expectOk(mo.send('person:change', { personId, roles: ['supporter'] }));
  const { proposal } = await nan.hears('person:changed', (one) => one.proposal !== null);
  await expectOk(nan.send('person:agree', { personId, proposedAt: proposal!.at }));
  await ana.hears('breakGlass:changed', ({ shutBecause }) => shutBecause === 'access-lost');
  for (const name of ['mo', 'nan'] as const) expect(await wordsTo(name, breakGlassId)).toBe(404);
  expect((await nan.isWelcomedAgain(1)).breakGlass).toEqual([]);
});

test('what is written after the confirmation is not read, and what has been deleted is not there', async () => {
  const { ana, mo } = await opened(breakGlassId);
  testServer.clock.advance({ seconds: 1 });
  await say(ana, 'Only for Ben.');
  expect(await wordsTo('mo', breakGlassId)).toEqual(words);
  await testServer.db.delete(messages).where(eq(messages.shiftId, helpline.shiftId));
  expect(await wordsTo('mo', breakGlassId)).toEqual([]);
  await expectOk(mo.send('breakGlass:end', { breakGlassId }));

  const over = await helpline.addShift(-20, -13, ['ana', 'ben']);
  expect(await ask(mo, newId(), over)).toEqual(refused('conflict', /has been deleted/));
  const toCome = await helpline.addShift(5, 9, ['ana', 'ben']);
  expect(await ask(mo, newId(), toCome)).toEqual(refused('conflict', /has not begun/));
  expect(await ask(mo, newId(), newId())).toEqual(refused('not-found'));
});

test('every pair of the shift is read, page by page, and its earlier partner is told too', async () => {
  const { ana, ben } = await helpline.pair();
  for (let number = 1; number <= 30; number += 1) await say(ana, `To Ben ${number}`);
  const { mo, nan, cai } = await helpline.connectAll('mo', 'nan', 'cai');
  const { shiftId, ids } = helpline;
  await expectOk(ben.send('presence:leave', { shiftId }));
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: ids.cai }));
  await expectOk(cai.send('presence:join', { shiftId }));
  for (let number = 1; number <= 30; number += 1) await say(cai, `From Cai ${number}`);
  await expectOk(ask(mo, breakGlassId));
  await expectOk(nan.send('breakGlass:confirm', { breakGlassId }));
  for (const client of [ana, ben, cai])
    await client.hears('breakGlass:changed', ({ state }) => state === 'open');

  const first = (await (await read('mo', breakGlassId)).json()) as {
    messages: { id: string }[];
    more: boolean;
  };
  expect([first.messages.length, first.more]).toEqual([50, true]);
  expect(await wordsTo('mo', breakGlassId, `?after=${first.messages.at(-1)!.id}`)).toEqual(
    Array.from({ length: 10 }, (_, index) => `From Cai ${index + 21}`),
  );
  expect(await wordsTo('mo', 'nonsense')).toBe(404);
});

test('the reason and the review are sealed, and no line of the log has them', async () => {
  const { sue, mo } = await opened(breakGlassId);
  await expectOk(mo.send('breakGlass:end', { breakGlassId }));
  await expectOk(
    sue.send('breakGlass:review', { breakGlassId, verdict: 'right', words: 'A life was at stake.' }),
  );
  const [row] = await testServer.db.select().from(breakGlass).where(eq(breakGlass.id, breakGlassId));
  expect(JSON.stringify(row)).not.toMatch(/ambulance|at stake/);
});
