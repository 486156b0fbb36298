import fc from 'fast-check';
import { expect, test } from 'vitest';
import { places } from '#drizzle/schema/shifts';
import type { Shift } from '#shared/shifts';
import type { Client } from '../support/client.ts';
import { newId } from '../support/helpline.ts';
import { mailToNobody } from '../support/notifications.ts';
import { repetitions } from '../support/repetitions.ts';
import { swapsOf } from '../support/swaps.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({ mail: mailToNobody });
const { moreSupporters } = swapsOf(testServer, helpline);

const days = 21;
const stepsPerDay = 5;
const does = ['cover', 'swap', 'yes', 'yes', 'yes', 'no', 'withdraw', 'undo', 'allow', 'refuse'] as const;
const anyStep = fc.record({
  does: fc.constantFrom(...does),
  who: fc.nat(3),
  which: fc.nat(),
});
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;

type Asked = {
  swapId: string;
  shiftId: string;
  asker: string;
  forShiftIds: string[];
  taken: Taken | null;
  isDone: boolean;
};
type Taken = { by: string; takingShiftId: string | null };
type People = { ids: string[]; clients: Client[]; mo: Client };

/** The rota as it has to be: a place goes to another only where one has asked and the other has said yes. */
function rotaOf(shiftIds: string[], ids: string[]) {
  const pairs = new Map(shiftIds.map((id, day) => [id, [ids[day % 4]!, ids[(day + 1) % 4]!]]));
  const give = (shiftId: string, from: string, to: string) =>
    pairs.set(
      shiftId,
      pairs.get(shiftId)!.map((id) => (id === from ? to : id)),
    );
  return {
    pairs,
    isIn: (shiftId: string, id: string) => pairs.get(shiftId)!.includes(id),
    exchange({ shiftId, asker }: Asked, { by, takingShiftId }: Taken, isBack = false) {
      give(shiftId, isBack ? by : asker, isBack ? asker : by);
      if (takingShiftId !== null) give(takingShiftId, isBack ? asker : by, isBack ? by : asker);
    },
  };
}

type Rota = ReturnType<typeof rotaOf>;

/** What the manager’s page has of the places, from the welcome and the news since. */
async function placesSeenBy(mo: Client): Promise<Map<string, string[]>> {
  await mo.catchesUp();
  const news = mo.heard.filter(({ name }) => name === 'shift:changed').map(({ row }) => row as Shift);
  return new Map(
    [...mo.welcome.shifts, ...news].map((shift) => [shift.id, shift.places.map(({ personId }) => personId)]),
  );
}

/** Four supporters, and a pair of them on each of the evenings to come. */
async function fourForThreeWeeks() {
  const { ids: more, connect } = await moreSupporters(1);
  const { ana, ben, cai } = helpline.ids;
  const ids = [ana, ben, cai, more[0]!];
  const shiftIds: string[] = [];
  for (let day = 0; day < days; day++) {
    const shiftId = await helpline.addShift(30 + 24 * day, 36 + 24 * day);
    const pair = [ids[day % 4]!, ids[(day + 1) % 4]!];
    const rows = pair.map((personId, index) => ({
      ...{ shiftId, personId, helplineId: helpline.id },
      place: index === 0 ? (1 as const) : (2 as const),
    }));
    await testServer.db.insert(places).values(rows);
    shiftIds.push(shiftId);
  }
  return { ids, shiftIds, sam: () => connect(more[0]!) };
}

/** Carries a step out as people do. Returns whether a place has changed hands. */
async function take(step: Step, today: number, people: People, rota: Rota, asked: Asked[]) {
  const { ids, clients, mo } = people;
  const [me, client] = [ids[step.who]!, clients[step.who]!];
  if (step.does === 'cover' || step.does === 'swap') {
    const ahead = [...rota.pairs.keys()].slice(today);
    const mine = ahead.filter((id) => rota.isIn(id, me));
    const shiftId = mine[step.which % mine.length];
    if (shiftId === undefined) return false;
    const theirs = ahead.filter((id) => !rota.isIn(id, me)).slice(0, 6);
    const forShiftIds = step.does === 'swap' ? theirs : [];
    const one = { swapId: newId(), shiftId, forShiftIds };
    const { ok } = await client.send('swap:ask', {
      ...{ swapId: one.swapId, shiftId, kind: step.does },
      ...(step.does === 'swap' && { forShiftIds }),
    });
    if (ok) asked.push({ ...one, asker: me, taken: null, isDone: false });
    return false;
  }
  const one = asked.at(-1 - (step.which % 4));
  if (!one) return false;
  const { swapId } = one;
  if (step.does === 'yes') {
    const takingShiftId = one.forShiftIds.find((id) => rota.isIn(id, me)) ?? null;
    const taking = takingShiftId !== null && { takingShiftId };
    if (!(await client.send('swap:answer', { swapId, answer: 'yes', ...taking })).ok) return false;
    one.taken = { by: me, takingShiftId };
    const row = await mo.hears('swap:changed', ({ id, takenBy }) => id === swapId && takenBy === me);
    one.isDone = row.state === 'done';
    if (one.isDone) rota.exchange(one, one.taken);
    return one.isDone;
  }
  if (step.does === 'no') await client.send('swap:answer', { swapId, answer: 'no' });
  if (step.does === 'withdraw') await client.send('swap:withdraw', { swapId });
  if (step.does === 'refuse') await mo.send('swap:refuse', { swapId });
  if (step.does === 'allow' && (await mo.send('swap:allow', { swapId })).ok) {
    rota.exchange(one, one.taken!);
    return (one.isDone = true);
  }
  if (step.does === 'undo') {
    if (!(await client.send('swap:undo', { swapId })).ok) return false;
    const wasDone = one.isDone;
    if (wasDone) rota.exchange(one, one.taken!, true);
    one.isDone = false;
    return wasDone;
  }
  return false;
}

/** A request and its yes, so that no run is without one. */
const certain: Step[] = [
  { does: 'cover', who: 0, which: 0 },
  { does: 'yes', who: 2, which: 0 },
];
const count = days * stepsPerDay - certain.length;
const runs = fc.sample(fc.array(anyStep, { minLength: count, maxLength: count }), {
  numRuns: repetitions({ few: 1, all: 3 }),
});

test.each(runs.map((steps, index) => ({ steps: [...certain, ...steps], run: index + 1 })))(
  'over three weeks of swaps between four, two are on every shift, and a place changes hands only where both agreed (run $run)',
  { timeout: 120_000 },
  async ({ steps }) => {
    const { ids, shiftIds, sam } = await fourForThreeWeeks();
    const rota = rotaOf(shiftIds, ids);
    const asked: Asked[] = [];
    let changes = 0;
    for (let day = 0; day < days; day++) {
      const { ana, ben, cai, mo } = await helpline.connectAll('ana', 'ben', 'cai', 'mo');
      const people = { ids, clients: [ana, ben, cai, await sam()], mo };
      for (const step of steps.slice(day * stepsPerDay, (day + 1) * stepsPerDay)) {
        if (await take(step, day, people, rota, asked)) changes++;
        const seen = await placesSeenBy(mo);
        for (const [id, pair] of rota.pairs)
          if (seen.has(id)) expect(new Set(seen.get(id)), JSON.stringify(step)).toEqual(new Set(pair));
      }
      for (const client of [...people.clients, mo]) client.leave();
      await testServer.timePasses({ hours: 24 });
    }
    expect([...rota.pairs.values()].every((pair) => new Set(pair).size === 2)).toBe(true);
    expect(changes).toBeGreaterThan(0);
  },
);
