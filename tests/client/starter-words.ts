import type { ListName } from '#shared/lists';
import { starterLists } from '#shared/starter-lists';

/** How a slug reads in a helpline that has changed none of its lists. */
export const starterWordOf = (list: ListName, slug: string): string =>
  starterLists[list].find((word) => word.slug === slug)?.words ?? slug;
