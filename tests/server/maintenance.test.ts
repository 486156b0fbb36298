import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands } from '#drizzle/schema/commands';
import { helplines } from '#drizzle/schema/helplines';
import { invitations, people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { sessions } from '#drizzle/schema/sessions';
import { maintenanceTasks } from '#server/maintenance';
import { openDueJobs } from '#server/platform/due-jobs';
import { openMaintenance } from '#server/platform/maintenance';
import type { Announce } from '#server/platform/live/commands/command';
import type { Db } from '#server/platform/database/db';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { openChange } from '#server/platform/live/commands/change';
import { openLogger } from '#server/platform/logger';
import { openMetrics } from '#server/platform/metrics/metrics';
import { shiftsToLayOut } from '#server/shifts/lay-out-shifts';
import { usualPattern } from '#shared/patterns';
import type { OpeningPattern } from '#shared/shifts';
import { freshDatabase } from '../support/database.ts';
import { manualScheduler } from '../support/scheduler.ts';
import { beginTrial } from '../support/trial.ts';
import { openTestKeys } from '../support/keys.ts';

const hour = 3_600_000;
const day = 24 * hour;
let now: Date;
let db: Db;
let end: () => Promise<void>;
let told: unknown[];

beforeEach(async () => {
  const database = await freshDatabase();
  const opened = openSealedDatabase(database.url, await openTestKeys(database.url));
  db = opened.db;
  now = new Date('2026-10-12T09:00Z');
  told = [];
  end = async () => {
    await opened.close();
    await database.drop();
  };
});
afterEach(() => end());

test('a helpline gets the shifts of its pattern four weeks ahead, and they are told', async () => {
  const id = await helplineWith(usualPattern);
  await runMaintenance();
  const all = await shiftsOf(id);
  expect(all).toHaveLength(28);
  expect(all[0]!.startsAt).toEqual(new Date('2026-10-12T17:00Z'));
  expect(all.at(-1)!.startsAt).toEqual(new Date('2026-11-08T12:00Z'));
  expect(told).toHaveLength(28);
  expect(told[0]).toEqual(['shift:changed', all[0]!.id]);
  expect(all.every(({ version }) => version === 1)).toBe(true);
});

test('done again, nothing changes; done a day later, a day is added', async () => {
  const id = await helplineWith(usualPattern);
  await runMaintenance();
  await runMaintenance();
  expect(await changeOf(id)).toBe(1);
  now = new Date(now.getTime() + day);
  await runMaintenance();
  expect(await shiftsOf(id)).toHaveLength(29);
  expect(await changeOf(id)).toBe(2);
});

test('five servers that do them at once lay out each shift once, for every helpline', async () => {
  const ids = [await helplineWith(usualPattern), await helplineWith(usualPattern), await helplineWith([])];
  await Promise.all([1, 2, 3, 4, 5].map(() => runMaintenance()));
  expect(await Promise.all(ids.map(async (id) => (await shiftsOf(id)).length))).toEqual([28, 28, 0]);
  expect(told).toHaveLength(56);
});

test('a shift that was given other times stands in for those it overlaps', async () => {
  const id = await helplineWith(usualPattern);
  const longer = { startsAt: new Date('2026-10-12T16:30Z'), endsAt: new Date('2026-10-13T00:30Z') };
  await db.insert(shifts).values({ ...longer, id: uuidv7(), helplineId: id, version: 0 });
  await runMaintenance();
  const all = await shiftsOf(id);
  expect(all).toHaveLength(28);
  expect(all[0]).toMatchObject(longer);
  expect(all[1]!.startsAt).toEqual(new Date('2026-10-13T17:00Z'));
});

test('two shifts of a pattern that overlap only because the clock goes back are both laid out', async () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  const id = await helplineWith([
    ...everyDay.map((weekday) => ({ weekday, opensAt: '20:00', closesAt: '01:30' })),
    ...everyDay.map((weekday) => ({ weekday, opensAt: '01:30', closesAt: '08:00' })),
  ]);
  await runMaintenance();
  const times = (await shiftsOf(id)).map(({ startsAt }) => startsAt.toISOString());
  expect(times).toContain('2026-10-24T19:00:00.000Z');
  expect(times).toContain('2026-10-25T00:30:00.000Z');
  await runMaintenance();
  expect(await changeOf(id)).toBe(1);
});

