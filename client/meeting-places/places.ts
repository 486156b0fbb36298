import type { App } from '../app.ts';

/** The places that were not taken out of the list, by name. */
export const placesInUse = ({ meetingPlaces }: Pick<App, 'meetingPlaces'>) =>
  meetingPlaces.all
    .filter(({ retiredAt }) => retiredAt === null)
    .toSorted((a, b) => a.name.localeCompare(b.name));

/** The same as options to choose from. */
export const placesOffered = (app: Pick<App, 'meetingPlaces'>) =>
  placesInUse(app).map(({ id, name }) => ({ value: id, words: name }));
