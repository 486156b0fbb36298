import { createHash } from 'node:crypto';
import * as v from 'valibot';

/**
 * The lines of a backup: the head; then for each table its name and its rows; then the tail, which holds the
 * number of rows and the checksum of each table.
 */
export const headShape = v.object({
  alongside: v.string(),
  takenAt: v.string(),
  /** The trial: the invented helpline, which needs no password. */
  trial: v.boolean(),
  migrations: v.array(v.string()),
  tables: v.array(v.object({ name: v.string(), columns: v.array(v.string()) })),
  helplines: v.array(v.object({ id: v.string(), name: v.string(), change: v.number() })),
});
export type Head = v.InferOutput<typeof headShape>;

export const tableShape = v.strictObject({ table: v.string() });
export const rowShape = v.array(v.nullable(v.string()));

const tallyShape = v.object({ rows: v.number(), sum: v.string() });
export const tailShape = v.strictObject({ end: v.record(v.string(), tallyShape) });
export type TallyFigures = v.InferOutput<typeof tallyShape>;

/** The summary of a backup that was made, verified or restored. */
export type Summary = Pick<Head, 'alongside' | 'takenAt' | 'trial' | 'helplines'> & {
  rows: Record<string, number>;
};

export const summaryOf = (
  { alongside, takenAt, trial, helplines }: Head,
  tallies: Record<string, TallyFigures>,
): Summary => ({
  alongside,
  takenAt,
  trial,
  helplines,
  rows: Object.fromEntries(Object.entries(tallies).map(([table, { rows }]) => [table, rows])),
});

/** Counts lines and adds up 60 bits of the hash of each. */
export class Tally {
  #rows = 0;
  #sum = 0n;

  add(line: string) {
    this.#rows += 1;
    this.#sum += BigInt(`0x${createHash('sha256').update(line).digest('hex').slice(0, 15)}`);
  }

  get figures(): TallyFigures {
    return { rows: this.#rows, sum: this.#sum.toString() };
  }
}
