import type { App } from '../app.ts';
import { asTyped } from '../ui/isolated.ts';

/** The people of the helpline as far as they are mine to know: their names are no caller's. */
export const knownNames = ({ me, people, shifts }: Pick<App, 'me' | 'people' | 'shifts'>): string[] =>
  [me, ...people.all, ...shifts.all.flatMap(({ places }) => places)].map(({ firstName }) =>
    asTyped(firstName),
  );
