import { erasuresOf } from '../platform/backup/erase-again.ts';
import {
  addErasures,
  erasedSince,
  erasuresBeside,
  readErasures,
  type Erasure,
} from '../platform/backup/erasures.ts';
import { BackupProblem } from '../platform/backup/problem.ts';

/** Keeps beside a backup who was erased until now. Null, or why it could not: the backup itself is made all the same. */
export async function keepList(backup: string, databaseUrl: string): Promise<string | null> {
  try {
    await addErasures(erasuresBeside(backup), await erasuresOf(databaseUrl));
    return null;
  } catch (error) {
    if (error instanceof BackupProblem) return error.message;
    throw error;
  }
}

/** What a restore of this backup would find beside it. `erased`: the ids of those who had been erased by the time of the backup. */
export async function aboutList(backup: string, erased: string[]) {
  const file = erasuresBeside(backup);
  const figures = { erasedBefore: erased.length, erasedSince: null as number | null, listIsDamaged: false };
  try {
    const list = await readErasures(file);
    if (list === null)
      return {
        ...figures,
        line: `There is no list of erasures beside it, and a restore asks for one: ${file}.`,
      };
    const since = erasedSince(
      erased.map((personId) => ({ personId })),
      list,
    ).length;
    const line = `People erased before it: ${erased.length}. Erased since, whom a restore erases again: ${since}.`;
    return { ...figures, erasedSince: since, line };
  } catch (error) {
    if (!(error instanceof BackupProblem)) throw error;
    return { ...figures, listIsDamaged: true, line: error.message };
  }
}

/** Refuses to restore without a list, because erased people would be back. `nobody`: the host has confirmed that nobody was ever erased. */
export async function listForRestore(file: string, nobody: boolean): Promise<Erasure[]> {
  const list = await readErasures(file);
  if (list || nobody) return list ?? [];
  throw new BackupProblem(
    `There is no list of erasures at ${file}, so people who were erased since the backup would be back, and nothing is restored. Copy erasures.json from where your newest backup is, or name it with --erasures. If nobody was ever erased, add --nobody-erased.`,
  );
}
