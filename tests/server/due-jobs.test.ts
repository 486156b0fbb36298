import { beforeEach, expect, test } from 'vitest';
import { openMetrics } from '#server/platform/metrics/metrics';
import { openDueJobs } from '#server/platform/due-jobs';
import type { Change, DueJob } from '#server/platform/live/commands/command';
import type { Db } from '#server/platform/database/db';
import { startOfTests } from '../support/clock.ts';
import { manualScheduler } from '../support/scheduler.ts';

const second = 1_000;
let scheduler: ReturnType<typeof manualScheduler>;
let tries: string[];
let pauses: unknown[];
/** Helplines in which the job fails, and whether looking for due work fails. */
let failing: Set<string>;
let isAway: boolean;

beforeEach(() => {
  scheduler = manualScheduler();
  [tries, pauses, failing, isAway] = [[], [], new Set(['one']), false];
  const job: DueJob = {
    what: 'escalate',
    where: () =>
      isAway ? Promise.reject(new Error('The database is away.')) : Promise.resolve(['one', 'two']),
    carryOut: ({ helplineId }) => {
      tries.push(helplineId);
      return failing.has(helplineId) ? Promise.reject(new Error('It fails.')) : Promise.resolve();
    },
  };
  openDueJobs({
    db: {} as Db,
    change: (helplineId, work) => work({ helplineId } as Change),
    clock: () => startOfTests,
    scheduler,
    log: (_level, _what, fields) => pauses.push(fields?.pauseMs),
    metrics: openMetrics(),
    jobs: [job],
  });
});

const triesOf = (helplineId: string) => tries.filter((one) => one === helplineId).length;

/** As the timer does: every two seconds. */
async function lookFor(milliseconds: number) {
  for (let passed = 0; passed < milliseconds; passed += 2 * second) {
    scheduler.standStill(2 * second);
    await scheduler.run('due');
  }
}

test('a job that fails again and again is tried after a growing pause, which has a limit', async () => {
  await scheduler.run('due');
  expect(triesOf('one')).toBe(1);
  await lookFor(600 * second);
  expect(pauses.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * second));
  expect(triesOf('one')).toBe(15);
});

test('a job that fails in one helpline is not put off in another', async () => {
  await lookFor(60 * second);
  expect(triesOf('two')).toBe(30);
});

test('a job that succeeds begins with the shortest pause when it fails once more', async () => {
  await lookFor(60 * second);
  failing.clear();
  await lookFor(60 * second);
  const before = triesOf('one');
  await lookFor(20 * second);
  expect(triesOf('one')).toBe(before + 10);
  failing.add('one');
  await lookFor(2 * second);
  expect(pauses.at(-1)).toBe(second);
});

test('while the database is away nothing is put off: the job runs at the first look after it', async () => {
  failing.clear();
  isAway = true;
  await lookFor(600 * second);
  expect(tries).toEqual([]);
  isAway = false;
  await lookFor(2 * second);
  expect(tries).toEqual(['one', 'two']);
});

test('of many helplines that a job is due in, each look takes some, and those in which it fails keep none waiting', async () => {
  const due = Array.from({ length: 30 }, (_, number) => `number ${number}`);
  failing = new Set(due.slice(0, 12));
  const done = new Set<string>();
  const many: DueJob = {
    what: 'lay out',
    atOnce: 10,
    where: () => Promise.resolve(due.filter((helplineId) => !done.has(helplineId))),
    carryOut: ({ helplineId }) => {
      tries.push(helplineId);
      if (failing.has(helplineId)) return Promise.reject(new Error('It fails.'));
      done.add(helplineId);
      return Promise.resolve();
    },
  };
  const jobs = openDueJobs({
    db: {} as Db,
    change: (helplineId, work) => work({ helplineId } as Change),
    clock: () => startOfTests,
    scheduler,
    log: () => {},
    metrics: openMetrics(),
    jobs: [many],
  });
  await jobs.look();
  expect(tries).toEqual(due.slice(0, 10));
  await jobs.look();
  await jobs.look();
  expect(tries).toHaveLength(30);
  expect([...done]).toEqual(due.slice(12));
});
