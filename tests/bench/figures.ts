import type { Sample } from './pairs.ts';

export type Figures = { p50: number; p95: number; p99: number };

const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

export function figuresOf(samples: Sample[], what: keyof Sample): Figures {
  const sorted = samples.map((sample) => sample[what]).sort((a, b) => a - b);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95), p99: at(sorted, 0.99) };
}

/** A row of the printed table: milliseconds, and how many times the first contender's. */
export function rowOf(name: string, samples: Sample[], first: Sample[], what: keyof Sample): string {
  const mine = figuresOf(samples, what);
  const base = figuresOf(first, what);
  const cells = (['p50', 'p95', 'p99'] as const).map(
    (key) => `${mine[key].toFixed(2)} ms (${(mine[key] / base[key]).toFixed(2)}×)`,
  );
  return `| ${name} | ${cells.join(' | ')} |`;
}
