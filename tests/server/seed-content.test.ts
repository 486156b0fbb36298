import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { absences } from '#drizzle/schema/absences';
import { callBacks } from '#drizzle/schema/call-backs';
import { handovers } from '#drizzle/schema/handovers';
import { helplines } from '#drizzle/schema/helplines';
import { grants } from '#drizzle/schema/grants';
import { kits } from '#drizzle/schema/kits';
import { listChanges } from '#drizzle/schema/lists';
import { offers } from '#drizzle/schema/offers';
import { faults } from '#drizzle/schema/services';
import { swaps } from '#drizzle/schema/swaps';
import { people } from '#drizzle/schema/people';
import { seedTrial } from '#drizzle/seed';
import { ana, ben, trialPeople } from '#drizzle/seed/people';
import { beginTrial, type BegunTrial } from '../support/trial.ts';
import { sealRows } from '#server/sealed-tables';
import { opened } from '../support/opened.ts';

const now = new Date('2026-11-25T20:17Z');
const minute = 60_000;
let trial: BegunTrial;
beforeAll(async () => {
  trial = await beginTrial(now);
});
afterAll(() => trial.end());

test('what is written down holds no number and nobody’s name', () => {
  const { allCalls, allFlags, allDebriefs, allLines, allFollowUps } = trial;
  const words = [
    ...allCalls.map(({ note }) => note),
    ...allFlags.flatMap(({ note, learning, theme, steps }) => [
      note,
      theme ?? '',
      learning ?? '',
      ...steps.map((step) => step.words ?? ''),
    ]),
    ...allDebriefs.flatMap(({ note, closing, steps }) => [
      note,
      closing?.whatHelped ?? '',
      ...steps.map((step) => step.words ?? ''),
    ]),
    ...allLines.map(({ body }) => body),
    ...allFollowUps.map((followUp) => followUp.words),
  ].join('\n');
  expect(words).not.toMatch(/\d/);
  for (const { firstName } of trialPeople) expect(words).not.toMatch(new RegExp(`\\b${firstName}\\b`));
  expect(allCalls.filter(({ note }) => note !== '').length).toBeGreaterThan(60);
});

test('debriefs went in many ways', () => {
  const { allDebriefs, allLines, allFollowUps } = trial;
  const steps = allDebriefs.flatMap((debrief) => debrief.steps.map(({ step }) => step));
  expect(steps).toEqual(expect.arrayContaining(['escalated', 'other-time-asked']));
  expect(allDebriefs.filter((debrief) => debrief.sharedWithPartner)).toHaveLength(1);
  expect(allDebriefs.map(({ closing }) => closing?.supervision)).toEqual(
    expect.arrayContaining(['proposed', 'agreed', 'declined']),
  );
  const written = allLines.map(({ debriefId }) => debriefId);
  expect(new Set(written).size).toBe(3);
  for (const { from, between, sentAt } of allLines) {
    expect(between).toContain(from);
    expect(sentAt <= now).toBe(true);
  }
  const agreed = allFollowUps.filter(({ source }) => source === 'debrief');
  expect(agreed.map(({ doneAt }) => doneAt === null).sort()).toEqual([false, true]);
});

test('reviews went in many ways, and one record was opened with a reason', async () => {
  const { allFlags, allFollowUps, allCalls, helpline, db } = trial;
  const since = new Date(`${helpline.lastSupervisionOn}T00:00Z`);
  const lately = allFlags.filter(({ closedAt }) => closedAt && closedAt >= since).map(({ theme }) => theme);
  expect(lately).toContain(null);
  expect(new Set(lately).size).toBeLessThan(lately.length);
  expect(helpline.nextSupervisionOn! > now.toISOString()).toBe(true);
  const waiting = allFlags.filter(({ state }) => state === 'waiting');
  expect(waiting.map(({ askMeFirst, steps }) => [askMeFirst, steps.at(-1)!.step])).toEqual(
    expect.arrayContaining([
      [true, 'raised'],
      [false, 'lapsed'],
    ]),
  );
  const tasks = allFollowUps.filter(({ source }) => source !== 'debrief');
  expect(tasks.map(({ source, doneAt }) => [source, doneAt === null]).sort()).toEqual([
    ['directory', true],
    ['manual', false],
    ['review', true],
    ['review', true],
  ]);
  const [grant] = await opened(db, grants, await db.select().from(grants));
  expect(grant!.until <= now && grant!.endedAt !== null).toBe(true);
  expect(allCalls.find(({ id }) => id === grant!.callId)).toMatchObject({
    takenBy: grant!.affectedPersonIds[0],
  });
  expect(grant!.reason).not.toMatch(/\d/);
});

