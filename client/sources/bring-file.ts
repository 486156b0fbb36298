import { fileType, largestFile } from '#shared/sources';
import { fetchWithin } from '../live/fetch-within.ts';
import { fileTimeoutMs } from '../live/timeouts.ts';

const notNow = 'The file could not be sent just now. Nothing was read. Try again when you are connected.';

/** Sends a file to be read. A sentence to show if that failed; null if it did not. */
export async function bringFile(sourceId: string, file: File): Promise<string | null> {
  if (file.size > largestFile)
    return `This file is larger than ${largestFile / 1_000_000} MB, so it is hardly a list of services. Nothing was read.`;
  try {
    const sent = { method: 'POST', headers: { 'content-type': fileType }, body: await file.text() };
    return await fetchWithin(fileTimeoutMs, `/api/sources/${sourceId}/file`, sent, async (response) =>
      response.ok ? null : (((await response.json()) as { message?: string }).message ?? notNow),
    );
  } catch {
    return notNow;
  }
}
