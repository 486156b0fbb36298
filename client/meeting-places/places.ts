import type { App } from '../app.ts';

/** The places that are offered, by name, as options to choose from. */
export const placesOffered = ({ meetingPlaces }: Pick<App, 'meetingPlaces'>) =>
  meetingPlaces.all
    .filter(({ retiredAt }) => retiredAt === null)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name }) => ({ value: id, words: name }));
