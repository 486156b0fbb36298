import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { handoverLines, handovers } from '#drizzle/schema/handovers';
import { shifts } from '#drizzle/schema/shifts';
import { eraseOldHandovers } from '#server/handovers/retention-queries';
import { mostLines } from '#shared/handovers';
import { handoversOf } from '../support/handovers.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { openedRowsOf } from '../support/opened.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelplineEach();
const night = () => handoversOf(testServer, helpline);

test('nobody sees a line before it is sent; then the partner and the next two do, and nobody else', async () => {
  const { line, shownTo } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana, ben } = await helpline.pair();
  const others = await helpline.connectAll('cai', 'mo', 'sue');
  expect(await line(ana, { words: 'The door code is new.' })).toEqual(ok);
  expect(await ana.hears('handoverLine:changed')).toMatchObject({ sentAt: null, toIds: [] });
  for (const other of [ben, ...Object.values(others)])
    expect(await other.hasHeard('handoverLine:changed')).toBe(false);

  expect(await ana.send('handover:finish', { shiftId: helpline.shiftId })).toEqual(ok);
  const sentLine = { words: 'The door code is new.', by: helpline.ids.ana };
  expect(await ben.hears('handoverLine:changed')).toMatchObject({ ...sentLine, toIds: [] });
  expect(await others.cai.hears('handoverLine:changed')).toMatchObject({
    ...sentLine,
    toIds: [helpline.ids.cai],
  });
  for (const other of [others.mo, others.sue])
    expect(await other.hasHeard('handoverLine:changed')).toBe(false);
  expect((await shownTo('cai')).lines).toEqual(['The door code is new.']);
  expect((await shownTo('mo')).lines).toEqual([]);
});

test('a manager learns that it is finished and accepted, and nothing of who and what; a supervisor nothing', async () => {
  const { handOver, shownTo } = night();
  const toShiftId = await helpline.addShift(22, 28, ['cai']);
  const { ana } = await helpline.pair();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  await handOver(ana, {});
  const sent = { shiftId: helpline.shiftId, toShiftId, finishedBy: null, acceptedAt: null, toIds: [] };
  expect(await mo.hears('handover:changed')).toMatchObject(sent);
  await expectOk(cai.send('handover:accept', { shiftId: helpline.shiftId }));
  expect(await mo.hears('handover:changed', ({ acceptedAt }) => acceptedAt !== null)).toMatchObject({
    acceptedBy: null,
  });
  expect(await sue.hasHeard('handover:changed')).toBe(false);
  expect((await shownTo('nan')).handovers).toMatchObject([{ finishedBy: null, acceptedBy: null }]);
});

test('only the two of a shift hand it over, about its own calls, and not without end', async () => {
  const { line } = night();
  const { ana, ben } = await helpline.pair();
  const elsewhere = await openHelpline(testServer);
  const others = await helpline.connectAll('cai', 'mo', 'sue');
  for (const other of Object.values(others)) {
    expect(await line(other)).toEqual(refused('not-found'));
    expect(await other.send('handover:finish', { shiftId: helpline.shiftId })).toEqual(refused('not-found'));
  }
  for (const shiftId of [newId(), elsewhere.shiftId])
    expect(await line(ana, { shiftId })).toEqual(refused('not-found'));
  const there = await elsewhere.pairOnCall();
  for (const callId of [newId(), there.call.id])
    expect(await line(ana, { callId })).toEqual(refused('not-found', /not in this shift/));
  for (const wrong of [{ words: ' ' }, { words: 'x'.repeat(1_001) }, { kind: 'gossip' }])
    expect(await line(ana, wrong as object)).toEqual(refused('malformed'));
  const lineId = newId();
  await expectOk(line(ana, { lineId }));
  expect(await line(ben, { lineId })).toEqual(refused('conflict'));
  for (let count = 1; count < mostLines; count += 1) await expectOk(line(ana));
  expect(await line(ana)).toEqual(refused('conflict', /Take something out first/));
  expect(await line(ben)).toEqual(ok);
  elsewhere.leaveAll();
});

