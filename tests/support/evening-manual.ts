import type { Client } from './client.ts';
import { newId } from './helpline.ts';
import type { Does } from './does.ts';

type Three = Record<'ana' | 'mo' | 'nan', Client>;

/** The version of the manual that this client has heard of, once everything sent so far has arrived. */
export async function manualVersion(client: Client): Promise<number> {
  await client.catchesUp();
  const heard = client.heard.filter(({ name }) => name === 'page:changed').map(({ row }) => row.version);
  return Math.max(0, ...heard, ...client.welcome.pages.map(({ version }) => version));
}

/**
 * Ana drafts a page, Mo proposes it, Nan agrees; a number is put right, it is hidden and shown again, and Ana has read it. A proposal to
 * take it out waits, and a draft is thrown away.
 */
export async function busyManual(does: Does, { ana, mo, nan }: Three) {
  const [pageId, tried] = [newId(), newId()];
  const text = { chapter: 'On a call', title: 'Silence', body: 'Wait. Then ring [us](tel:02079460000).' };
  await does(ana, 'page:draft', { pageId, ...text, basedOn: 0 });
  await does(mo, 'page:publish', { pageId, words: 'New', basedOn: await manualVersion(mo) });
  await does(nan, 'page:agree', { pageId, number: 1 });
  const body = text.body.replace('0000', '0001');
  const corrected = { pageId, body, words: 'The last digit', basedOn: await manualVersion(mo) };
  await does(mo, 'page:correct', corrected);
  await does(nan, 'page:agree', { pageId, number: 2 });
  await does(mo, 'page:hide', { pageId, words: 'Is this right?' });
  await does(nan, 'page:decline', { pageId, number: 3 });
  await does(mo, 'page:mustRead', { pageId, mustRead: true });
  await does(ana, 'page:read', { pageId, version: 2 });
  await does(nan, 'page:retire', { pageId, words: 'Nobody needs it' });
  await does(ana, 'page:draft', { pageId: tried, ...text, basedOn: 0 });
  await does(ana, 'page:discard', { pageId: tried });
}
