import {
  fieldsOf,
  filtersIn,
  logViewWords,
  mayFind,
  type LogFilters,
  type LogView,
  type WordsOfList,
} from '#shared/call-log';
import { isA, type Viewer } from '#shared/viewer';

/** The views that this person has; one’s own calls only if they take calls. */
export const viewsOf = (viewer: Pick<Viewer, 'roles'>): LogView[] =>
  (Object.keys(logViewWords) as LogView[]).filter(
    (view) => mayFind(viewer, view) && (view !== 'mine' || isA(viewer, 'supporter')),
  );

/** What the query of an address asks for. Words that are not in the lists are left out; the last view is the widest. */
export function askedIn(
  search: string,
  views: LogView[],
  wordsOf: WordsOfList,
): { view: LogView; filters: LogFilters } {
  const fields = Object.fromEntries(new URLSearchParams(search));
  const view = views.find((one) => one === fields['of']) ?? views.at(-1) ?? 'mine';
  return { view, filters: filtersIn(fields, wordsOf).filters };
}

/** The address of a search, without anything that names a person. */
export const addressOf = (view: LogView, filters: LogFilters): string =>
  `/log?${new URLSearchParams({ of: view, ...fieldsOf(filters) })}`;
