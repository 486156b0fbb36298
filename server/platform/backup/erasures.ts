import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { BackupProblem } from './problem.ts';
import { writeSafely } from './write-safely.ts';

const erasureShape = v.strictObject({
  helplineId: v.pipe(v.string(), v.uuid()),
  personId: v.pipe(v.string(), v.uuid()),
  at: v.pipe(v.string(), v.isoTimestamp()),
});
/** Who was erased, and when. */
export type Erasure = v.InferOutput<typeof erasureShape>;

/** Contains a count, so that a truncated list is detected. */
const listShape = v.pipe(
  v.strictObject({ alongside: v.literal('erasures'), count: v.number(), erasures: v.array(erasureShape) }),
  v.check(({ count, erasures }) => count === erasures.length),
);

/** The list of erasures for this backup; all backups in a folder share one. */
export const erasuresBeside = (backup: string) => join(dirname(backup), 'erasures.json');

/** Null if there is no such file. Throws a `BackupProblem` if the list is incomplete. */
export async function readErasures(file: string): Promise<Erasure[] | null> {
  const text = await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    if (code === 'ENOENT') return null;
    throw new BackupProblem(`The list of erasures ${file} cannot be read (${code}). ${takeAnother}`);
  });
  if (text === null) return null;
  try {
    return v.parse(listShape, JSON.parse(text)).erasures;
  } catch {
    throw new BackupProblem(`The list of erasures ${file} is damaged. ${takeAnother}`);
  }
}

const takeAnother = 'Put the copy that lies beside another copy of your backups in its place.';

/** Those of `later` that are not in `earlier`. */
export function erasedSince(earlier: Pick<Erasure, 'personId'>[], later: Erasure[]): Erasure[] {
  const known = new Set(earlier.map(({ personId }) => personId));
  return later.filter(({ personId }) => !known.has(personId));
}

/**
 * Adds these to the list, creating it if there is none. Returns a function that undoes it: where there was none there is none again,
 * because a restore takes an empty list for one that says that nobody was erased.
 */
export async function addErasures(file: string, added: Erasure[]): Promise<() => Promise<void>> {
  const before = await readErasures(file);
  const known = before ?? [];
  const fresh = erasedSince(known, added);
  if (before !== null && fresh.length === 0) return () => Promise.resolve();
  await writeErasures(file, [...known, ...fresh]);
  return () => (before === null ? rm(file, { force: true }) : writeErasures(file, before));
}

async function writeErasures(file: string, erasures: Erasure[]): Promise<void> {
  const list = { alongside: 'erasures', count: erasures.length, erasures };
  await writeSafely(file, { force: true }, (append) =>
    append(Buffer.from(`${JSON.stringify(list, null, 1)}\n`)),
  );
}
