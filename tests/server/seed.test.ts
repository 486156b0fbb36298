import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ana, ben, idris, lorna, supporters } from '#drizzle/seed/people';
import { beginTrial, onAt, type BegunTrial } from '../support/trial.ts';

const minute = 60_000;
const hour = 60 * minute;
const moments = [
  ['in the middle of a weekday night', '2026-11-25T03:00Z'],
  ['shortly before a weekday evening', '2026-11-25T17:30Z'],
  ['shortly before midnight', '2026-11-25T23:55Z'],
  ['shortly after midnight', '2026-11-26T00:05Z'],
  ['an hour after midnight', '2026-11-26T00:45Z'],
  ['just before a weekend opens', '2026-11-28T11:59Z'],
  ['on an ordinary evening', '2026-11-25T20:17Z'],
  ['as the clock goes back', '2026-10-25T00:40Z'],
  ['as the clock goes forward', '2027-03-28T01:20Z'],
  ['late on the evening of a clock change', '2026-10-25T23:30Z'],
] as const;

describe.each(moments)('a trial begun %s', (_, at) => {
  const now = new Date(at);
  let trial: BegunTrial;
  beforeAll(async () => {
    trial = await beginTrial(now);
  });
  afterAll(() => trial.end());

  test('has one shift on, with Ana and Ben in it and time to look around', () => {
    const { allShifts, allPlaces } = trial;
    const on = onAt(now, allShifts);
    expect(on).toHaveLength(1);
    expect(now.getTime() - on[0]!.startsAt.getTime()).toBeGreaterThanOrEqual(10 * minute);
    expect(on[0]!.endsAt.getTime() - now.getTime()).toBeGreaterThanOrEqual(2 * hour);
    expect(on[0]).toMatchObject({ managerId: lorna.id, nextManagerId: idris.id });
    const pair = allPlaces.filter(({ shiftId }) => shiftId === on[0]!.id);
    expect(pair).toMatchObject([
      { place: 1, personId: ana.id },
      { place: 2, personId: ben.id },
    ]);
  });

  test('has a rota without overlaps, with gaps to be filled and everybody on equally often', () => {
    const { allShifts, allPlaces } = trial;
    const first = allShifts[0]!;
    const last = allShifts.at(-1)!;
    for (const [index, shift] of allShifts.slice(1).entries())
      expect(shift.startsAt >= allShifts[index]!.endsAt).toBe(true);
    expect(now.getTime() - first.startsAt.getTime()).toBeGreaterThan(54 * 24 * hour);
    expect(last.endsAt.getTime() - now.getTime()).toBeGreaterThan(26 * 24 * hour);

    const placesIn = (id: string) => allPlaces.filter(({ shiftId }) => shiftId === id).length;
    const gaps = allShifts.filter(({ id }) => placesIn(id) < 2).map(({ startsAt }) => startsAt.getTime());
    const inAWeek = now.getTime() + 7 * 24 * hour;
    expect(gaps.every((gap) => gap > now.getTime())).toBe(true);
    expect(gaps.some((gap) => gap < inAWeek)).toBe(true);
    expect(gaps.some((gap) => gap >= inAWeek)).toBe(true);

    const turns = supporters.map(({ id }) => allPlaces.filter(({ personId }) => personId === id).length);
    expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(3);
  });

  test('has calls by those on the shift, one at a time, within it and over by now', () => {
    const { allShifts, allPlaces, allCalls } = trial;
    expect(allCalls.length).toBeGreaterThanOrEqual(220);
    expect(allCalls.length).toBeLessThanOrEqual(280);
    for (const call of allCalls) {
      const shift = allShifts.find(({ id }) => id === call.shiftId)!;
      expect(allPlaces).toContainEqual(
        expect.objectContaining({ shiftId: shift.id, personId: call.takenBy }),
      );
      expect(call.assignedTo).toBe(call.takenBy);
      expect(call.startedAt >= shift.startsAt && call.startedAt < call.endedAt!).toBe(true);
      expect(call.endedAt! <= shift.endsAt && call.endedAt! <= now).toBe(true);
      expect(call.closedAt === null || (call.closedAt >= call.endedAt! && call.closedAt <= now)).toBe(true);
      expect(call.state).toBe(call.closedAt ? 'closed' : 'writing-up');
    }
    for (const { id } of supporters) {
      const own = allCalls.filter(({ takenBy }) => takenBy === id);
      for (const [index, call] of own.slice(1).entries())
        expect(call.startedAt >= own[index]!.endedAt!).toBe(true);
    }
  });

  test('leaves some records of last night and one of tonight to be finished', () => {
    const { allShifts, allCalls } = trial;
    const tonight = allShifts.indexOf(onAt(now, allShifts)[0]!);
    const unfinished = (index: number) =>
      allCalls.filter(({ shiftId, state }) => shiftId === allShifts[index]!.id && state === 'writing-up')
        .length;
    expect(unfinished(tonight)).toBe(1);
    expect(unfinished(tonight - 1)).toBe(2);
    expect(allCalls.filter(({ state }) => state === 'writing-up')).toHaveLength(3);
    const soFar = allCalls.filter(({ shiftId }) => shiftId === allShifts[tonight]!.id);
    expect(soFar.length).toBeGreaterThanOrEqual(2);
    expect(soFar.length).toBeLessThanOrEqual(3);
  });

  test('has flags and debriefs whose steps follow each other up to now', () => {
    const { allFlags, allDebriefs, allCalls } = trial;
    for (const { steps } of [...allFlags, ...allDebriefs]) {
      const times = steps.map((step) => Date.parse(step.at));
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times.at(-1)).toBeLessThanOrEqual(now.getTime());
    }
    expect(tally(allFlags.map(({ state }) => state))).toEqual({ closed: 11, waiting: 3 });
    for (const { state, closedAt, steps } of allFlags.filter(({ state }) => state === 'closed'))
      expect([state, closedAt?.toISOString()]).toEqual(['closed', steps.at(-1)!.at]);
    expect(tally(allDebriefs.map(({ state }) => state))).toEqual({ closed: 8, agreed: 1, asked: 1 });
    const agreed = allDebriefs.find(({ state }) => state === 'agreed')!;
    const tomorrow = new Date(now.getTime() + 24 * hour);
    expect(Math.abs(agreed.offeredFor!.getTime() - tomorrow.getTime())).toBeLessThan(24 * hour);

    expect(agreed.overAt).toBeNull();
    for (const { state, overAt, closing, steps } of allDebriefs.filter(({ state }) => state === 'closed'))
      expect([state, overAt?.toISOString(), closing === null]).toEqual(['closed', steps.at(-1)!.at, false]);

    const flagged = allCalls.filter((call) => call.flagged).map(({ id }) => id);
    expect(flagged.sort()).toEqual(allFlags.map(({ callId }) => callId).sort());
    const openCalls = allCalls.filter(({ openTo }) => openTo.length > 0);
    expect(openCalls.map(({ id, openTo }) => ({ id, openTo }))).toEqual(
      agreed.callIds.map((id) => ({ id, openTo: [agreed.assignedTo] })),
    );
  });

  test('numbers every row in the order of its changes, up to the number of the helpline', () => {
    const { helpline, allPeople, allShifts, allCalls, allFlags, allDebriefs, allLines, allFollowUps } = trial;
    const asked = [...allDebriefs, ...allLines, ...allFollowUps];
    const rows = [...allPeople, ...allShifts, ...allCalls, ...allFlags, ...asked];
    expect(Math.max(...rows.map(({ version }) => version))).toBe(helpline.change);
    expect(new Set(rows.map(({ version }) => version)).size).toBe(rows.length);
    for (const { fieldMarks, version } of allCalls)
      for (const mark of Object.values(fieldMarks)) expect(mark.version).toBeLessThanOrEqual(version);
    const untouched = allCalls.filter(
      ({ flagged, openTo, state }) => !flagged && !openTo.length && state === 'closed',
    );
    const older = untouched.find(({ startedAt }) => now.getTime() - startedAt.getTime() > 40 * 24 * hour)!;
    const newer = untouched.at(-1)!;
    expect(older.version).toBeLessThan(newer.version);
  });
});

const tally = (names: string[]) =>
  names.reduce<Record<string, number>>(
    (counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }),
    {},
  );
