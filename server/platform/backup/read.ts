import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import {
  headShape,
  rowShape,
  tableShape,
  tailShape,
  Tally,
  type Head,
  type TallyFigures,
} from './contents.ts';
import { linesIn } from './lines.ts';
import type { KeysFor } from './file-header.ts';
import { BackupProblem } from './problem.ts';
import { unseal } from './seal.ts';

/** Some rows of one table, as lines of JSON. */
export type Batch = { table: string; lines: string[] };
export type Contents = {
  head: Head;
  batches: AsyncIterable<Batch>;
  /** Counts and checksums per table; complete, and compared with the tail, once all batches are read. */
  tallies: Record<string, TallyFigures>;
};

/** Bounds a batch: large enough for efficient statements, small enough for memory. */
const mostLines = 1000;
const mostText = 512 * 1024;

/** Reads a backup from start to end; fails at the first byte or line that is not as it was written. */
export async function readBackup<Result>(
  file: string,
  keysFor: KeysFor,
  use: (contents: Contents) => Promise<Result>,
): Promise<Result> {
  await access(file, constants.R_OK).catch(({ code }: NodeJS.ErrnoException) => {
    throw new BackupProblem(`${file} cannot be read (${code}).`);
  });
  let result: Result;
  await pipeline(
    createReadStream(file),
    (source) => unseal(source as AsyncIterable<Buffer>, keysFor),
    createGunzip(),
    async (plain) => {
      const lines = linesIn(plain as AsyncIterable<Buffer>);
      const head = await headOf(lines);
      const tallies: Contents['tallies'] = {};
      result = await use({ head, tallies, batches: batchesOf(lines, head, tallies) });
    },
  ).catch((error: NodeJS.ErrnoException) => {
    throw error.code?.startsWith('Z_') ? unexpected() : error;
  });
  return result!;
}

/** What these rows have in one of the columns of their table. */
export function valuesIn({ table, lines }: Batch, { tables }: Head, column: string): string[] {
  const at = tables.find(({ name }) => name === table)!.columns.indexOf(column);
  return lines.map((line) => (JSON.parse(line) as string[])[at]!);
}

async function headOf(lines: AsyncIterator<string>): Promise<Head> {
  const first = await lines.next();
  return understood(headShape, first.done ? '' : first.value);
}

async function* batchesOf(
  lines: AsyncIterable<string>,
  head: Head,
  tallies: Contents['tallies'],
): AsyncGenerator<Batch> {
  const width = new Map(head.tables.map(({ name, columns }) => [name, columns.length]));
  let batch = emptyBatch('');
  let tally = new Tally();
  let tail: Contents['tallies'] | undefined;
  for await (const line of lines) {
    if (tail) throw unexpected();
    if (line.startsWith('[')) {
      if (understood(rowShape, line).length !== width.get(batch.table)) throw unexpected();
      tally.add(line);
      batch.lines.push(line);
      batch.length += line.length;
      if (batch.lines.length < mostLines && batch.length < mostText) continue;
      yield batch;
      batch = emptyBatch(batch.table);
      continue;
    }
    if (batch.lines.length > 0) yield batch;
    if (batch.table !== '') tallies[batch.table] = tally.figures;
    if (line.startsWith('{"end"')) tail = understood(tailShape, line).end;
    else {
      batch = emptyBatch(understood(tableShape, line).table);
      tally = new Tally();
    }
  }
  refuseOtherTallies(tail, tallies);
}

const emptyBatch = (table: string) => ({ table, lines: [] as string[], length: 0 });

function refuseOtherTallies(tail: Contents['tallies'] | undefined, tallies: Contents['tallies']): void {
  const isSame = (table: string) =>
    tail?.[table]?.rows === tallies[table]?.rows && tail?.[table]?.sum === tallies[table]?.sum;
  if (!tail || ![...Object.keys(tail), ...Object.keys(tallies)].every(isSame)) throw unexpected();
}

function understood<Shape extends v.GenericSchema>(shape: Shape, line: string): v.InferOutput<Shape> {
  try {
    return v.parse(shape, JSON.parse(line));
  } catch {
    throw unexpected();
  }
}

/** The bytes are authentic, so the program that wrote them was faulty. */
const unexpected = () =>
  new BackupProblem('The backup is whole, but what is in it is not what it should be. Use an older one.');
