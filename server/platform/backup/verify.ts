import { summaryOf, type Head, type Summary } from './contents.ts';
import { epochOf } from './history.ts';
import type { KeysFor } from './file-header.ts';
import { readBackup, type Batch } from './read.ts';

/** `erased`: the ids of those who had been erased by then. */
export type Verified = Summary & { fits: ReturnType<typeof epochOf>; erased: string[] };

/** Reads every byte of a backup; returns what it holds and whether this version can restore it. */
export async function verifyBackup(file: string, keysFor: KeysFor): Promise<Verified> {
  return readBackup(file, keysFor, async ({ head, batches, tallies }) => {
    const erased: string[] = [];
    for await (const batch of batches) if (batch.table === 'erasures') erased.push(...peopleIn(batch, head));
    return { ...summaryOf(head, tallies), fits: epochOf(head.migrations), erased };
  });
}

function peopleIn({ lines }: Batch, { tables }: Head): string[] {
  const at = tables.find(({ name }) => name === 'erasures')!.columns.indexOf('person_id');
  return lines.map((line) => (JSON.parse(line) as string[])[at]!);
}
