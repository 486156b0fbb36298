import { summaryOf, type Summary } from './contents.ts';
import { epochOf } from './history.ts';
import type { KeysFor } from './file-header.ts';
import { readBackup } from './read.ts';

/** Reads every byte of a backup; returns what it holds and whether this version can restore it. */
export async function verifyBackup(
  file: string,
  keysFor: KeysFor,
): Promise<Summary & { fits: ReturnType<typeof epochOf> }> {
  return readBackup(file, keysFor, async ({ head, batches, tallies }) => {
    for await (const batch of batches) void batch;
    return { ...summaryOf(head, tallies), fits: epochOf(head.migrations) };
  });
}
