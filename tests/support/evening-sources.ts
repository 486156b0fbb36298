import type { Client } from './client.ts';
import { newId, type Helpline } from './helpline.ts';
import { goodService } from './open-referral.ts';
import { bringFile, differencesOf } from './reading-lists.ts';
import type { Does } from './does.ts';

/** Mo reads the list of a council: takes one service and then another, leaves one and then the rest; a list at an address is removed. */
export async function busySources(does: Does, helpline: Helpline, mo: Client) {
  const [sourceId, removed] = [newId(), newId()];
  const managing = { url: mo.url, cookie: await helpline.cookieOf('mo') };
  await does(mo, 'helpline:change', { readsSources: true });
  await does(mo, 'source:add', { sourceId, name: 'Council', address: null, areas: [] });
  await bringFile(
    managing,
    sourceId,
    [1, 2, 3, 4].map((number) => goodService(number)),
  );
  const read = 1;
  const [first, second] = await differencesOf(managing, sourceId, 'new');
  await does(mo, 'source:take', { sourceId, entryId: first!.id, version: first!.version, basedOn: 0 });
  await does(mo, 'source:leave', { sourceId, entryId: second!.id, version: second!.version });
  await does(mo, 'source:takeNew', { sourceId, read, kind: 'talking' });
  await does(mo, 'source:leaveAll', { sourceId, read, what: 'new' });
  await does(mo, 'source:change', { sourceId, areas: ['Lambeth'] });
  await bringFile(managing, sourceId, [
    goodService(1, { email: 'new@counselling.example.org' }),
    goodService(5),
  ]);
  const nowhere = { sourceId: removed, name: 'Gone', address: 'http://127.0.0.1:9/o', areas: [] };
  await does(mo, 'source:add', nowhere);
  await does(mo, 'source:read', { sourceId: removed });
  await does(mo, 'source:remove', { sourceId: removed });
}
