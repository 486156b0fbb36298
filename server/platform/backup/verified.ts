import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { BackupProblem } from './problem.ts';
import { writeSafely } from './write-safely.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());
const shape = v.strictObject({
  alongside: v.literal('verified'),
  file: v.string(),
  takenAt: instant,
  verifiedAt: instant,
});
/** Which backup of a folder was last read to its end, when that was, and what it holds everything until. */
export type VerifiedBackup = v.InferOutput<typeof shape>;

const noteIn = (folder: string) => join(folder, 'verified.json');

/** Null if none was verified, or the note about it cannot be read. */
export async function lastVerified(folder: string): Promise<VerifiedBackup | null> {
  try {
    return v.parse(shape, JSON.parse(await readFile(noteIn(folder), 'utf8')));
  } catch {
    return null;
  }
}

/** Notes beside a backup that it was verified, unless a newer one was. Null, or why it could not be noted. */
export async function noteVerified(backup: string, takenAt: string, now: Date): Promise<string | null> {
  const folder = dirname(backup);
  const before = await lastVerified(folder);
  if (before && before.takenAt > takenAt) return null;
  const note: VerifiedBackup = {
    alongside: 'verified',
    file: basename(backup),
    takenAt,
    verifiedAt: now.toISOString(),
  };
  try {
    await writeSafely(noteIn(folder), { what: 'note', force: true }, (append) =>
      append(Buffer.from(`${JSON.stringify(note, null, 1)}\n`)),
    );
    return null;
  } catch (error) {
    if (error instanceof BackupProblem) return error.message;
    return `${noteIn(folder)} cannot be written (${(error as NodeJS.ErrnoException).code}).`;
  }
}
