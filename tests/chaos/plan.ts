import { openChance, type Chance } from '#drizzle/seed/chance';

export const faultKinds = [
  'kill a server',
  'stop the database',
  'end connections to the database',
  'cut',
  'stall',
  'half open',
  'delay',
  'throttle',
  'drop acknowledgements',
  'duplicate',
  'other server',
  'step a clock',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** `after` and `lasts` are milliseconds into the round. `who` counts pages or servers; `amount` is what the kind makes of it. */
export type Fault = { kind: FaultKind; after: number; lasts: number; who: number; amount: number };
export type Round = { faults: Fault[]; lasts: number };
export type Size = { clients: number; nodes: number };

/** The same seed, the same plan of faults. The second round is a quiet one, early enough for a run of a minute. */
export function planOf(seed: number, rounds: number, size: Size): Round[] {
  const chance = openChance(seed);
  const quiet = { faults: [], lasts: roundLasts };
  return Array.from({ length: rounds }, (_, index) => (index === 1 ? quiet : roundOf(chance, size)));
}

/** How often a round has each of the two faults that matter most. */
const often = { kill: 0.85, databaseStop: 0.28 };
const others = faultKinds.slice(2);
const roundLasts = 4_000;

function roundOf(chance: Chance, size: Size): Round {
  const faults: Fault[] = [];
  if (chance.happens(often.kill)) faults.push(faultOf('kill a server', chance, size));
  if (chance.happens(often.databaseStop)) faults.push(faultOf('stop the database', chance, size));
  for (let more = chance.whole(1, 4); more > 0; more -= 1)
    faults.push(faultOf(chance.pick(others), chance, size));
  return { faults: faults.sort((a, b) => a.after - b.after), lasts: roundLasts };
}

function faultOf(kind: FaultKind, chance: Chance, { clients, nodes }: Size): Fault {
  const after = chance.whole(0, 2_500);
  return {
    kind,
    after,
    lasts: chance.whole(200, roundLasts - after),
    who: chance.whole(0, (kind === 'kill a server' ? nodes : clients) - 1),
    amount: chance.number(),
  };
}
