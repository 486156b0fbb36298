/** Chance that falls the same way every time. */
export type Chance = {
  /** From 0 up to, and not including, 1. */
  number(): number;
  whole(least: number, most: number): number;
  happens(probability: number): boolean;
  pick<Item>(from: readonly Item[]): Item;
  /** One of the names, each as likely as its weight says. */
  weighted<Name extends string>(weights: Partial<Record<Name, number>>): Name;
  /** Around `middle`, seldom much shorter and now and then much longer, as the lengths of calls are. */
  logNormal(middle: number, spread: number): number;
  /** A UUID of version 7 that sorts by the given time. */
  idAt(time: Date): string;
};

export function openChance(seed: number): Chance {
  const number = mulberry32(seed);
  const whole = (least: number, most: number) => least + Math.floor(number() * (most - least + 1));
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join('');

  return {
    number,
    whole,
    happens: (probability) => number() < probability,
    pick: (from) => from[whole(0, from.length - 1)]!,
    weighted<Name extends string>(weights: Partial<Record<Name, number>>) {
      const entries = Object.entries(weights) as [Name, number][];
      let left = number() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
    },
    logNormal: (middle, spread) => middle * Math.exp(spread * normal(number)),
    idAt(time) {
      const stamp = time.getTime().toString(16).padStart(12, '0');
      return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    },
  };
}

/** A small generator with 32 bits of state, good enough to invent with. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box and Muller's way from two even numbers to one on the bell curve. */
const normal = (number: () => number) =>
  Math.sqrt(-2 * Math.log(1 - number())) * Math.cos(2 * Math.PI * number());
