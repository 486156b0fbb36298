import { newsOf, type NewsName, type Noun } from '#shared/nouns';

/** The noun of each kind of news. */
export const nounOf = Object.fromEntries(
  Object.entries(newsOf).map(([noun, news]) => [news, noun]),
) as Record<NewsName, Noun>;
export const nouns = Object.keys(newsOf) as Noun[];
