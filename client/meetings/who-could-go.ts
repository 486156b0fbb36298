import { isHere } from '#shared/people';
import { isA } from '#shared/viewer';
import type { App } from '../app.ts';

/**
 * The supporters whom this person can choose, by first name: all of them for a manager, and for a supporter those whom the rota names to them.
 * Whether they are free is for the server to find out.
 */
export function couldGo({ me, people, shifts }: Pick<App, 'me' | 'people' | 'shifts'>) {
  const known = isA(me, 'manager')
    ? people.all
        .filter((person) => isA(person, 'supporter') && isHere(person))
        .map(({ id, firstName }) => [id, firstName] as const)
    : shifts.all.flatMap(({ places }) =>
        places.map(({ personId, firstName }) => [personId, firstName] as const),
      );
  return [...new Map(known)]
    .filter(([id]) => id !== me.id || isA(me, 'manager'))
    .map(([value, words]) => ({ value, words }))
    .toSorted((a, b) => a.words.localeCompare(b.words));
}
