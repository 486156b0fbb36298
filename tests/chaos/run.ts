import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietRounds } from './checker/as-news.ts';
import { commandsIn } from './checker/evening.ts';
import { isSpotless, type Verdict } from './checker/judge.ts';
import { ownedByTheServers } from './database.ts';
import { spendEvening, type Spent } from './evening.ts';
import { openGivenTime } from './given-time.ts';
import { openNodes } from './nodes.ts';
import { openPages } from './pages.ts';
import { planOf, type FaultKind } from './plan.ts';
import { stopwatch } from '../support/real-time.ts';

export type Wish = { seed: number; minutes: number; clients: number; nodes: number; perSecond: number };
export type Outcome = {
  seed: number;
  minutes: number;
  clients: number;
  nodes: number;
  acknowledged: number;
  faults: Partial<Record<FaultKind, number>>;
  /** Rounds without faults, and the things that had to come as news in them. */
  quiet: { rounds: number; things: number };
  verdict: Partial<Verdict>;
  /** Milliseconds as the machine gives them. */
  longestHeal: number;
  longestUntilEmpty: number;
};

/** The part of its time that the machine has to have given before a run ends, unless it has taken so many times as long. */
const leastGiven = 0.5;
const longest = 5;
/** Rounds of one evening: few enough that its history can be judged after each of them. */
const roundsInAnEvening = 12;

/** Evening after evening on the same servers and the same database, until the time is up or something is wrong. */
export async function run(wish: Wish, say: (line: string) => void): Promise<Outcome> {
  const { seed, minutes, clients, perSecond } = wish;
  const folder = await mkdtemp(join(tmpdir(), 'alongside-chaos-'));
  await chmod(folder, 0o755);
  const database = ownedByTheServers(join(folder, 'data'));
  const began = stopwatch();
  const nodes = await openNodes({ count: wish.nodes, environment: database.environment, folder });
  const pages = await openPages(clients);
  const givenTime = openGivenTime(() => [...nodes.pids(), ...pages.pids()]);
  const timeIsUp = () => {
    const [passed, given] = [(stopwatch() - began) / 60_000, givenTime() / 60_000];
    return passed > minutes && (given > leastGiven * minutes || passed > longest * minutes);
  };
  const outcome: Outcome = { ...wish, ...nothingYet() };
  try {
    for (let evening = 0; !timeIsUp() && isSpotless(outcome.verdict); evening += 1) {
      const rounds = planOf(seed * 1_000 + evening, roundsInAnEvening, { clients, nodes: wish.nodes });
      const given = { seed: seed * 1_000 + evening, rounds, clients, perSecond, timeIsUp };
      add(outcome, await spendEvening(given, { database, nodes, pages }));
      say(lineOf(outcome, evening));
    }
  } finally {
    await pages.close();
    await nodes.close();
    await database.close();
  }
  outcome.minutes = (stopwatch() - began) / 60_000;
  if (isSpotless(outcome.verdict)) await rm(folder, { recursive: true, force: true });
  else say(`What the servers said is in ${folder}.`);
  return outcome;
}

const nothingYet = () => ({
  ...{ acknowledged: 0, faults: {}, quiet: { rounds: 0, things: 0 } },
  ...{ verdict: {}, longestHeal: 0, longestUntilEmpty: 0 },
});

function add(outcome: Outcome, { evening, verdict, faults }: Spent) {
  const { heals, history } = evening;
  outcome.acknowledged += commandsIn(history).filter(({ answer }) => answer === 'yes').length;
  for (const kind of faults) outcome.faults[kind] = (outcome.faults[kind] ?? 0) + 1;
  for (const { total } of quietRounds(evening)) {
    outcome.quiet.rounds += 1;
    outcome.quiet.things += total;
  }
  outcome.verdict = verdict;
  outcome.longestHeal = Math.max(
    outcome.longestHeal,
    ...heals.map(({ equalAfter }) => equalAfter ?? Infinity),
  );
  outcome.longestUntilEmpty = Math.max(
    outcome.longestUntilEmpty,
    ...heals.map(({ emptyAfter }) => emptyAfter ?? Infinity),
  );
}

const lineOf = ({ acknowledged, faults, longestHeal }: Outcome, evening: number) =>
  `evening ${evening + 1}: ${acknowledged} acknowledged, ${Object.values(faults).reduce((a, b) => a + b, 0)} faults, longest heal ${Math.round(longestHeal)} ms`;
