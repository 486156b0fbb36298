import { ageOf, type Age } from '../database/migrations.ts';
import { summaryOf, type Summary } from './contents.ts';
import type { KeysFor } from './file-header.ts';
import { readBackup, valuesIn } from './read.ts';

/** `erased`: the ids of those who had been erased by then. */
export type Verified = Summary & { fits: Age; erased: string[] };

/** Reads every byte of a backup; returns what it holds and whether this version can restore it. */
export async function verifyBackup(file: string, keysFor: KeysFor): Promise<Verified> {
  return readBackup(file, keysFor, async ({ head, batches, tallies }) => {
    const erased: string[] = [];
    for await (const batch of batches)
      if (batch.table === 'erasures') erased.push(...valuesIn(batch, head, 'person_id'));
    return { ...summaryOf(head, tallies), fits: ageOf(head.migrations), erased };
  });
}
