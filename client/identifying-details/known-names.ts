import type { App } from '../app.ts';
import { asTyped } from '../ui/isolated.ts';

/** The names of the visible people of the helpline, which are not callers' names. */
export const knownNames = ({ me, people, shifts }: Pick<App, 'me' | 'people' | 'shifts'>): string[] =>
  [me, ...people.all, ...shifts.all.flatMap(({ places }) => places)].map(({ firstName }) =>
    asTyped(firstName),
  );
