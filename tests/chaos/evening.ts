import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '#server/platform/database/db';
import type { DataKeys } from '#server/platform/encryption/data-keys';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { identity } from '#server/identity';
import { nouns } from '#server/nouns';
import { openRegistry } from '#server/platform/live/registry';
import { welcomeOf } from '#server/platform/live/connection/welcome';
import type { Evening, Heal } from './checker/evening.ts';
import { isSpotless, judge, type Verdict } from './checker/judge.ts';
import { differencesBetween } from './compare.ts';
import type { Database } from './database.ts';
import { mostPages, openHelpline, startOf } from './helpline.ts';
import { moment, type History, type Told } from './history.ts';
import { openGivenTime } from './given-time.ts';
import { carryOut } from './nemesis.ts';
import { origin, type Nodes } from './nodes.ts';
import type { Pages } from './pages.ts';
import type { FaultKind, Round } from './plan.ts';
import { openProxy } from './proxy.ts';
import { whatIsKept } from './what-is-kept.ts';
import { openTestKeys } from '../support/keys.ts';
import { machineDate } from '../support/real-time.ts';

type Given = {
  seed: number;
  rounds: Round[];
  clients: number;
  perSecond: number;
  /** Whether no further round begins. */
  timeIsUp?: () => boolean;
  /** Milliseconds after which pages that have not converged count as wrong, as the machine gives them: see `openGivenTime`. */
  patience?: number;
  isOver?: (verdict: Verdict) => boolean;
};
type TestServer = { database: Database; nodes: Nodes; pages: Pages };
export type Spent = { evening: Evening; verdict: Verdict; faults: FaultKind[] };

/** Milliseconds between two checks whether every page has converged. */
const lookEvery = 100;

/** One helpline from its first sign-in on: round after round of faults and healing, until the plan is done or something is wrong. */
export async function spendEvening(given: Given, testServer: TestServer): Promise<Spent> {
  const { seed, rounds, clients, perSecond, timeIsUp = () => false } = given;
  const { patience = 12_000, isOver = (verdict) => !isSpotless(verdict) } = given;
  const { database, nodes, pages } = testServer;
  const helpline = await aside(database, openHelpline);
  const present = helpline.everyone.slice(0, clients);
  const proxies = await Promise.all(present.map(() => openProxy(nodes.ports)));
  const history: History = present.map((who) => ({ who, happenings: [] }));
  const heals: Heal[] = [];
  const faults: FaultKind[] = [];
  const givenTime = openGivenTime(() => [...nodes.pids(), ...pages.pids()]);

  for (const [index, who] of present.entries()) {
    const start = await aside(database, (db) => startOf(db, helpline, who));
    proxies[index]!.lead(index);
    pages.open(index, { ...start, url: proxies[index]!.url, origin, seed: seed * mostPages + index });
  }
  let spent = await judged();
  for (const [index, round] of rounds.entries()) {
    const began = moment();
    pages.act(perSecond);
    await carryOut(round, { database, nodes, pages, proxies }, (kind) => faults.push(kind));
    pages.rest();
    heals.push({ ...(await healing()), round: index + 1, faults: round.faults, began });
    spent = await judged();
    if (isOver(spent.verdict) || timeIsUp()) break;
  }
  pages.leave();
  await Promise.all(proxies.map((proxy) => proxy.close()));
  return spent;

  async function healing() {
    const heal: Pick<Heal, 'at' | 'equalAfter' | 'emptyAfter' | 'differences'> = {
      ...{ at: moment(), equalAfter: null, emptyAfter: null },
      differences: [],
    };
    const began = givenTime();
    const isDone = () => heal.equalAfter !== null && heal.emptyAfter !== null;
    for (let after = 0; after < patience && !isDone(); after = givenTime() - began) {
      const told = await hear();
      if (heal.emptyAfter === null && told.every(({ waiting }) => waiting === 0)) heal.emptyAfter = after;
      if (heal.equalAfter === null) {
        const found = await aside(database, (db) => differencesOf(db, told));
        if (found.length === 0) heal.equalAfter = after;
        else heal.differences = found;
      }
      await pause(lookEvery);
    }
    return heal;
  }

  async function hear(): Promise<Told[]> {
    const told = await pages.tell();
    for (const [index, { happenings }] of told.slice(0, clients).entries())
      history[index]!.happenings.push(...happenings);
    return told.slice(0, clients);
  }

  async function differencesOf(db: Db, told: Told[]): Promise<string[]> {
    const deps = { db, identity, registry: openRegistry(nouns), trial: false };
    const now = machineDate();
    const found = await Promise.all(
      told.map(async (one, index) => {
        const { id, name } = present[index]!;
        const whose = { personId: id, helplineId: helpline.id };
        const first = await welcomeOf(deps, whose, () => 0, now);
        const all = await welcomeOf(deps, whose, () => 1, now);
        return differencesBetween(one, first!.welcome, all!.welcome).map((words) => `${name}: ${words}`);
      }),
    );
    return found.flat();
  }

  async function judged(): Promise<Spent> {
    await hear();
    const kept = await aside(database, (db) => whatIsKept(db, helpline.id));
    const { endedByThemselves } = nodes;
    const evening = { helpline, history, kept, heals, endedAt: moment(), endedByThemselves };
    return { evening, verdict: judge(evening), faults };
  }
}

const keysOf = new WeakMap<Database, DataKeys>();

/** Reads the database through a connection that no fault affects. */
async function aside<Found>(database: Database, look: (db: Db) => Promise<Found>): Promise<Found> {
  const url = await database.url();
  const dataKeys = keysOf.get(database) ?? (await openTestKeys(url));
  keysOf.set(database, dataKeys);
  const { db, close } = openSealedDatabase(url, dataKeys);
  try {
    return await look(db);
  } finally {
    await close();
  }
}