test('the rota of a trial is left as it is on its first day, and goes on after it', async () => {
  const trial = await beginTrial(new Date('2026-11-25T17:30Z'));
  try {
    now = new Date('2026-11-25T17:31Z');
    await runMaintenance(trial.db);
    expect(await trial.db.$count(shifts)).toBe(trial.allShifts.length);
    now = new Date(now.getTime() + 7 * day);
    await runMaintenance(trial.db);
    expect(await trial.db.$count(shifts)).toBe(trial.allShifts.length + 7);
    expect(await trial.db.$count(places)).toBe(trial.allPlaces.length);
  } finally {
    await trial.end();
  }
});

test('receipts go after seven days, sign-ins and links when their time is up; all others stay', async () => {
  const helplineId = await helplineWith([]);
  const personId = uuidv7();
  const other = { ...person(personId, helplineId), id: uuidv7() };
  await db.insert(people).values([person(personId, helplineId), other]);
  const receipt = { helplineId, personId, digest: '', reply: { ok: true } as const };
  const receiptsAt = (at: Date, count: number) =>
    db.insert(commands).values(Array.from({ length: count }, () => ({ ...receipt, id: uuidv7(), at })));
  await receiptsAt(new Date(now.getTime() - 8 * day), 2_500);
  await receiptsAt(new Date(now.getTime() - 6 * day), 3);
  const at = (hours: number) => new Date(now.getTime() + hours * hour);
  await db.insert(sessions).values([
    { idHash: 'idle too long', personId, createdAt: at(-3), expiresAt: at(-1) },
    { idHash: 'older than a night', personId, createdAt: at(-17), expiresAt: at(1) },
    { idHash: 'standing', personId, createdAt: at(-3), expiresAt: at(1) },
  ]);
  await db.insert(invitations).values([
    { personId, helplineId, secretHash: 'worn', expiresAt: at(-0.1) },
    { personId: other.id, helplineId, secretHash: 'fresh', expiresAt: at(0.4) },
  ]);

  await Promise.all([runMaintenance(), runMaintenance(), runMaintenance()]);
  expect(await db.$count(commands)).toBe(3);
  expect((await db.select().from(sessions)).map(({ idHash }) => idHash)).toEqual(['standing']);
  expect((await db.select().from(invitations)).map(({ secretHash }) => secretHash)).toEqual(['fresh']);
  expect(await db.$count(people)).toBe(2);
});

test('a task that fails is logged, and delays neither another helpline nor another task', async () => {
  const helplineId = await helplineWith(usualPattern, 'Nowhere/At_All');
  const after = await helplineWith(usualPattern);
  const personId = uuidv7();
  await db.insert(people).values(person(personId, helplineId));
  await db.insert(invitations).values({ personId, helplineId, secretHash: 'worn', expiresAt: new Date(0) });
  const noted: unknown[] = [];
  await runMaintenance(db, (_level, _event, facts) => void noted.push(facts?.task ?? facts?.due));
  expect(noted).toEqual(['lay out shifts']);
  expect(await shiftsOf(after)).toHaveLength(28);
  expect(await db.$count(invitations)).toBe(0);
});

async function runMaintenance(given = db, log = openLogger('silent')) {
  const change = openChange({ db: given, clock: () => now });
  const announce: Announce = (name, row) => void told.push([name, row.id]);
  const clock = () => now;
  const scheduler = manualScheduler();
  const due = openDueJobs({
    db: given,
    change: async (id, work) => void (await change(id, (made) => work({ ...made, announce }))),
    clock,
    scheduler,
    log,
    metrics: openMetrics(),
    jobs: [shiftsToLayOut],
  });
  const maintenance = openMaintenance({ tasks: maintenanceTasks({ db: given, clock }), scheduler, log });
  await due.look();
  await maintenance.run();
  await due.close();
  await maintenance.close();
}

async function helplineWith(openingPattern: OpeningPattern, timeZone = 'Europe/London') {
  const id = uuidv7();
  await db.insert(helplines).values({ id, name: 'A line', timeZone, openingPattern, createdAt: now });
  return id;
}

const person = (id: string, helplineId: string) => ({
  id,
  helplineId,
  version: 0,
  firstName: 'Mo',
  roles: ['manager' as const],
});

const shiftsOf = (id: string) =>
  db.select().from(shifts).where(eq(shifts.helplineId, id)).orderBy(shifts.startsAt);

async function changeOf(id: string) {
  const [helpline] = await db.select().from(helplines).where(eq(helplines.id, id));
  return helpline!.change;
}