test('a line is taken out by whoever wrote it, with its words, until the next two have accepted', async () => {
  const { handOver, shownTo } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana, ben } = await helpline.pair();
  const cai = await helpline.connect('cai');
  await handOver(ana, { words: 'Stays' });
  const lineId = await handOver(ana, { words: 'Goes' });
  expect(await ben.send('handover:drop', { lineId })).toEqual(refused('not-yours'));
  expect(await cai.send('handover:drop', { lineId })).toEqual(refused('not-yours'));
  expect(await (await helpline.connect('mo')).send('handover:drop', { lineId })).toEqual(
    refused('not-found'),
  );
  expect(await ana.send('handover:drop', { lineId })).toEqual(ok);
  expect(await cai.hears('handoverLine:changed', ({ droppedAt }) => droppedAt !== null)).toMatchObject({
    id: lineId,
    words: '',
  });
  expect(await ana.send('handover:drop', { lineId })).toEqual(ok);
  expect((await shownTo('cai')).lines.filter((words) => words)).toEqual(['Stays']);

  const accepted = await handOver(ana, { words: 'Too late' });
  await expectOk(cai.send('handover:accept', { shiftId: helpline.shiftId }));
  expect(await ana.send('handover:drop', { lineId: accepted })).toEqual(refused('conflict', /accepted/));
});

test('either of the next two accepts, a second time changes nothing, and nobody else can', async () => {
  const { handOver } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { shiftId, ids } = helpline;
  const { ana, ben } = await helpline.pair();
  const { cai, mo, sue } = await helpline.connectAll('cai', 'mo', 'sue');
  expect(await cai.send('handover:accept', { shiftId })).toEqual(refused('not-found'));
  await handOver(ana, {});
  for (const other of [ana, ben, mo])
    expect(await other.send('handover:accept', { shiftId })).toEqual(refused('not-yours'));
  expect(await sue.send('handover:accept', { shiftId })).toEqual(refused('not-found'));
  expect(await cai.send('handover:accept', { shiftId })).toEqual(ok);
  const isAccepted = ({ acceptedAt }: { acceptedAt: string | null }) => acceptedAt !== null;
  expect(await ben.hears('handover:changed', isAccepted)).toMatchObject({ acceptedBy: ids.cai });
  const heard = ana.heard.length;
  expect(await cai.send('handover:accept', { shiftId })).toEqual(ok);
  await ana.catchesUp();
  expect(ana.heard.length).toBe(heard);
});

test('one of the next two asks about a line once, and whoever wrote it answers, also when their window is over', async () => {
  const { handOver, pass } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana, ben } = await helpline.pair();
  const lineId = await handOver(ana, { words: 'She may ring again.' });
  const others = await helpline.connectAll('cai', 'mo', 'sue');
  const ask = (client: typeof ana, words = 'About what?') => client.send('handover:ask', { lineId, words });
  const answer = (client: typeof ana, words = 'About her flat.') =>
    client.send('handover:answer', { lineId, words });
  for (const other of [ana, ben]) expect(await ask(other)).toEqual(refused('not-yours'));
  for (const other of [others.mo, others.sue]) expect(await ask(other)).toEqual(refused('not-found'));
  expect(await answer(ana)).toEqual(refused('conflict', /Nobody has asked/));
  expect(await ask(others.cai, ' ')).toEqual(refused('malformed'));
  expect(await ask(others.cai)).toEqual(ok);
  expect(await ask(others.cai)).toEqual(refused('conflict'));
  expect(await ana.hears('handoverLine:changed', ({ question }) => question !== null)).toMatchObject({
    question: 'About what?',
    askedBy: helpline.ids.cai,
  });
  await pass({ hours: 17 });
  const [later, cai] = [await helpline.connect('ana'), await helpline.connect('cai')];
  expect(later.welcome.handoverLines).toMatchObject([{ question: 'About what?', answer: null }]);
  expect(await answer(cai)).toEqual(refused('not-yours'));
  expect(await answer(later)).toEqual(ok);
  expect(await cai.hears('handoverLine:changed', (line) => line.answer !== null)).toMatchObject({
    answer: 'About her flat.',
  });
  expect(await answer(later)).toEqual(refused('conflict'));
  const [stored] = await testServer.db.select().from(handoverLines);
  for (const sealed of [stored!.question, stored!.answer]) expect(sealed).toMatch(/^s1\./);
});

