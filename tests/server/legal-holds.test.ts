import { eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { callBacks } from '#drizzle/schema/call-backs';
import { calls } from '#drizzle/schema/calls';
import { checkIns } from '#drizzle/schema/check-ins';
import { debriefs } from '#drizzle/schema/debriefs';
import { flags } from '#drizzle/schema/flags';
import { followUps } from '#drizzle/schema/follow-ups';
import { gatheringLines, gatherings } from '#drizzle/schema/gatherings';
import { grants } from '#drizzle/schema/grants';
import { handoverLines, handovers } from '#drizzle/schema/handovers';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { messages } from '#drizzle/schema/messages';
import { presences } from '#drizzle/schema/presence';
import { signals } from '#drizzle/schema/signals';
import { legalHoldsInForce, personHeldUntil } from '#server/legal-holds/queries';
import { retentionRuns } from '#server/retention-runs';
import { expectOk, newId } from '../support/helpline.ts';
import { insertSealed, openedRowsOf } from '../support/opened.ts';
import { refusedWith, typingAt } from '../support/terminal.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach();

const types = (line: string) => typingAt(testServer.databaseUrl, '/nowhere', testServer.clock.now)(line);
type Name = Parameters<typeof helpline.emailOf>[0];
const hold = async (
  what: string,
  { until = '2028-01-31', by = 'mo' }: { until?: string; by?: Name } = {},
) => {
  const said = await types(
    `hold set ${what} --reason "Complaint 12" --until ${until} --by ${helpline.emailOf(by)} --json`,
  );
  return { ...said, id: said.code === 0 ? (JSON.parse(said.said) as { hold: { id: string } }).hold.id : '' };
};

const tables = {
  ...{ calls, flags, followUps, grants, signals, messages, checkIns, debriefs, presences },
  ...{ callBacks, handovers, handoverLines, gatherings },
};
const rowsOf = (table: PgTable & { helplineId: PgColumn }) =>
  testServer.db.$count(table, eq(table.helplineId, helpline.id));
/** How many rows there are of each; those of which there are none are left out. */
async function left() {
  const counted = await Promise.all(
    Object.entries(tables).map(async ([name, table]) => [name, await rowsOf(table)] as const),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}
async function eraseAfter(days: number) {
  testServer.clock.advance({ hours: days * 24 });
  for (const erase of Object.values(retentionRuns)) await erase(testServer.db, testServer.clock.now());
}

/** A night of Ana and Ben, finished: a call each, with all that can be about one about Ana's, and what each said of themself. */
async function night() {
  const { ana, ben, call } = await helpline.pairOnCall();
  const { mo } = await helpline.connectAll('mo');
  const { shiftId, ids } = helpline;
  const [callOfBen, flagId, debriefId] = [newId(), newId(), newId()];
  const checkIn = { shiftId, heaviness: 'full', sharedWith: 'nobody' } as const;
  await expectOk(
    ana.send('call:note', { callId: call.id, changes: { note: 'A note' } }),
    ana.send('message:send', { messageId: newId(), body: 'About this call', callId: call.id }),
    ana.send('signal:raise', { signalId: newId(), kind: 'support-now', callId: call.id }),
    ana.send('flag:raise', { flagId, callId: call.id, reason: 'safeguarding', note: 'Mine' }),
    ana.send('debrief:ask', { debriefId, urgency: 'now', note: 'Mine' }),
    ana.send('checkIn:tell', { checkInId: newId(), ...checkIn }),
    ben.send('checkIn:tell', { checkInId: newId(), ...checkIn }),
    ben.send('call:start', { callId: callOfBen }),
  );
  await expectOk(
    ana.send('call:end', { callId: call.id }),
    ben.send('call:end', { callId: callOfBen }),
    ana.send('flag:withdraw', { flagId }),
    mo.send('debrief:accept', { debriefId }),
    mo.send('helpline:change', { callRecordDays: 30 }),
  );
  await expectOk(
    mo.send('grant:open', { grantId: newId(), callId: call.id, reason: 'A complaint was made' }),
  );
  const at = testServer.clock.now();
  const common = { helplineId: helpline.id, version: 1, source: 'review', dueOn: null } as const;
  await insertSealed(testServer.db, followUps, [
    { ...common, id: newId(), words: 'Ask', raisedBy: ids.sue, raisedAt: at, doneAt: at, callId: call.id },
    { ...common, id: newId(), words: 'Read', raisedBy: ids.sue, raisedAt: at, doneAt: at },
  ]);
  await testServer.db.update(grants).set({ endedAt: at });
  await testServer.db.update(debriefs).set({ state: 'closed', overAt: at });
  await testServer.db.update(signals).set({ loweredAt: at });
  return { call, callOfBen };
}
const everything = {
  calls: 2,
  flags: 1,
  followUps: 2,
  grants: 1,
  signals: 1,
  messages: 1,
  checkIns: 2,
  debriefs: 1,
  presences: 2,
};

test('without a hold, all of it goes', async () => {
  await night();
  expect(await left()).toEqual(everything);
  await eraseAfter(400);
  expect(await left()).toEqual({});
});

test('a held call stays whole until the hold is over, and nothing else does', async () => {
  const { call } = await night();
  expect(await hold(`--call https://line.example/records/${call.id}`)).toMatchObject({ code: 0 });
  await eraseAfter(400);
  const kept = { calls: 1, flags: 1, followUps: 1, grants: 1, signals: 1, messages: 1 };
  expect(await left()).toEqual(kept);
  expect(await openedRowsOf(testServer.db, calls, helpline.id)).toMatchObject([{ note: 'A note' }]);
  expect(await openedRowsOf(testServer.db, flags, helpline.id)).toMatchObject([{ reason: 'safeguarding' }]);
  expect(await openedRowsOf(testServer.db, followUps, helpline.id)).toMatchObject([{ words: 'Ask' }]);
  expect(await openedRowsOf(testServer.db, messages, helpline.id)).toMatchObject([
    { body: 'About this call' },
  ]);

  const lastEvening = (Date.parse('2028-01-31T23:59Z') - testServer.clock.now().getTime()) / 86_400_000;
  await eraseAfter(lastEvening);
  expect(await left()).toEqual(kept);
  await eraseAfter(2 / 1_440);
  expect(await left()).toEqual({});
});

test('of a held person everything stays that would be erased, and of the partner what is theirs alone goes', async () => {
  await night();
  await hold(`--person ${helpline.emailOf('ana')}`);
  await eraseAfter(400);
  expect(await left()).toEqual({ ...everything, calls: 1, followUps: 1, checkIns: 1, presences: 1 });
  expect(await personHeldUntil(testServer.db, helpline.ids.ana, testServer.clock.now())).toEqual(
    new Date('2028-02-01T00:00Z'),
  );
  expect(await personHeldUntil(testServer.db, helpline.ids.ben, testServer.clock.now())).toBeNull();
});

test('a hold on who opened somebody else’s record keeps that record', async () => {
  await night();
  await hold(`--person ${helpline.emailOf('mo')}`);
  await eraseAfter(400);
  expect(await left()).toEqual({ calls: 1, grants: 1, debriefs: 1 });
});

test('a hold on the manager whom a call for support reached, and who did not answer, keeps it with its call', async () => {
  await night();
  await testServer.db.update(signals).set({ escalatedTo: [helpline.ids.nan] });
  await hold(`--person ${helpline.emailOf('nan')}`);
  await eraseAfter(400);
  expect(await left()).toEqual({ calls: 1, signals: 1 });
});

test('a hold on the manager whom a debrief was asked of by name, and who did not answer, keeps it', async () => {
  await night();
  const { ids } = helpline;
  const steps = [{ step: 'away' as const, by: ids.nan, at: testServer.clock.now().toISOString() }];
  await testServer.db.update(debriefs).set({ managerId: null, escalatedTo: [], steps });
  await hold(`--person ${helpline.emailOf('nan')}`);
  await eraseAfter(400);
  expect(await left()).toEqual({ debriefs: 1 });
});

test('a hold on whoever settled what was promised to a caller keeps it with its call, and its keys', async () => {
  const { call } = await night();
  const { id: helplineId, ids, shiftId } = helpline;
  const at = testServer.clock.now();
  const promise = { id: newId(), helplineId, version: 1, callId: call.id, shiftId, from: at, until: at };
  await insertSealed(testServer.db, callBacks, [
    {
      ...{ ...promise, words: 'About the letter', promisedBy: ids.ana, promisedAt: at },
      ...{
        tries: [{ by: ids.cai, at: at.toISOString(), result: 'no-answer' }],
        settledBy: ids.ben,
        settledAt: at,
      },
    },
  ]);
  await hold(`--person ${helpline.emailOf('cai')}`);
  await eraseAfter(400);
  expect(await left()).toEqual({ calls: 1, callBacks: 1 });
  expect(await openedRowsOf(testServer.db, callBacks, helplineId)).toMatchObject([
    { words: 'About the letter' },
  ]);
});

test('a hold on somebody to whom a night was handed over, or who asked about a line, keeps both', async () => {
  const { id: helplineId, ids, shiftId } = helpline;
  const at = testServer.clock.now();
  const common = { helplineId, version: 1, shiftId };
  await testServer.db.insert(handovers).values({
    ...{ ...common, id: newId(), shiftStartsAt: at, toIds: [ids.cai] },
    ...{ finishedBy: ids.ana, finishedAt: at, acceptedBy: ids.ben, acceptedAt: at },
  });
  await insertSealed(testServer.db, handoverLines, [
    {
      ...common,
      id: newId(),
      kind: 'keep-in-mind',
      words: 'The lamp',
      by: ids.ana,
      at,
      sentAt: at,
      toIds: [ids.cai],
    },
  ]);
  await hold(`--person ${helpline.emailOf('cai')}`);
  await eraseAfter(400);
  expect(await left()).toEqual({ handovers: 1, handoverLines: 1 });
});

test('a hold on somebody who wrote in a team meeting keeps it', async () => {
  const { id: helplineId, ids } = helpline;
  const at = testServer.clock.now();
  const common = { helplineId, version: 1, kind: 'team' as const };
  const gatheringId = newId();
  await testServer.db.insert(gatherings).values({
    ...{
      ...common,
      id: gatheringId,
      state: 'planned',
      startsAt: at,
      minutes: 60,
      revisedAt: at,
      ledBy: ids.mo,
    },
  });
  await insertSealed(testServer.db, gatheringLines, [
    { ...common, id: newId(), gatheringId, section: 'agenda', words: 'Mine', by: ids.ben, at },
  ]);
  await hold(`--person ${helpline.emailOf('ben')}`);
  await eraseAfter(400);
  expect(await left()).toEqual({ gatherings: 1 });
});

test('a hold that is lifted holds no more; both are written down without the reason', async () => {
  const { call } = await night();
  const { id } = await hold(`--call ${call.id}`);
  const listed = await types('hold list');
  expect(listed.said).toBe(`${id}: call ${call.id}, until 2028-02-01T00:00:00.000Z. Complaint 12`);
  const [row] = await testServer.db.select().from(legalHolds);
  expect(row).toMatchObject({
    setBy: helpline.ids.mo,
    reason: expect.not.stringContaining('Complaint') as string,
  });

  expect(await types(`hold lift ${id}`)).toMatchObject({ code: 0 });
  expect(await types(`hold lift ${id}`)).toEqual(
    refusedWith(`There is no hold ${id} in force. Try "hold list".`),
  );
  expect((await types('hold list')).said).toBe('Nothing is held.');
  const lines = await testServer.db.select().from(auditLog).where(eq(auditLog.about, call.id));
  expect(lines.map(({ action, by }) => [action, by])).toEqual(
    expect.arrayContaining([
      ['hold-set', null],
      ['hold-lifted', null],
    ]),
  );
  await eraseAfter(400);
  expect(await left()).toEqual({});
  expect(await rowsOf(legalHolds)).toBe(0);
});

test('a hold that cannot be set changes nothing', async () => {
  const { call } = await night();
  const onCall = `--call ${call.id}`;
  const { ana, ben } = { ana: helpline.emailOf('ana'), ben: helpline.emailOf('ben') };
  expect(await hold(`${onCall} --person ${ana}`)).toMatchObject({ code: 2 });
  expect(await hold('')).toMatchObject(refusedWith('Say what to hold: either --call or --person.'));
  expect(await hold(onCall, { by: 'ben' })).toMatchObject(
    refusedWith(`${ben} is not a manager or supervisor of that helpline. One of them has to decide it.`),
  );
  expect(await hold(onCall, { until: '2026-11-17' })).toMatchObject(
    refusedWith('2026-11-17 is over. Give a day that is still to come.'),
  );
  const unknown = newId();
  expect(await hold(`--call ${unknown}`)).toMatchObject(refusedWith(`There is no call ${unknown}.`));
  expect(await hold('--person x@example.org')).toMatchObject(
    refusedWith('Nobody here has the e-mail address x@example.org.'),
  );
  expect(await legalHoldsInForce(testServer.db, testServer.clock.now())).toEqual([]);
});
