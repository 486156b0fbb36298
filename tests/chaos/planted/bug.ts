import type { InvariantName } from '../checker/judge.ts';
import type { FaultKind, Round } from '../plan.ts';

export type Edit = { file: string; from: string; to: string };
/** A mistake that a server could have, and the rules that it breaks. */
export type Bug = {
  name: string;
  edits: Edit[];
  /** Run on the database before. */
  sql?: string;
  /** The evening ends with the round that shows the mistake; a machine with much else to do may need a later one. */
  rounds: Round[];
  caughtBy: InvariantName[];
  /** Milliseconds for the pages to converge: longer only if the mistake is that they do not. */
  patience?: number;
};

export const live = 'dist/server/platform/live';

/** Rounds in which each of these happens, a little later than the one before. */
export const rounds = (count: number, lasts: number, ...kinds: [FaultKind, number?][]): Round[] =>
  Array.from({ length: count }, () => ({
    faults: kinds.map(([kind, who = 0], index) => ({
      kind,
      after: 300 + index * 500,
      lasts: 300,
      who,
      amount: 0.5,
    })),
    lasts,
  }));

/** The same, with each fault going on until the round is over. */
export const longRounds = (...given: Parameters<typeof rounds>): Round[] =>
  rounds(...given).map(({ faults, lasts }) => ({
    faults: faults.map((fault) => ({ ...fault, lasts: lasts - fault.after })),
    lasts,
  }));

/** Source text of a random wait. */
export const aWhile = (most: number) =>
  `await new Promise((goOn) => setTimeout(goOn, Math.random() * ${most}));`;