test('nothing to hand over is a handover in one tap that nobody has to accept; what comes later has to be', async () => {
  const { handOver } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana, ben } = await helpline.pair();
  const cai = await helpline.connect('cai');
  await expectOk(ana.send('handover:finish', { shiftId: helpline.shiftId }));
  expect(await cai.hears('handover:changed')).toMatchObject({ acceptedBy: null, toIds: [helpline.ids.cai] });
  expect((await cai.hears('handover:changed')).acceptedAt).not.toBeNull();
  await handOver(ben, { words: 'One thing after all' });
  expect(await cai.hears('handover:changed', ({ acceptedAt }) => acceptedAt === null)).toMatchObject({
    finishedBy: helpline.ids.ana,
  });
  expect(await cai.send('handover:accept', { shiftId: helpline.shiftId })).toEqual(ok);
});

test('the same two again accept by themselves, until somebody else is put in', async () => {
  const { handOver, pass } = night();
  const next = await helpline.addShift(22, 28, ['ana', 'ben']);
  const { ana } = await helpline.pair();
  const { mo, cai } = await helpline.connectAll('mo', 'cai');
  await handOver(ana, {});
  expect((await mo.hears('handover:changed')).acceptedAt).not.toBeNull();
  await expectOk(mo.send('shift:place', { shiftId: next, place: 2, personId: helpline.ids.cai }));
  await pass({ minutes: 1 });
  expect(await cai.hears('handover:changed')).toMatchObject({ acceptedAt: null, toShiftId: next });
  expect(await cai.hears('handoverLine:changed')).toMatchObject({ words: 'Words' });
});

test('with nobody on the next shift it goes to whoever is placed, and with a place given to another it goes along', async () => {
  const { handOver, pass, shownTo } = night();
  const { ids, shiftId } = helpline;
  const next = await helpline.addShift(22, 28);
  const { ana } = await helpline.pair();
  const { mo, cai } = await helpline.connectAll('mo', 'cai');
  await handOver(ana, { words: 'For whoever comes' });
  expect(await shownTo('cai')).toMatchObject({ handovers: [], lines: [] });
  await expectOk(mo.send('shift:place', { shiftId: next, place: 1, personId: ids.cai }));
  await pass({ minutes: 1 });
  expect(await cai.hears('handoverLine:changed')).toMatchObject({ words: 'For whoever comes' });
  const welcomes = cai.welcomes.length;
  await expectOk(mo.send('shift:place', { shiftId: next, place: 1, personId: null }));
  await pass({ minutes: 1 });
  await cai.isWelcomedAgain(welcomes);
  expect(await shownTo('cai')).toMatchObject({ handovers: [], lines: [] });
  expect(await cai.send('handover:accept', { shiftId })).toEqual(refused('not-found'));
});

test('where the next shift is taken away it goes to the one after, and so do the records', async () => {
  const { handOver, pass } = night();
  const [cancelled, after] = [
    await helpline.addShift(22, 28, ['ben']),
    await helpline.addShift(46, 52, ['cai']),
  ];
  const { ana, call } = await helpline.pairOnCall();
  const cai = await helpline.connect('cai');
  await handOver(ana, { callId: call.id });
  expect(await cai.hasHeard('handover:changed')).toBe(false);
  await testServer.db.delete(shifts).where(eq(shifts.id, cancelled));
  await pass({ minutes: 1 });
  expect(await cai.hears('handover:changed')).toMatchObject({ toShiftId: after, acceptedAt: null });
  expect((await ana.hears('call:changed', ({ handedTo }) => handedTo === after)).id).toBe(call.id);
});

test('a next shift that is cancelled while nobody is in it is passed over too', async () => {
  const { handOver, pass } = night();
  const [cancelled, after] = [await helpline.addShift(22, 28), await helpline.addShift(46, 52, ['cai'])];
  const { ana } = await helpline.pair();
  const cai = await helpline.connect('cai');
  await handOver(ana, {});
  expect(await cai.hasHeard('handover:changed')).toBe(false);
  await testServer.db.update(shifts).set({ state: 'cancelled' }).where(eq(shifts.id, cancelled));
  await pass({ minutes: 1 });
  expect(await cai.hears('handover:changed')).toMatchObject({ toShiftId: after, acceptedAt: null });
});

