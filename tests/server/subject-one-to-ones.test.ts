import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dataKeys } from '#drizzle/schema/encryption';
import { followUps } from '#drizzle/schema/follow-ups';
import { gatheringLines, gatherings } from '#drizzle/schema/gatherings';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { meetings } from '#drizzle/schema/meetings';
import { personalUpdates } from '#drizzle/schema/updates';
import { countAway } from '#server/reports/away-count-queries';
import { gatheringsOf } from '../support/gatherings.ts';
import { expectOk, newId, type Helpline } from '../support/helpline.ts';
import { seriesOf } from '../support/series.ts';
import { refusedWith, sitAtTerminal, type Terminal } from '../support/terminal.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

let terminal: Terminal;
beforeAll(async () => void (terminal = await sitAtTerminal(testServer.clock.now(), testServer.databaseUrl)));
afterAll(() => terminal.leave());
beforeEach(() => testServer.db.delete(legalHolds).then(() => undefined));

type Name = Parameters<Helpline['emailOf']>[0];
const erase = (name: Name) =>
  terminal.types(`subject erase --email ${helpline.emailOf(name)} --erasures erasures.json`);
const isErased = expect.objectContaining({ code: 0, complained: '' }) as object;

/** Ana and Mo have had a one-to-one, in which Ana agreed to do something. */
async function agreedOneToOne() {
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  const gatheringId = await gatheringsOf(helpline).oneToOne(mo, 0.1);
  testServer.clock.advance({ minutes: 10 });
  const followUp = { followUpId: newId(), forId: helpline.ids.ana };
  const agreed = [{ lineId: newId(), words: 'Read the page on silences', followUp }];
  await expectOk(mo.send('gathering:agreed', { gatheringId, agreed }));
  return { ana, mo, nan, gatheringId, followUpId: followUp.followUpId };
}

test('what a one-to-one gave somebody to do stays between its two when they are suspended, and goes with them', async () => {
  const { mo, nan, followUpId } = await agreedOneToOne();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.ana }));
  expect(await nan.hasHeard('followUp:changed')).toBe(false);
  expect((await helpline.connect('nan')).welcome.followUps).toEqual([]);
  expect((await helpline.connect('mo')).welcome.followUps).toMatchObject([
    { id: followUpId, forId: helpline.ids.ana },
  ]);
  expect(mo.welcome.followUps).toEqual([]);

  expect(await erase('ana')).toEqual(isErased);
  expect(await testServer.db.$count(followUps, eq(followUps.id, followUpId))).toBe(0);
  expect(await testServer.db.$count(dataKeys, eq(dataKeys.subjectId, followUpId))).toBe(0);
});

const isShared = refusedWith(
  'A legal hold on a colleague covers something that this person shares with them, such as a debrief or a one-to-one. "hold list" shows it.',
);
const holdMo = () =>
  terminal.types(
    `hold set --person ${helpline.emailOf('mo')} --by ${helpline.emailOf('nan')} --until 2027-01-31 --reason Enquiry`,
  );

test('a legal hold on whoever led a one-to-one keeps it, though what was agreed and said of it is gone', async () => {
  const { nan } = await agreedOneToOne();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.ana }));
  await testServer.db.delete(followUps);
  await testServer.db.delete(personalUpdates);
  expect(await holdMo()).toMatchObject({ code: 0 });
  expect(await erase('ana')).toEqual(isShared);
  await testServer.db.delete(legalHolds);
  expect(await erase('ana')).toEqual(isErased);
});

test('a legal hold on whoever wrote down what somebody is to do keeps it, though their one-to-one is gone', async () => {
  const { nan, followUpId } = await agreedOneToOne();
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.ana }));
  for (const table of [gatheringLines, gatherings, personalUpdates]) await testServer.db.delete(table);
  const isThere = () => testServer.db.$count(followUps, eq(followUps.id, followUpId));
  expect(await holdMo()).toMatchObject({ code: 0 });
  expect(await erase('ana')).toEqual(isShared);
  expect(await isThere()).toBe(1);
  await testServer.db.delete(legalHolds);
  expect(await erase('ana')).toEqual(isErased);
  expect(await isThere()).toBe(0);
});

test('a legal hold on a manager keeps what they told somebody who is to be erased', async () => {
  const mo = await helpline.connect('mo');
  await expectOk(
    mo.send('person:endSignIns', { personId: helpline.ids.ana }),
    mo.send('person:suspend', { personId: helpline.ids.ana }),
  );
  expect(await holdMo()).toMatchObject({ code: 0 });
  expect(await erase('ana')).toEqual(isShared);
  await testServer.db.delete(legalHolds);
  expect(await erase('ana')).toEqual(isErased);
});

test('what a manager brought to a one-to-one that they led stays with the other, without their name', async () => {
  const { mo, nan, gatheringId } = await agreedOneToOne();
  const [toBringId, lineId] = [newId(), newId()];
  await expectOk(mo.send('toBring:add', { toBringId, words: 'How the rota is made' }));
  await expectOk(mo.send('toBring:share', { toBringId, gatheringId, lineId, named: true }));
  const line = () =>
    testServer.db
      .select({ byName: gatheringLines.byName })
      .from(gatheringLines)
      .where(eq(gatheringLines.id, lineId));
  expect(await line()).toEqual([{ byName: 'Mo' }]);
  await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
  expect(await erase('mo')).toEqual(isErased);
  expect(await line()).toEqual([{ byName: null }]);
});

test('meetings, series and courses of somebody who is erased stay in the figures of their month', async () => {
  const clients = await helpline.connectAll('ana', 'ben', 'mo');
  const { ana, mo } = clients;
  const { begun, held, today } = seriesOf(helpline);
  const meetingId = await held(await begun('active', { ana, mo }), clients);
  await expectOk(ana.send('training:done', { trainingId: newId(), course: 'first-aid', on: today() }));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.ana }));
  const month = today().slice(0, 7);
  const counted = () => {
    const [from, before] = [new Date(`${month}-01`), new Date(`${month}-30`)];
    const span = { helplineId: helpline.id, timeZone: 'Europe/London', from, before };
    return testServer.db.transaction((tx) => countAway(tx, span, [month]));
  };
  const before = { meetings: 1, series: 1, courses: 1 };
  expect(await counted()).toEqual(before);
  expect(await erase('ana')).toEqual(isErased);
  expect(await testServer.db.$count(meetings, eq(meetings.id, meetingId))).toBe(0);
  expect(await counted()).toEqual(before);
});
