import { eq } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { checkIns } from '#drizzle/schema/check-ins';
import { debriefCounts, debriefMessages, debriefs } from '#drizzle/schema/debriefs';
import { escalationSteps } from '#drizzle/schema/escalation';
import { followUps } from '#drizzle/schema/follow-ups';
import { maintenanceTasks } from '#server/maintenance';
import { openMaintenance } from '#server/platform/maintenance';
import { openLogger } from '#server/platform/logger';
import type { Urgency } from '#shared/debriefs';
import { debriefIn } from '../support/debriefs.ts';
import { expectOk, newId } from '../support/helpline.ts';
import { insertSealed } from '../support/opened.ts';
import { manualScheduler } from '../support/scheduler.ts';
import { useHelpline } from '../support/use-helpline.ts';

const day = 86_400_000;
const { testServer, helpline } = useHelpline();

/** What every server does each hour, so many days from now, on several servers at once. */
const maintenanceAfter = (days: number, servers = 1) =>
  Promise.all(
    Array.from({ length: servers }, async () => {
      const clock = () => new Date(testServer.clock.now().getTime() + days * day);
      const maintenance = openMaintenance({
        tasks: maintenanceTasks({ db: testServer.db, clock }),
        scheduler: manualScheduler(),
        log: openLogger('silent'),
      });
      await maintenance.run();
      await maintenance.close();
    }),
  );
const own = ({ helplineId }: { helplineId: PgColumn }) => eq(helplineId, helpline.id);
const counts = async () =>
  (await testServer.db.select().from(debriefCounts).where(own(debriefCounts)))
    .map(({ month, urgency, asked, held }) => `${month} ${urgency}: ${asked}, ${held}`)
    .sort();

/** Requests that were over so many days before now, as they stand in the database. */
async function overAgo(days: number, howMany: number, more: { askedAt?: Date; urgency?: Urgency } = {}) {
  const overAt = new Date(testServer.clock.now().getTime() - days * day);
  const row = {
    helplineId: helpline.id,
    version: 1,
    state: 'closed' as const,
    urgency: 'now' as const,
    askedBy: helpline.ids.ana,
    askedAt: overAt,
    note: 'A lot',
    callIds: [],
    steps: [{ step: 'held' as const, by: helpline.ids.mo, at: overAt.toISOString() }],
    overAt,
    ...more,
  };
  const rows = Array.from({ length: howMany }, () => ({ ...row, id: newId() }));
  await insertSealed(testServer.db, debriefs, rows);
}

test('a request goes ninety days after it was over, with every line; how many there were stays', async () => {
  const { ana, mo, nan, debriefId } = await debriefIn('held', testServer, helpline, { note: 'A lot' });
  await expectOk(ana.send('debrief:sendMessage', { debriefId, lineId: newId(), body: 'Thank you' }));
  await expectOk(mo.send('debrief:close', { debriefId }));
  const [takenBack, waiting] = [newId(), newId()];
  for (const id of [takenBack, waiting])
    await expectOk(ana.send('debrief:ask', { debriefId: id, urgency: 'now' }));
  await expectOk(ana.send('debrief:withdraw', { debriefId: takenBack }));
  await expectOk(nan.send('debrief:accept', { debriefId: waiting }));
  const month = testServer.clock.now().toISOString().slice(0, 7);

  await maintenanceAfter(89.9);
  expect(await testServer.db.$count(debriefs, own(debriefs))).toBe(3);
  expect(await counts()).toEqual([]);
  await maintenanceAfter(90.1);
  const left = await testServer.db.select().from(debriefs).where(own(debriefs));
  expect(left.map(({ id }) => id)).toEqual([waiting]);
  expect(await testServer.db.$count(debriefMessages, own(debriefMessages))).toBe(0);
  expect(await testServer.db.$count(escalationSteps, eq(escalationSteps.subjectId, debriefId))).toBe(0);
  expect(await counts()).toEqual([`${month} before-i-finish: 1, 1`, `${month} now: 1, 0`]);
  const { welcome } = await helpline.connect('mo');
  expect(welcome.debriefs.map(({ id }) => id)).toEqual([waiting]);
});

test('before it has been erased, a request whose time is up is told to nobody', async () => {
  await overAgo(91, 1);
  expect((await helpline.connect('ana')).welcome.debriefs).toEqual([]);
  await overAgo(89, 1);
  expect((await helpline.connect('ana')).welcome.debriefs).toHaveLength(1);
});

test('several servers at once count each request once, however many there are, and doing it again changes nothing', async () => {
  const june = new Date('2026-06-30T22:30Z');
  const july = new Date('2026-06-30T23:30Z');
  await overAgo(91, 450, { askedAt: june });
  await overAgo(100, 90, { askedAt: july, urgency: 'next-day-or-two' });
  await overAgo(95, 30, { askedAt: june, urgency: 'next-day-or-two' });
  await overAgo(89, 5);
  const expected = [
    '2026-06 next-day-or-two: 30, 30',
    '2026-06 now: 450, 450',
    '2026-07 next-day-or-two: 90, 90',
  ];
  await maintenanceAfter(0, 5);
  expect(await counts()).toEqual(expected);
  expect(await testServer.db.$count(debriefs, own(debriefs))).toBe(5);
  await maintenanceAfter(0, 3);
  expect(await counts()).toEqual(expected);
  await overAgo(92, 2, { askedAt: june });
  await maintenanceAfter(0);
  expect(await counts()).toContain('2026-06 now: 452, 452');
});

test('what was agreed goes ninety days after it was done, and never while it is still to be done', async () => {
  const { mo, debriefId } = await debriefIn('held', testServer, helpline);
  const [done, open] = [newId(), newId()];
  const followUp = { words: 'Ask again', dueOn: null };
  await expectOk(mo.send('debrief:close', { debriefId, followUp: { ...followUp, followUpId: done } }));
  await expectOk(mo.send('followUp:done', { followUpId: done }));
  const { mo: by } = helpline.ids;
  const old = { ...followUp, id: open, helplineId: helpline.id, version: 1, raisedBy: by, forId: by };
  await insertSealed(testServer.db, followUps, [
    { ...old, source: 'debrief', raisedAt: new Date('2020-01-01') },
  ]);
  await maintenanceAfter(89.9);
  expect(await testServer.db.$count(followUps, own(followUps))).toBe(2);
  await maintenanceAfter(90.1, 2);
  const left = await testServer.db.select().from(followUps).where(own(followUps));
  expect(left.map(({ id }) => id)).toEqual([open]);
});

test('what somebody said of their night goes after ninety days', async () => {
  const { ana } = await helpline.pair();
  const told = { checkInId: newId(), shiftId: helpline.shiftId };
  await expectOk(ana.send('checkIn:tell', { ...told, heaviness: 'heavy' }));
  await maintenanceAfter(89.9);
  expect(await testServer.db.$count(checkIns, own(checkIns))).toBe(1);
  await maintenanceAfter(90.1, 2);
  expect(await testServer.db.$count(checkIns, own(checkIns))).toBe(0);
});
