import type { App } from '../app.ts';

/** The people of the helpline as far as they are mine to know: their names are no caller's. */
export const knownNames = (app: Pick<App, 'me' | 'people' | 'shifts'>): string[] => [
  app.me.firstName,
  ...app.people.all.map(({ firstName }) => firstName),
  ...app.shifts.all.flatMap(({ places }) => places.map(({ firstName }) => firstName)),
];
