import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { shifts } from '#drizzle/schema/shifts';
import { handoversOf } from '../support/handovers.ts';
import { expectOk, newId, refused } from '../support/helpline.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { openTestServer } from '../support/test-server.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({ mail: mailToNobody });
const night = () => handoversOf(testServer, helpline);
let outbox: ReturnType<typeof watchOutbox>;
/** Everybody wants to be told of handovers by e-mail. */
beforeEach(async () => {
  for (const name of ['ana', 'ben', 'cai'] as const)
    await expectOk((await helpline.connect(name)).send('notification:change', { emailKinds: ['handover'] }));
  outbox = watchOutbox(testServer, helpline);
});
/** Who was told since the last look, such as `ana /tonight`. */
const told = async () => (await outbox()).map((row) => row.replace(/ handover (\/\w+)#.*/, ' $1'));

test('half an hour after the end its two are reminded of a handover that is not finished, once, and nobody else', async () => {
  const { pass } = night();
  await helpline.addShift(22, 28, ['cai']);
  await helpline.pair();
  await pass({ hours: 4, minutes: 29 });
  expect(await told()).toEqual([]);
  await pass({ minutes: 2 });
  expect(await told()).toEqual(['ana /tonight', 'ben /tonight']);
  await pass({ minutes: 30 });
  await pass({ hours: 22 });
  expect(await told()).toEqual([]);
});

test('lines that never went out are told of to whoever wrote them, once the other has finished it', async () => {
  const { pass, line, handOver, shownTo } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana, ben } = await helpline.pair();
  for (const words of ['The side door sticks.', 'Ring the caretaker.']) await expectOk(line(ben, { words }));
  await handOver(ana, { words: 'A quiet night' });
  await pass({ hours: 4, minutes: 29 });
  expect(await told()).toEqual([]);
  await pass({ minutes: 2 });
  expect(await told()).toEqual(['ben /tonight']);
  await pass({ minutes: 30 });
  expect(await told()).toEqual([]);
  expect((await shownTo('cai')).lines).toEqual(['A quiet night']);
  await expectOk((await helpline.connect('ben')).send('handover:finish', { shiftId: helpline.shiftId }));
  expect((await shownTo('cai')).lines.sort()).toEqual(
    ['A quiet night', 'Ring the caretaker.', 'The side door sticks.'].sort(),
  );
});

test('lines that were sent or taken out are not told of', async () => {
  const { pass, line, handOver } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana, ben } = await helpline.pair();
  const lineId = newId();
  await expectOk(line(ben, { lineId }));
  await expectOk(ben.send('handover:drop', { lineId }));
  await handOver(ana, {});
  await pass({ hours: 4, minutes: 31 });
  expect(await told()).toEqual([]);
});

test('until then the next two read that it is still to come, and what is finished late arrives', async () => {
  const { pass, handOver, shownTo } = night();
  await helpline.addShift(22, 28, ['cai']);
  await helpline.pair();
  await pass({ hours: 4, minutes: 31 });
  expect((await shownTo('cai')).handovers).toMatchObject([{ finishedAt: null }]);
  const { shiftId } = helpline;
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  expect(await cai.send('handover:accept', { shiftId })).toEqual(refused('conflict', /not arrived yet/));
  await handOver(ana, { words: 'Sorry, late' });
  expect(await cai.hears('handoverLine:changed')).toMatchObject({ words: 'Sorry, late' });
  expect(await cai.send('handover:accept', { shiftId })).toEqual({ ok: true });
});

test('not accepted 15 minutes into the next shift, its two are told; at 30 minutes the manager on call', async () => {
  const { pass, handOver } = night();
  const next = await helpline.addShift(22, 28, ['cai']);
  await testServer.db.update(shifts).set({ managerId: helpline.ids.nan }).where(eq(shifts.id, next));
  const { ana } = await helpline.pair();
  await handOver(ana, {});
  await pass({ hours: 22, minutes: 14 });
  expect(await told()).toEqual([]);
  await pass({ minutes: 2 });
  expect(await told()).toEqual(['cai /tonight']);
  await pass({ minutes: 13 });
  expect(await told()).toEqual([]);
  await pass({ minutes: 2 });
  expect(await told()).toEqual(['nan /desk']);
  await pass({ minutes: 60 });
  expect(await told()).toEqual([]);
});

test('accepted in time, or with nothing in it, nobody is told', async () => {
  const { pass, handOver } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana } = await helpline.pair();
  await handOver(ana, {});
  await expectOk((await helpline.connect('cai')).send('handover:accept', { shiftId: helpline.shiftId }));
  await pass({ hours: 24 });
  expect(await told()).toEqual([]);
});

test('lines that come after it was accepted are told of when they wait too long themselves, and then again', async () => {
  const { pass, handOver } = night();
  const next = await helpline.addShift(4, 8, ['cai']);
  await testServer.db.update(shifts).set({ managerId: helpline.ids.nan }).where(eq(shifts.id, next));
  await helpline.pair();
  await pass({ hours: 3, minutes: 50 });
  const { ana, ben, cai } = await helpline.connectAll('ana', 'ben', 'cai');
  await handOver(ana, {});
  await pass({ minutes: 15 });
  await expectOk(cai.send('handover:accept', { shiftId: helpline.shiftId }));
  await pass({ minutes: 20 });
  await handOver(ana, { words: 'One more thing' });
  await pass({ minutes: 14 });
  expect(await told()).toEqual([]);
  await pass({ minutes: 2 });
  expect(await told()).toEqual(['cai /tonight']);

  await expectOk(cai.send('handover:accept', { shiftId: helpline.shiftId }));
  await handOver(ben, { words: 'And another' });
  await pass({ minutes: 16 });
  expect(await told()).toEqual(['cai /tonight']);
  await pass({ minutes: 15 });
  expect(await told()).toEqual(['nan /desk']);
});

test('more lines before it is accepted put nothing off', async () => {
  const { pass, handOver } = night();
  await helpline.addShift(4, 8, ['cai']);
  await helpline.pair();
  await pass({ hours: 3, minutes: 50 });
  const ana = await helpline.connect('ana');
  await handOver(ana, {});
  await pass({ minutes: 20 });
  await handOver(ana, { words: 'One more thing' });
  await pass({ minutes: 6 });
  expect(await told()).toEqual(['cai /tonight']);
});

test('a question about a line is told to whoever wrote it, and the answer to whoever asked', async () => {
  const { handOver } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana } = await helpline.pair();
  const cai = await helpline.connect('cai');
  const lineId = await handOver(ana, { words: 'She may ring again.' });
  await outbox();
  await expectOk(cai.send('handover:ask', { lineId, words: 'About what?' }));
  expect(await outbox()).toEqual([`ana handover /tonight#${lineId}`]);
  await expectOk(ana.send('handover:answer', { lineId, words: 'About her flat.' }));
  expect(await outbox()).toEqual([`cai handover /tonight#${lineId}`]);
});

test('of two servers that look at the same moment, one tells', async () => {
  const { clock, databaseUrl } = testServer;
  const other = await openTestServer({ databaseUrl, clock, mail: mailToNobody });
  await helpline.pair();
  clock.advance({ hours: 4, minutes: 31 });
  await Promise.all([testServer.due.look(), other.due.look()]);
  await other.close();
  expect(await told()).toEqual(['ana /tonight', 'ben /tonight']);
});
