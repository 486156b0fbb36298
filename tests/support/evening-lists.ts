import type { Client } from './client.ts';
import { newId } from './helpline.ts';
import type { Does } from './does.ts';

type Three = Record<'ana' | 'ben' | 'mo', Client>;

/**
 * Mo proposes a new outcome and Ana agrees; Ana proposes to rename a borough and takes it back, and to retire another, to which Mo agrees.
 * Another order of the boroughs waits, proposed by Ben.
 */
export async function busyLists(does: Does, { ana, ben, mo }: Three) {
  const [added, renamed, retired, ordered] = [newId(), newId(), newId(), newId()];
  await does(mo, 'list:add', { changeId: added, list: 'outcomes', words: 'Sat in silence together' });
  await does(ana, 'list:agree', { changeId: added });
  const southwark = { list: 'boroughs', slug: 'southwark' } as const;
  await does(ana, 'list:rename', { changeId: renamed, ...southwark, words: 'Southwark (north)' });
  await does(ana, 'list:decline', { changeId: renamed });
  await does(ana, 'list:retire', { changeId: retired, ...southwark });
  await does(mo, 'list:agree', { changeId: retired });
  const slugs = ['lewisham', 'lambeth', 'elsewhere', 'not-asked'];
  await does(ben, 'list:order', { changeId: ordered, list: 'boroughs', slugs });
}
