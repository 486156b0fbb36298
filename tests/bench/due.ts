import { cpus } from 'node:os';
import { nouns } from '#server/nouns';
import { openDatabase, type Db } from '#server/platform/database/db';
import { migrate } from '#server/platform/database/migrate';
import { openChange } from '#server/platform/live/commands/change';
import type { DueJob } from '#server/platform/live/commands/command';
import { dailyDigest } from '#server/debriefs/daily-digest';
import { shiftsToLayOut } from '#server/shifts/lay-out-shifts';
import { shiftsThatCome } from '#server/shifts/reminders';
import { stopwatch } from '../support/real-time.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';
import { fillHelplines, insertHelplines } from './many-helplines.ts';

/** A thousand helplines with four weeks of shifts each: what a look for due work costs a server, and what laying out and reminding do. */
const howMany = 1_000;
const looks = 50;
/** A Friday evening: in every helpline a shift is on, with its two. */
let now = new Date('2026-11-20T20:00:00Z');

const database = await temporaryDatabase();
try {
  await migrate(database.url);
  const { db, close } = openDatabase(database.url);
  try {
    await measure(db);
  } finally {
    await close();
  }
} finally {
  await database.remove();
}

async function measure(db: Db) {
  print(
    `${cpus().length} cores, Node ${process.version}, ${howMany} helplines, each with its four weeks of shifts\n`,
  );
  await insertHelplines(db, howMany, now);
  print(
    '| due for all of them together | ticks | each, median | worst | of it CPU, median |\n|---|---|---|---|---|',
  );
  print(rowOf('four weeks of shifts to lay out', await ticksOf(db, shiftsToLayOut)));
  await fillHelplines(db, now);
  await db.execute('analyze');
  print(rowOf('the evening before', await ticksOf(db, shiftsThatCome)));
  const jobs = Object.values(nouns).flatMap(({ dueJobs }) => dueJobs ?? []);
  const evening = await looksAt(db, jobs);
  now = new Date('2026-11-21T08:30:00Z');
  const morning = await looksAt(db, jobs);
  now = new Date('2026-11-21T09:00:01Z');
  print(rowOf('the daily digest', await ticksOf(db, dailyDigest)));
  now = new Date('2026-11-21T20:00:00Z');
  print(rowOf('the next shift to lay out', await ticksOf(db, shiftsToLayOut)));

  print('\n| a look where nothing is due | median | worst |\n|---|---|---|');
  for (const [what, times] of evening.each) print(lookOf(what, times));
  print(lookOf('**all of them: a tick in the evening**', evening.whole));
  print(lookOf('of it CPU of the server', evening.whole, 'cpu'));
  print(lookOf('**a tick in the hour before the digest**', morning.whole));
  print(lookOf('of it CPU of the server', morning.whole, 'cpu'));
}

/** What the jobs take to look for what is due, each and all together. */
async function looksAt(db: Db, jobs: DueJob[]) {
  const each = new Map<string, Taken[]>(jobs.map(({ what }) => [what, []]));
  const whole: Taken[] = [];
  for (let look = 0; look < looks; look += 1)
    whole.push(
      await timed(async () => {
        for (const job of jobs) each.get(job.what)!.push(await timed(() => job.where(db, now)));
      }),
    );
  return { each, whole };
}

type Taken = { ms: number; cpu: number };

async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const [began, before] = [stopwatch(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: stopwatch() - began, cpu: (user + system) / 1_000 };
}

/** Ticks of one job until nothing is due any more, each as a server does it. */
async function ticksOf(db: Db, job: DueJob): Promise<Taken[]> {
  const change = openChange({ db, clock: () => now });
  const ticks: Taken[] = [];
  for (let isDue = true; isDue;) {
    const tick = await timed(async () => {
      const due = await job.where(db, now);
      isDue = due.length > 0;
      for (const helplineId of due.slice(0, job.atOnce)) await change(helplineId, job.carryOut);
    });
    if (isDue) ticks.push(tick);
  }
  return ticks;
}

function rowOf(what: string, ticks: Taken[]) {
  return `| ${what} | ${ticks.length} | ${median(ticks, 'ms')} | ${worst(ticks, 'ms')} | ${median(ticks, 'cpu')} |`;
}

function lookOf(what: string, taken: Taken[], of: keyof Taken = 'ms') {
  return `| ${what} | ${median(taken, of)} | ${worst(taken, of)} |`;
}

function median(taken: Taken[], of: keyof Taken) {
  return shown(inOrder(taken, of)[Math.floor(taken.length / 2)]);
}

function worst(taken: Taken[], of: keyof Taken) {
  return shown(inOrder(taken, of).at(-1));
}

function inOrder(taken: Taken[], of: keyof Taken) {
  return taken.map((one) => one[of]).sort((a, b) => a - b);
}

function shown(ms = 0) {
  return `${ms.toFixed(1)} ms`;
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}
