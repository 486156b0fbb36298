import { fileType, largestFile } from '#shared/sources';

const notNow = 'The file could not be sent just now. Nothing was read. Try again when you are connected.';

/** Sends a file to be read. A sentence to show if that failed; null if it did not. */
export async function bringFile(sourceId: string, file: File): Promise<string | null> {
  if (file.size > largestFile)
    return `This file is larger than ${largestFile / 1_000_000} MB, so it is hardly a list of services. Nothing was read.`;
  try {
    const response = await fetch(`/api/sources/${sourceId}/file`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': fileType },
      body: await file.text(),
    });
    if (response.ok) return null;
    return ((await response.json()) as { message?: string }).message ?? notNow;
  } catch {
    return notNow;
  }
}
