import { fetchWithin } from './fetch-within.ts';
import { saveFile } from './save-file.ts';
import { fileTimeoutMs } from './timeouts.ts';

const notNow =
  'The file could not be fetched just now. Nothing was saved on this device. Try again in a moment.';

/** Fetches a file and hands it to the browser to save; `name` where the server gives it none. A sentence to show if that failed; null if it did not. */
export async function fetchFile(path: string, body: object, name: string): Promise<string | null> {
  try {
    const asked = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return await fetchWithin(fileTimeoutMs, path, asked, async (response) => {
      if (!response.ok) return ((await response.json()) as { message?: string }).message ?? notNow;
      saveFile(await response.blob(), nameIn(response) ?? name);
      return null;
    });
  } catch {
    return notNow;
  }
}

const nameIn = (response: Response) =>
  /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
