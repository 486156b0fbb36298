import { beforeAll, expect, test } from 'vitest';
import type { InvariantName } from './checker/judge.ts';
import { faultKinds, planOf } from './plan.ts';
import { tableOf } from './report.ts';
import { run, type Outcome } from './run.ts';

const wish = { seed: 2, minutes: 1, clients: 4, nodes: 2, perSecond: 40 };
let outcome: Outcome;

beforeAll(async () => {
  outcome = await run(wish, () => {});
  process.stdout.write(tableOf(outcome));
}, 600_000);

const promises: [string, InvariantName][] = [
  ['R1: what was acknowledged is there', 'lost'],
  ['R2: no command is carried out twice', 'doubled'],
  ['R3: nothing is there that nobody asked for', 'phantom'],
  ['R4: a refusal changes nothing, and is the same whenever it is asked for', 'refused'],
  ['R5: a command keeps its id and its words, however often it is sent', 'sameWords'],
  ['R6: a version of a row is the same for everybody, and a number is one change', 'oneOrder'],
  ['R7: what is asked for after an acknowledgement has the higher number', 'orderOfAnswers'],
  ['R8: a welcome holds everything up to its version', 'wholeWelcome'],
  ['R9: whoever hears yes has what they did on their screen', 'ownWords'],
  ['R10: what a page has shown it never shows older, nor not at all', 'neverBack'],
  ['R11: five seconds after the last fault every page shows what a fresh welcome says', 'healed'],
  ['R12: ten seconds after the last fault nothing waits to be sent', 'emptied'],
  ['R13: where nothing is wrong, news comes as news and need not be looked for', 'asNews'],
  ['R14: nobody hears what is not for them', 'overheard'],
  ['R15: a wrong clock on a device changes no time that is kept', 'storedTimes'],
  ['R16: a server lives on when its database does not', 'serversLiveOn'],
];
test.each(promises)('%s', (_promise, rule) => {
  expect(outcome.verdict[rule]).toEqual([]);
});

test('the minute was long enough to mean something', () => {
  expect(outcome.acknowledged).toBeGreaterThan(300);
  expect(outcome.faults['kill a server']).toBeGreaterThan(2);
  expect(outcome.faults['stop the database']).toBeGreaterThan(0);
  expect(outcome.quiet.rounds).toBeGreaterThan(0);
  expect(outcome.quiet.things).toBeGreaterThan(0);
});

test('the same seed is the same plan, and another seed another', () => {
  const size = { clients: 4, nodes: 2 };
  expect(planOf(7, 50, size)).toEqual(planOf(7, 50, size));
  expect(planOf(7, 50, size)).not.toEqual(planOf(8, 50, size));
  const kinds = planOf(7, 50, size).flatMap(({ faults }) => faults.map(({ kind }) => kind));
  expect(new Set(kinds)).toEqual(new Set(faultKinds));
});
