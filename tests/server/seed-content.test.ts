import { afterAll, beforeAll, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { seedTrial } from '#drizzle/seed';
import { trialPeople } from '#drizzle/seed/people';
import { beginTrial, type BegunTrial } from '../support/trial.ts';

const now = new Date('2026-11-25T20:17Z');
const minute = 60_000;
let trial: BegunTrial;
beforeAll(async () => {
  trial = await beginTrial(now);
});
afterAll(() => trial.end());

test('what is written down holds no number and nobody’s name', () => {
  const { allCalls, allFlags, allDebriefs } = trial;
  const words = [
    ...allCalls.map(({ note }) => note),
    ...allFlags.flatMap(({ note, learning, steps }) => [
      note,
      learning ?? '',
      ...steps.map((step) => step.words ?? ''),
    ]),
    ...allDebriefs.map(({ note }) => note),
  ].join('\n');
  expect(words).not.toMatch(/\d/);
  for (const { firstName } of trialPeople) expect(words).not.toMatch(new RegExp(`\\b${firstName}\\b`));
  expect(allCalls.filter(({ note }) => note !== '').length).toBeGreaterThan(60);
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

test('the same moment gives the same trial, in less than a second', async () => {
  const again = await beginTrial(now);
  await again.end();
  expect(again.allCalls).toEqual(trial.allCalls);
  expect(again.allFlags).toEqual(trial.allFlags);
  expect(again.took).toBeLessThan(1_000);
});

test('a second trial in the same database is refused and changes nothing', async () => {
  const { db } = trial;
  await expect(seedTrial(db, new Date('2026-11-26T20:17Z'))).rejects.toThrow();
  expect(await db.$count(helplines)).toBe(1);
  expect(await db.$count(people)).toBe(trialPeople.length);
});