test('the calls are spread as calls are', () => {
  const { allCalls } = trial;
  const share = (count: number) => count / allCalls.length;
  const about = (issue: (typeof allCalls)[number]['presentingIssues'][number]) =>
    share(allCalls.filter(({ presentingIssues }) => presentingIssues.includes(issue)).length);
  expect(about('loneliness')).toBeGreaterThan(0.12);
  expect(about('suicidal-no-intent')).toBeGreaterThan(0.09);
  expect(about('suicidal-no-intent')).toBeLessThan(0.22);
  expect(about('suicidal-with-intent')).toBeLessThan(0.05);
  expect(share(allCalls.filter(({ source }) => source === 'self').length)).toBeGreaterThan(0.45);

  const lengths = allCalls.map(
    ({ startedAt, endedAt }) => (endedAt!.getTime() - startedAt.getTime()) / minute,
  );
  const middle = lengths.sort((one, other) => one - other)[Math.floor(lengths.length / 2)]!;
  expect(middle).toBeGreaterThan(15);
  expect(middle).toBeLessThan(28);
  expect(lengths[0]).toBeGreaterThanOrEqual(1);
  expect(lengths.at(-1)).toBeLessThanOrEqual(95);
});

test('the same moment gives the same trial, with less than a second’s work', async () => {
  const again = await beginTrial(now);
  await again.end();
  expect(again.allCalls).toEqual(trial.allCalls);
  expect(again.allFlags).toEqual(trial.allFlags);
  expect(again.worked).toBeLessThan(1_000);
});

test('a second trial in the same database is refused and changes nothing', async () => {
  const { db } = trial;
  await expect(seedTrial(db, new Date('2026-11-26T20:17Z'), sealRows)).rejects.toThrow();
  expect(await db.$count(helplines)).toBe(1);
  expect(await db.$count(people)).toBe(trialPeople.length);
});

test('something is under way on each page, and nothing of it is urgent', async () => {
  const { db } = trial;
  const rows = async (table: PgTable) => (await db.select().from(table)) as Record<string, unknown>[];
  const [handover] = await rows(handovers);
  expect(handover).toMatchObject({ acceptedAt: null, toIds: [ana.id, ben.id] });
  expect(handover!.pairToldAt).not.toBeNull();
  expect(await rows(kits)).toMatchObject([{ toId: ana.id, missingAt: null }]);
  expect(await rows(swaps)).toMatchObject([{ state: 'open', kind: 'cover' }]);
  expect(await rows(offers)).toHaveLength(1);
  expect((await rows(absences)).map(({ personId }) => personId)).toContain(ana.id);
  expect(await rows(faults)).toMatchObject([{ what: 'number', settledAt: null }]);
  expect(await rows(listChanges)).toMatchObject([{ outcome: 'proposed', proposedBy: ben.id }]);

  const [callBack] = await rows(callBacks);
  expect((callBack!.from as Date) > now).toBe(true);
  const call = trial.allCalls.find(({ id }) => id === callBack!.callId)!;
  expect(call).toMatchObject({ takenBy: callBack!.promisedBy, state: 'closed' });
  expect(call.outcomes).toContain('call-back');
  const next = trial.allShifts.find(({ startsAt }) => startsAt > now)!;
  expect(callBack!.toShiftId).toBe(next.id);
});