test('one of a pair who is alone hands over, and nobody is kept from leaving without', async () => {
  const { handOver } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { shiftId, ids } = helpline;
  const { ana, mo, cai } = await helpline.connectAll('ana', 'mo', 'cai');
  await expectOk(mo.send('shift:place', { shiftId, place: 2, personId: null }));
  await expectOk(ana.send('presence:join', { shiftId }));
  await handOver(ana, { words: 'I was alone' });
  expect(await cai.hears('handoverLine:changed')).toMatchObject({ words: 'I was alone', by: ids.ana });
  const ben = await openHelpline(testServer);
  const pair = await ben.pair();
  expect(await pair.ben.send('presence:leave', { shiftId: ben.shiftId })).toEqual(ok);
  ben.leaveAll();
});

test('a line about a call opens its record to the next two, read only and in their window, and says so to whoever took it', async () => {
  const { handOver, pass, shownTo } = night();
  const next = await helpline.addShift(22, 28, ['cai']);
  const { ana, ben, call } = await helpline.pairOnCall();
  const { mo } = await helpline.connectAll('mo');
  const callId = call.id;
  await expectOk(ana.send('call:note', { callId, changes: { note: 'Hopes for a call at six.' } }));
  await expectOk(ana.send('call:end', { callId }));
  await handOver(ana, { kind: 'call-back', callId });
  expect(await ben.hears('call:changed', ({ handedTo }) => handedTo === next)).toMatchObject({ id: callId });
  expect(await mo.hasHeard('call:changed')).toBe(false);
  expect((await shownTo('cai')).calls).toEqual([]);
  expect(await ana.hasHeard('grant:changed')).toBe(false);

  await pass({ hours: 21, minutes: 31 });
  const cai = await helpline.connect('cai');
  expect(cai.welcome.calls).toMatchObject([{ id: callId, record: { note: 'Hopes for a call at six.' } }]);
  expect(await cai.send('call:note', { callId, changes: { note: 'Mine now' } })).toEqual(
    refused('not-yours'),
  );
  expect(await cai.send('call:takeOver', { callId })).toEqual(refused('not-yours'));
  const told = (await helpline.connect('ana')).welcome.grants;
  expect(told).toMatchObject([{ callId, openedBy: helpline.ids.cai, through: 'handover' }]);
  await pass({ minutes: 5 });
  expect((await helpline.connect('ana')).welcome.grants).toHaveLength(1);

  await pass({ hours: 19 });
  expect(await shownTo('cai')).toEqual({ handovers: [], lines: [], calls: [] });
});

test('a line that is taken out closes the record again', async () => {
  const { handOver } = night();
  const next = await helpline.addShift(4, 9, ['cai']);
  const { call } = await helpline.pairOnCall();
  testServer.clock.advance({ hours: 3, minutes: 45 });
  const { ana, cai } = await helpline.connectAll('ana', 'cai');
  const lineId = await handOver(ana, { callId: call.id });
  const opened = await cai.hears('call:changed');
  expect(opened).toMatchObject({ id: call.id, handedTo: next });
  expect(await ana.hears('grant:changed')).toMatchObject({ openedBy: helpline.ids.cai });
  await expectOk(ana.send('handover:drop', { lineId }));
  await ana.hears('call:changed', ({ handedTo, version }) => handedTo === null && version > opened.version);
  expect((await helpline.connect('cai')).welcome.calls).toEqual([]);
});

test('it is erased, with the key of its words, fourteen days after it was accepted', async () => {
  const { handOver } = night();
  await helpline.addShift(22, 28, ['cai']);
  const { ana } = await helpline.pair();
  await handOver(ana, { words: 'Sealed until it goes' });
  const [stored] = await testServer.db.select().from(handoverLines);
  expect(stored!.words).toMatch(/^s1\./);
  expect(await openedRowsOf(testServer.db, handoverLines, helpline.id)).toMatchObject([
    { words: 'Sealed until it goes' },
  ]);
  await expectOk((await helpline.connect('cai')).send('handover:accept', { shiftId: helpline.shiftId }));
  const erase = () => testServer.db.transaction((tx) => eraseOldHandovers(tx, testServer.clock.now()));
  testServer.clock.advance({ days: 13, hours: 23 });
  expect(await erase()).toEqual([]);
  testServer.clock.advance({ hours: 2 });
  expect(await erase()).toHaveLength(2);
  expect(await testServer.db.select().from(handovers)).toEqual([]);
  expect(await testServer.db.$count(dataKeys, eq(dataKeys.purpose, 'handover'))).toBe(0);
});
