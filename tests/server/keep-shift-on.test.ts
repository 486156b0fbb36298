import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { places, shifts } from '#drizzle/schema/shifts';
import { ana, ben, supporters, trialHelpline } from '#drizzle/seed/people';
import type { Announce } from '#server/platform/live/commands/command';
import { openChange } from '#server/platform/live/commands/change';
import type { Live } from '#server/platform/live/live';
import { shiftOnAt } from '#server/shifts/queries';
import { keepShiftOn } from '#server/trial/keep-shift-on';
import { uuidv7 as newId } from 'uuidv7';
import { beginTrial, onAt, type BegunTrial } from '../support/trial.ts';

const hour = 3_600_000;
const begun = new Date('2026-11-25T20:17Z');
const inTheNight = new Date('2026-11-27T03:00Z');
let trial: BegunTrial;
let now: Date;
let told: unknown[];
let noteResync: string[];

beforeEach(async () => {
  trial = await beginTrial(begun);
  now = begun;
  told = [];
  noteResync = [];
});
afterEach(() => trial.end());

test('a shift that is on with both in it is left alone, and takes no version', async () => {
  const before = await changeNumber();
  await keep();
  expect(told).toEqual([]);
  expect(await changeNumber()).toBe(before);
});

test('where no shift is on, one is laid out from now for six hours, with Ana and Ben', async () => {
  now = inTheNight;
  await keep();
  const shift = await shiftNow();
  expect(shift).toMatchObject({
    startsAt: '2026-11-27T03:00:00.000Z',
    endsAt: '2026-11-27T09:00:00.000Z',
    covered: true,
    managerId: expect.any(String) as string,
    places: [
      { place: 1, personId: ana.id },
      { place: 2, personId: ben.id },
    ],
  });
  expect(told).toEqual([['shift:changed', shift]]);
  expect(noteResync).toEqual([ana.id, ben.id]);
  expect(shift!.version).toBe(await changeNumber());
});

test('a shift laid out for now ends where the next one starts', async () => {
  now = new Date('2026-11-27T15:30Z');
  await keep();
  expect(await shiftNow()).toMatchObject({ endsAt: '2026-11-27T18:00:00.000Z', covered: true });
});

test('an empty place of the shift that is on is filled, and whoever has the other one keeps it', async () => {
  const { id } = onAt(now, trial.allShifts)[0]!;
  await trial.db.delete(places).where(and(eq(places.shiftId, id), eq(places.personId, ana.id)));
  await keep();
  expect(await shiftNow()).toMatchObject({
    covered: true,
    places: [{ personId: ana.id }, { personId: ben.id }],
  });
  expect(noteResync).toEqual([ana.id]);
});

test('somebody suspended, or in another shift at that time, is not placed', async () => {
  const { id, endsAt } = onAt(now, trial.allShifts)[0]!;
  const [grace, joseph] = ['Grace', 'Joseph'].map(
    (name) => supporters.find(({ firstName }) => firstName === name)!.id,
  );
  await trial.db.delete(places).where(and(eq(places.shiftId, id), eq(places.personId, ana.id)));
  await trial.db.update(people).set({ suspendedAt: now }).where(eq(people.id, ana.id));
  const other = { helplineId: trialHelpline.id, shiftId: newId() };
  const laterOn = { startsAt: new Date(endsAt.getTime() - hour), endsAt: new Date(endsAt.getTime() + hour) };
  await trial.db
    .insert(shifts)
    .values({ ...laterOn, id: other.shiftId, helplineId: other.helplineId, version: 1 });
  await trial.db.insert(places).values({ ...other, place: 1, personId: grace! });

  await keep();
  expect(noteResync).toEqual([joseph]);
  expect(await shiftNow()).toMatchObject({ places: [{ personId: joseph }, { personId: ben.id }] });
});

test('where nobody is free, nothing is changed again and again', async () => {
  const { id } = onAt(now, trial.allShifts)[0]!;
  await trial.db.delete(places).where(and(eq(places.shiftId, id), eq(places.personId, ana.id)));
  await trial.db.update(people).set({ suspendedAt: now }).where(eq(people.helplineId, trialHelpline.id));
  const before = await changeNumber();
  await keep();
  expect(await changeNumber()).toBe(before);
});

test('four servers that look at once lay out one shift', async () => {
  now = inTheNight;
  await Promise.all([keep(), keep(), keep(), keep()]);
  expect(onAt(now, await trial.db.select().from(shifts))).toHaveLength(1);
  expect((await shiftNow())!.places).toHaveLength(2);
});

test('an evening after the other, somebody is always on', async () => {
  const end = begun.getTime() + 10 * 24 * hour;
  for (let at = begun.getTime(); at < end; at += 1.5 * hour) {
    now = new Date(at);
    await keep();
    expect(await shiftNow()).toMatchObject({ covered: true });
  }
  const all = await trial.db.select().from(shifts).orderBy(shifts.startsAt);
  expect(all.slice(1).every((shift, index) => shift.startsAt >= all[index]!.endsAt)).toBe(true);
  const names = new Set(supporters.map(({ id }) => id));
  expect((await shiftNow())!.places.every(({ personId }) => names.has(personId))).toBe(true);
});

/** What one server does, with its own way to change things. */
function keep() {
  const begin = openChange({ db: trial.db, clock: () => now });
  const change: Live['change'] = async (helplineId, work) => {
    await begin(helplineId, async (made) => {
      const announce: Announce = (name, row) => void told.push([name, row]);
      await work({ ...made, announce, resync: (personId) => noteResync.push(personId) });
    });
  };
  return keepShiftOn(change, trial.db, trial.helplineId, () => now);
}

const shiftNow = () => shiftOnAt(trial.db, trial.helplineId, now);

async function changeNumber() {
  const [helpline] = await trial.db.select().from(helplines);
  return helpline!.change;
}
