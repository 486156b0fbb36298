import type { Difference, SourceEntries, SourceEntry } from '#shared/sources';
import { fileType } from '#shared/sources';
import type { Client } from './client.ts';
import { expectOk, newId } from './helpline.ts';
import { origin } from './test-server.ts';

type Managing = { url: string; cookie: string };

export const switchOn = (manager: Client) =>
  expectOk(manager.send('helpline:change', { readsSources: true }));

/** Sends a file of these services, or this text. */
export const bringFile = ({ url, cookie }: Managing, sourceId: string, file: unknown, type = fileType) =>
  fetch(`${url}/api/sources/${sourceId}/file`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': type },
    body: typeof file === 'string' ? file : JSON.stringify(file),
  });

/** Everything that waits to be decided of this sort, over all pages. */
export async function differencesOf(
  { url, cookie }: Managing,
  sourceId: string,
  what: Difference,
): Promise<SourceEntry[]> {
  const all: SourceEntry[] = [];
  for (let more = true; more;) {
    const after = all.at(-1) ? `&after=${all.at(-1)!.id}` : '';
    const response = await fetch(`${url}/api/sources/${sourceId}/differences?what=${what}${after}`, {
      headers: { cookie },
    });
    const page = (await response.json()) as SourceEntries;
    all.push(...page.entries);
    more = page.more;
  }
  return all;
}

/** A list whose files are brought by hand, with the first of them. Returns its id. */
export async function listWithFile(managing: Managing, manager: Client, file: unknown): Promise<string> {
  const sourceId = newId();
  await expectOk(manager.send('source:add', { sourceId, name: 'Lambeth', address: null, areas: [] }));
  const response = await bringFile(managing, sourceId, file);
  if (!response.ok) throw new Error(await response.text());
  return sourceId;
}
